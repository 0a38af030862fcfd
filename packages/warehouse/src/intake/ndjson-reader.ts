import type { CellSheet } from './cell-sheet.ts';
import type { FaultCode, Field } from './field.ts';
import { INCOMPLETE, TOO_DEEP } from './json-kernel.ts';
import { JsonRecordReader } from './json-record-reader.ts';
import type { ReaderLimits } from './record-reader.ts';

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const OPEN_OBJECT = 123;

/** One JSON object a line. A bad line is one fault and the next line goes on; blank lines are no records. */
export class NdjsonReader extends JsonRecordReader {
  #line = 1;
  /** Inside a record that was refused for its size, with no newline seen yet. */
  #skipping = false;

  constructor(sheet: CellSheet, fields: readonly Field[], limits: ReaderLimits) {
    super(sheet, fields, limits, true);
  }

  protected override readFrom(from: number): number {
    const { bytes, end } = this.window;
    let at = from;
    while (at < end && !this.sheet.full) {
      const byte = bytes[at];
      if (this.#skipping) at = this.#skipLine(at);
      else if (byte === NEWLINE) {
        this.#line++;
        at++;
      } else if (byte === SPACE || byte === TAB || byte === RETURN) at++;
      else {
        const next = this.#record(at);
        if (next < 0) return at;
        at = next;
      }
    }
    return at;
  }

  /** Reads the line whose first byte is at `start`; returns where to go on, or INCOMPLETE. */
  #record(start: number): number {
    const kernel = this.kernel;
    const { bytes, end } = this.window;
    if (bytes[start] !== OPEN_OBJECT) return this.#badLine(start, 'NOT_JSON');
    let at = kernel.record(start);
    if (at < 0) {
      if (at === INCOMPLETE) return this.#unfinished(start);
      return this.#badLine(start, at === TOO_DEEP ? 'TOO_DEEP' : 'NOT_JSON', at === TOO_DEEP ? start : kernel.brokenAt);
    }
    const stop = at;
    while (bytes[at] === SPACE || bytes[at] === RETURN || bytes[at] === TAB) at++;
    if (at >= end) {
      if (!this.last) return this.#unfinished(start);
    } else if (bytes[at] !== NEWLINE) return this.#badLine(start, 'NOT_JSON', at);
    if (stop - start > this.maxRecordBytes) this.sheet.fault('RECORD_TOO_LARGE', null);
    else if (kernel.fault !== null) this.sheet.fault(kernel.fault, kernel.faultColumn);
    this.endRow(start, stop - start, this.#line);
    return at;
  }

  /** The window ends inside the record. */
  #unfinished(start: number): number {
    const length = this.window.end - start;
    if (length > this.maxRecordBytes) return this.#refuse(start, 'RECORD_TOO_LARGE');
    if (this.last) return this.#refuse(start, 'TRUNCATED');
    this.sheet.dropRow();
    return INCOMPLETE;
  }

  #refuse(start: number, fault: FaultCode): number {
    const { end } = this.window;
    this.sheet.fault(fault, null);
    this.endRow(start, end - start, this.#line);
    this.#skipping = true;
    return end;
  }

  /** The line cannot be read; goes on at its newline. */
  #badLine(start: number, fault: FaultCode, brokenAt = start): number {
    const { bytes, end } = this.window;
    const newline = bytes.indexOf(NEWLINE, brokenAt);
    const found = newline >= 0 && newline < end;
    if (!found && !this.last) return this.#unfinished(start);
    const stop = found ? newline : end;
    this.sheet.fault(stop - start > this.maxRecordBytes ? 'RECORD_TOO_LARGE' : fault, null);
    this.endRow(start, stop - start, this.#line);
    return stop;
  }

  #skipLine(from: number): number {
    const { bytes, end } = this.window;
    const newline = bytes.indexOf(NEWLINE, from);
    if (newline < 0 || newline >= end) return end;
    this.#skipping = false;
    return newline;
  }
}
