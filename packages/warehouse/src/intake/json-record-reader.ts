import type { CellSheet } from './cell-sheet.ts';
import type { Field } from './field.ts';
import { JsonKernel } from './json-kernel.ts';
import { jsonSpelling } from './json-spelling.ts';
import { RAW_BYTES, type ReaderLimits, type RecordReader, type Window } from './record-reader.ts';

/** What readers of JSON share: the window they stand in, the kernel that reads a record of it, the sheet the rows go to. */
export abstract class JsonRecordReader implements RecordReader {
  received = 0;
  protected readonly kernel: JsonKernel;
  protected readonly sheet: CellSheet;
  protected readonly maxRecordBytes: number;
  protected window!: Window;
  /** No bytes follow the window. */
  protected last = false;

  /** @param lines whether a record ends with its line */
  constructor(sheet: CellSheet, fields: readonly Field[], { maxDepth, maxRecordBytes }: ReaderLimits, lines: boolean) {
    this.sheet = sheet;
    this.kernel = new JsonKernel(sheet, fields, { maxDepth, lines });
    this.maxRecordBytes = maxRecordBytes;
  }

  get unknownColumns(): readonly string[] {
    return this.kernel.keys.unknown();
  }

  get nameTooLong(): string | undefined {
    return this.kernel.keys.tooLong;
  }

  read(window: Window, from: number, last: boolean): number {
    this.window = window;
    this.last = last;
    this.kernel.look(window.bytes, window.end);
    return this.readFrom(from);
  }

  spelled(record: string, column: string): string | null {
    return jsonSpelling(record, column);
  }

  /** Reads the window from `from` on; returns where it stopped, as `read` does. */
  protected abstract readFrom(from: number): number;

  /** Ends the row of the record at `start`. @param line on which it begins */
  protected endRow(start: number, length: number, line: number): void {
    const { origin, number } = this.window;
    this.received++;
    this.sheet.endRow(this.received, line, origin + start, number, start, Math.min(length, RAW_BYTES));
  }
}
