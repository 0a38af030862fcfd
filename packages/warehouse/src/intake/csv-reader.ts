import { FileRefused, type ScannedInstant, scanIsoInstant } from '@audit/contract';
import type { CellSheet } from './cell-sheet.ts';
import { csvCells } from './csv-cells.ts';
import { type CsvHeader, csvHeader, sniffDelimiter } from './csv-header.ts';
import { type FaultCode, type Field, fieldSlots } from './field.ts';
import { DECIMAL_6, DECIMAL_8, FLAG, ID, JSON_VALUE, kindNumbers, TEXT } from './kind-numbers.ts';
import { PlainDecimal } from './plain-decimal.ts';
import { putId } from './put-id.ts';
import { RAW_BYTES, type ReaderLimits, type RecordReader, type Window } from './record-reader.ts';
import { utf8Length } from './utf8.ts';

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const INCOMPLETE = -1;

/**
 * CSV (RFC 4180; lines end in LF or CR LF; doubled quotes; a header line of column names). An empty cell, quoted or not,
 * is null; lines without a byte are no records. A bad row is one fault and the next row goes on.
 */
export class CsvReader implements RecordReader {
  received = 0;
  readonly #source: string;
  readonly #sheet: CellSheet;
  readonly #fields: readonly Field[];
  readonly #slots: Int32Array;
  readonly #kinds: Int32Array;
  readonly #maxRecordBytes: number;
  readonly #anyColumns: boolean;
  readonly #instant: ScannedInstant = { seconds: 0, micros: 0, naive: false };
  readonly #decimal6 = new PlainDecimal(6);
  readonly #decimal8 = new PlainDecimal(8);
  /** 1 for bytes that need no thought in an unquoted cell. */
  readonly #plain = new Uint8Array(256);
  #delimiter: number;
  #header: CsvHeader | undefined;
  #headerCells: string[] = [];
  #window!: Window;
  #last = false;
  #line = 1;
  /** Bytes and length of the cell last passed, its quotes taken out. */
  #cell: Uint8Array = new Uint8Array(0);
  #cellStart = 0;
  #cellEnd = 0;
  #unquoted = new Uint8Array(1024);
  #fault: FaultCode | null = null;
  /** Passing a record that was refused for its size. */
  #skipping = false;
  #skippingQuoted = false;

  /** @param delimiter a byte; undefined: told from the header line */
  constructor(source: string, sheet: CellSheet, fields: readonly Field[], limits: ReaderLimits, delimiter?: number) {
    this.#source = source;
    this.#sheet = sheet;
    this.#fields = fields;
    this.#slots = Int32Array.from(fieldSlots(fields));
    this.#kinds = Int32Array.from(fields, ({ kind }) => kindNumbers[kind]);
    this.#maxRecordBytes = limits.maxRecordBytes;
    this.#anyColumns = limits.anyColumns ?? false;
    this.#delimiter = delimiter ?? 0;
  }

  get unknownColumns(): readonly string[] {
    return this.#header?.unknown ?? [];
  }

  read(window: Window, from: number, last: boolean): number {
    this.#window = window;
    this.#last = last;
    const { bytes, end } = window;
    let at = from;
    while (at < end && !this.#sheet.full) {
      if (this.#skipping) at = this.#skipOn(at);
      else if (bytes[at] === NEWLINE) {
        this.#line++;
        at++;
      } else if (bytes[at] === RETURN && (bytes[at + 1] === NEWLINE || (last && at + 1 === end))) at++;
      else {
        const next = this.#header === undefined ? this.#readHeader(at) : this.#record(at, this.#header);
        if (next < 0) return at;
        at = next;
      }
    }
    if (last && at >= end) this.#end(at);
    return at;
  }

  spelled(record: string, column: string): string | null {
    const cell = csvCells(record, String.fromCharCode(this.#delimiter))[this.#header?.names.indexOf(column) ?? -1];
    return cell === undefined || cell === '' ? null : cell;
  }

  #end(at: number): void {
    if (this.#skippingQuoted) throw this.#refused('TRUNCATED', at, 'a quoted cell is not closed');
    if (this.#header === undefined) throw this.#refused('EMPTY_INPUT', at, 'there is no header line');
  }

  #readHeader(start: number): number {
    const { bytes, end } = this.#window;
    if (this.#delimiter === 0) {
      const newline = bytes.indexOf(NEWLINE, start);
      if ((newline < 0 || newline >= end) && !this.#last && end - start <= this.#maxRecordBytes) return INCOMPLETE;
      this.#delimiter = sniffDelimiter(bytes.subarray(start, newline < 0 || newline > end ? end : newline));
    }
    for (let byte = 32; byte < 128; byte++) this.#plain[byte] = 1;
    this.#plain[this.#delimiter] = 0;
    this.#headerCells = [];
    const stop = this.#row(start, null);
    if (stop < 0) {
      if (end - start > this.#maxRecordBytes) throw this.#refused('BAD_HEADER', start, 'the header line is longer than a record may be');
      return INCOMPLETE;
    }
    if (this.#fault !== null) throw this.#refused(this.#fault, start, 'the header line cannot be read');
    this.#header = csvHeader(this.#source, this.#headerCells, this.#fields, this.#anyColumns);
    this.#line += this.#newlines(start, stop);
    return stop;
  }

  #record(start: number, header: CsvHeader): number {
    const stop = this.#row(start, header);
    if (stop < 0) return this.#unfinished(start);
    if (stop - start > this.#maxRecordBytes) this.#fault = 'RECORD_TOO_LARGE';
    if (this.#fault !== null) this.#sheet.fault(this.#fault, null);
    const line = this.#line;
    if (this.#multiline) this.#line += this.#newlines(start, stop);
    this.#endRow(start, stop - start, line);
    return stop;
  }

  #multiline = false;

  /** Reads the cells of the row that starts at `start`; returns the position of its line end, or INCOMPLETE. */
  #row(start: number, header: CsvHeader | null): number {
    const { end } = this.#window;
    const columns = header === null ? Number.MAX_SAFE_INTEGER : header.fieldOf.length;
    this.#fault = null;
    this.#multiline = false;
    let column = 0;
    let at = start;
    for (;;) {
      at = this.#readCell(at);
      if (at < 0) return INCOMPLETE;
      if (header === null) this.#headerCells.push(Buffer.from(this.#cell.subarray(this.#cellStart, this.#cellEnd)).toString('utf8'));
      else if (column < columns) this.#put(header.fieldOf[column]!);
      column++;
      if (at >= end || this.#window.bytes[at] !== this.#delimiter) break;
      at++;
    }
    if (at >= end && !this.#last) return INCOMPLETE;
    if (header !== null && column !== columns) this.#fault ??= 'RAGGED_ROW';
    return at;
  }

  /** Passes one cell; returns the position of the delimiter or line end after it, or INCOMPLETE. */
  #readCell(start: number): number {
    const { bytes, end } = this.#window;
    if (bytes[start] === QUOTE) return this.#readQuoted(start + 1);
    const plain = this.#plain;
    let at = start;
    for (;;) {
      while (plain[bytes[at]!] === 1) at++;
      if (this.#endsCell(at)) break;
      if (at >= end) {
        if (!this.#last) return INCOMPLETE;
        break;
      }
      at += this.#passOdd(at);
    }
    this.#cell = bytes;
    this.#cellStart = start;
    this.#cellEnd = at;
    return at;
  }

  /** The byte at `at` ends an unquoted cell. */
  #endsCell(at: number): boolean {
    const byte = this.#window.bytes[at]!;
    if (byte === this.#delimiter || byte === NEWLINE) return true;
    return byte === RETURN && (this.#window.bytes[at + 1] === NEWLINE || (this.#last && at + 1 === this.#window.end));
  }

  /** Length of a byte sequence that is not plain. */
  #passOdd(at: number): number {
    const bytes = this.#window.bytes;
    if (bytes[at]! < 0x80) return 1;
    const length = utf8Length(bytes, at);
    if (length === 0) this.#fault = 'NOT_UTF8';
    return length === 0 ? 1 : length;
  }

  /** `start` is the byte after the opening quote. */
  #readQuoted(start: number): number {
    const { bytes, end } = this.#window;
    let at = start;
    let run = start;
    let length = -1;
    for (;;) {
      while (bytes[at] !== QUOTE && bytes[at]! < 0x80 && bytes[at] !== NEWLINE && bytes[at] !== 0) at++;
      if (at >= end) return this.#openQuote(at);
      if (bytes[at] === NEWLINE) {
        this.#multiline = true;
        at++;
      } else if (bytes[at] !== QUOTE) at += this.#passOdd(at);
      else if (bytes[at + 1] === QUOTE && at + 1 < end) {
        length = this.#keep(Math.max(length, 0), run, at + 1);
        at += 2;
        run = at;
      } else break;
    }
    if (at + 1 === end && !this.#last) return INCOMPLETE;
    if (length >= 0) length = this.#keep(length, run, at);
    this.#cell = length < 0 ? bytes : this.#unquoted;
    this.#cellStart = length < 0 ? start : 0;
    this.#cellEnd = length < 0 ? at : length;
    return this.#afterQuote(at + 1);
  }

  /** Only a delimiter or line end may follow a closing quote. */
  #afterQuote(start: number): number {
    const { end } = this.#window;
    let at = start;
    while (at < end && !this.#endsCell(at)) at++;
    if (at > start) this.#fault ??= 'BAD_QUOTES';
    return at;
  }

  /** The input ends inside quotes. */
  #openQuote(at: number): number {
    if (!this.#last) return INCOMPLETE;
    throw this.#refused('TRUNCATED', at, `a quoted cell of the record on line ${this.#line} is not closed`);
  }

  /** Appends bytes to the text of a cell with doubled quotes; returns its length. */
  #keep(length: number, start: number, end: number): number {
    const need = length + end - start;
    if (need > this.#unquoted.length) {
      const grown = new Uint8Array(Math.max(need, this.#unquoted.length * 2));
      grown.set(this.#unquoted.subarray(0, length));
      this.#unquoted = grown;
    }
    this.#unquoted.set(this.#window.bytes.subarray(start, end), length);
    return need;
  }

  #put(field: number): void {
    const start = this.#cellStart;
    const end = this.#cellEnd;
    if (field < 0 || start === end) return;
    const slot = this.#slots[field]!;
    const kind = this.#kinds[field]!;
    // The JSON of a cell is its text.
    if (kind <= TEXT || kind === JSON_VALUE) this.#sheet.text(slot, this.#cell, start, end);
    else if (kind === ID) putId(this.#sheet, slot, this.#cell, start, end);
    else if (kind === DECIMAL_6) this.#decimal6.put(this.#sheet, slot, this.#cell, start, end);
    else if (kind === DECIMAL_8) this.#decimal8.put(this.#sheet, slot, this.#cell, start, end);
    else if (kind === FLAG) this.#putFlag(slot);
    else if (scanIsoInstant(this.#cell, start, end, this.#instant)) {
      this.#sheet.instant(slot, this.#instant.seconds, this.#instant.micros, this.#instant.naive);
    } else this.#sheet.unreadable(slot);
  }

  #putFlag(slot: number): void {
    const text = Buffer.from(this.#cell.subarray(this.#cellStart, this.#cellEnd)).toString('latin1').toLowerCase();
    if (text === 'true' || text === 'false') this.#sheet.flag(slot, text === 'true');
    else this.#sheet.unreadable(slot);
  }

  #newlines(start: number, end: number): number {
    let count = 0;
    const { bytes } = this.#window;
    for (let at = bytes.indexOf(NEWLINE, start); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) count++;
    return count;
  }

  /** The window ends inside the record. */
  #unfinished(start: number): number {
    const { end } = this.#window;
    if (end - start <= this.#maxRecordBytes) {
      this.#sheet.dropRow();
      return INCOMPLETE;
    }
    this.#sheet.fault('RECORD_TOO_LARGE', null);
    this.#endRow(start, RAW_BYTES, this.#line);
    this.#skipping = true;
    this.#skippingQuoted = false;
    return this.#skipOn(start);
  }

  #skipOn(from: number): number {
    const { bytes, end } = this.#window;
    for (let at = from; at < end; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) this.#skippingQuoted = !this.#skippingQuoted;
      else if (byte === NEWLINE) {
        if (!this.#skippingQuoted) {
          this.#skipping = false;
          return at;
        }
        this.#line++;
      }
    }
    return end;
  }

  #endRow(start: number, length: number, line: number): void {
    const { origin, number } = this.#window;
    this.received++;
    this.#sheet.endRow(this.received, line, origin + start, number, start, Math.min(length, RAW_BYTES));
  }

  #refused(fault: FaultCode, at: number, reason: string): FileRefused {
    return new FileRefused(this.#source, fault, this.#window.origin + at, reason);
  }
}
