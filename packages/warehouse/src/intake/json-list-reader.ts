import { FileRefused } from '@audit/contract';
import type { CellSheet } from './cell-sheet.ts';
import type { FaultCode, Field } from './field.ts';
import { BROKEN, INCOMPLETE } from './json-kernel.ts';
import { JsonRecordReader } from './json-record-reader.ts';
import type { ReaderLimits } from './record-reader.ts';
import { StructureSkipper } from './structure-skipper.ts';

const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;

type Place = 'before the list' | 'first record' | 'record' | 'after a record' | 'skipping' | 'after the list';

/**
 * A JSON array of objects. Faults inside a record that leave the list readable are that record's; a syntax error ends the
 * file, as nobody can say where the next record starts.
 */
export class JsonListReader extends JsonRecordReader {
  readonly #source: string;
  readonly #skipper = new StructureSkipper();
  #place: Place = 'before the list';

  constructor(source: string, sheet: CellSheet, fields: readonly Field[], limits: ReaderLimits) {
    super(sheet, fields, limits, false);
    this.#source = source;
  }

  protected override readFrom(from: number): number {
    const { window, last } = this;
    let at = from;
    while (!this.sheet.full) {
      if (this.#place !== 'skipping') at = this.kernel.space(at);
      if (at >= window.end) break;
      const next = this.#step(at);
      if (next < 0) return at;
      at = next;
    }
    if (last && at >= window.end) this.#end(at);
    return at;
  }

  /** One element or mark of the list at `at`, which is no white space; returns where to go on, or INCOMPLETE. */
  #step(at: number): number {
    const byte = this.window.bytes[at];
    switch (this.#place) {
      case 'before the list':
        if (byte !== OPEN_LIST) throw this.#notAList(at);
        this.#place = 'first record';
        return at + 1;
      case 'first record':
      case 'record':
        if (byte === CLOSE_LIST && this.#place === 'first record') return this.#close(at);
        return this.#element(at);
      case 'after a record':
        if (byte === CLOSE_LIST) return this.#close(at);
        if (byte !== COMMA) throw this.#broken(at);
        this.#place = 'record';
        return at + 1;
      case 'skipping':
        return this.#skipOn(at);
      case 'after the list':
        throw this.#refused('NOT_JSON', at, 'there is more after the end of the list');
    }
  }

  #close(at: number): number {
    this.#place = 'after the list';
    return at + 1;
  }

  #element(start: number): number {
    const kernel = this.kernel;
    const line = kernel.line;
    const isObject = this.window.bytes[start] === OPEN_OBJECT;
    const stop = isObject ? kernel.record(start) : kernel.skip(start, 0);
    if (stop >= 0) {
      const tooLarge = stop - start > this.maxRecordBytes;
      if (tooLarge || !isObject) this.sheet.fault(tooLarge ? 'RECORD_TOO_LARGE' : 'NOT_JSON', null);
      else if (kernel.fault !== null) this.sheet.fault(kernel.fault, kernel.faultColumn);
      this.endRow(start, stop - start, line);
      this.#place = 'after a record';
      return stop;
    }
    kernel.line = line;
    this.sheet.dropRow();
    if (stop === BROKEN) throw this.#broken(kernel.brokenAt);
    if (stop !== INCOMPLETE) return this.#skipFrom(start, 'TOO_DEEP');
    if (this.window.end - start > this.maxRecordBytes) return this.#skipFrom(start, 'RECORD_TOO_LARGE');
    if (this.last) throw this.#refused('TRUNCATED', this.window.end, 'the input ends inside a record');
    return INCOMPLETE;
  }

  /** Refuses the record that starts at `start` and passes it. */
  #skipFrom(start: number, fault: FaultCode): number {
    this.sheet.fault(fault, null);
    this.endRow(start, this.window.end - start, this.kernel.line);
    this.#skipper.reset();
    this.#place = 'skipping';
    return this.#skipOn(start);
  }

  #skipOn(at: number): number {
    const { bytes, end } = this.window;
    this.#skipper.lines = 0;
    const stop = this.#skipper.skip(bytes, at, end);
    this.kernel.line += this.#skipper.lines;
    if (stop < 0) return end;
    this.#place = 'after a record';
    return stop;
  }

  #end(at: number): void {
    if (this.#place === 'after the list') return;
    if (this.#place === 'before the list') throw this.#refused('EMPTY_INPUT', at, 'there is nothing but white space');
    throw this.#refused('TRUNCATED', at, 'the list is not closed');
  }

  #broken(at: number): FileRefused {
    if (at >= this.window.end) return this.#refused('TRUNCATED', at, 'the input ends inside the list');
    const byte = this.window.bytes[at]!;
    const shown = byte > 32 && byte < 127 ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16).padStart(2, '0')}`;
    const record = this.#place === 'after a record' ? `after record ${this.received}` : `in record ${this.received + 1}`;
    return this.#refused('NOT_JSON', at, `unexpected ${shown} ${record} (line ${this.kernel.line})`);
  }

  #notAList(at: number): FileRefused {
    if (this.window.bytes[at] === OPEN_OBJECT)
      return this.#refused('NOT_A_LIST', at, 'an object stands alone where a list of records is expected');
    return this.#refused('NOT_JSON', at, 'this is no JSON list');
  }

  #refused(fault: FaultCode, at: number, reason: string): FileRefused {
    return new FileRefused(this.#source, fault, this.window.origin + at, reason);
  }
}
