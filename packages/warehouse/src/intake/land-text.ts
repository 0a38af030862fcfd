import { FileRefused } from '@audit/contract';
import type { DuckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import { BLOCK_ROWS, BlockWriter, type TakeBlock } from './block-writer.ts';
import type { ByteReader } from './byte-reader.ts';
import { CellSheet } from './cell-sheet.ts';
import { CsvReader } from './csv-reader.ts';
import { type Field, landedColumns } from './field.ts';
import { JsonListReader } from './json-list-reader.ts';
import { LONGEST_NAME } from './key-dictionary.ts';
import type { LandOptions } from './land-options.ts';
import { NdjsonReader } from './ndjson-reader.ts';
import type { ReaderLimits, RecordReader } from './record-reader.ts';
import { type Opened, WindowReader } from './window-reader.ts';

const MIB = 1024 * 1024;

export type TextFormat = 'json' | 'ndjson' | 'csv';

export interface LandedText {
  readonly received: number;
  readonly unknownColumns: readonly string[];
}

/** Lands JSON, NDJSON or CSV bytes by our own kernels. */
export const landText = async (
  engine: DuckDbEngine,
  input: { readonly label: string; readonly bytes: ByteReader; readonly format: TextFormat },
  fields: readonly Field[],
  options: LandOptions,
  take: TakeBlock,
): Promise<LandedText> => {
  const limits = { maxDepth: options.maxDepth ?? 64, maxRecordBytes: options.maxRecordBytes ?? MIB, anyColumns: options.anyColumns };
  const sheet = new CellSheet(landedColumns(fields));
  // A window may leave over a record, and the byte order mark before it.
  const windows = new WindowReader(input.bytes, limits.maxRecordBytes + 16, options.windowBytes ?? 2 * MIB);
  try {
    const reader = readerOf(input.format, input.label, sheet, fields, limits);
    const spelled = (record: string, column: string): string | null => reader.spelled(record, column);
    await using blocks = await BlockWriter.open(engine, sheet, windows, options.blockRows ?? BLOCK_ROWS, take, spelled);
    await readAll(windows, reader, blocks, sheet, await firstWindow(windows, input.label));
    await blocks.finish();
    if (limits.anyColumns === true) refuseLongName(reader, input.label);
    return { received: reader.received, unknownColumns: reader.unknownColumns };
  } finally {
    await windows.settle();
  }
};

/** Its values would be lost. @throws FileRefused */
const refuseLongName = ({ nameTooLong }: RecordReader, label: string): void => {
  if (nameTooLong === undefined) return;
  const reason = `it has a column whose name is longer than ${LONGEST_NAME} bytes: ${JSON.stringify(nameTooLong)} and so on`;
  throw new FileRefused(label, 'BAD_HEADER', null, reason);
};

const readAll = async (
  windows: WindowReader,
  reader: RecordReader,
  blocks: BlockWriter,
  sheet: CellSheet,
  first: Opened,
): Promise<void> => {
  let { window, from, last } = first;
  for (;;) {
    blocks.show(window.number);
    while ((from = reader.read(window, from, last)) < window.end && sheet.full) await blocks.settle(window.number);
    await blocks.settle(window.number);
    if (last) return;
    const opened = await windows.next(window.bytes.subarray(from, window.end));
    windows.release(window.number);
    ({ window, from, last } = opened);
  }
};

/** The start of the input, after a byte order mark. */
const firstWindow = async (windows: WindowReader, label: string): Promise<Opened> => {
  let opened = await windows.next(new Uint8Array(0));
  // A window may be smaller than the mark.
  while (!opened.last && opened.window.end - opened.from < 3)
    opened = await windows.next(opened.window.bytes.subarray(opened.from, opened.window.end));
  const { bytes, end } = opened.window;
  const { from } = opened;
  const marked = end - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
  const start = marked ? from + 3 : from;
  if (start === end && opened.last) throw new FileRefused(label, 'EMPTY_INPUT', 0, 'there are no bytes in it');
  return { ...opened, from: start };
};

const readerOf = (format: TextFormat, source: string, sheet: CellSheet, fields: readonly Field[], limits: ReaderLimits): RecordReader => {
  if (format === 'json') return new JsonListReader(source, sheet, fields, limits);
  if (format === 'csv') return new CsvReader(source, sheet, fields, limits);
  return new NdjsonReader(sheet, fields, limits);
};
