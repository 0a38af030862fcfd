import { type ScannedInstant, scanIsoInstant } from '@audit/contract';
import type { CellSheet } from './cell-sheet.ts';
import { type FaultCode, type Field, fieldSlots } from './field.ts';
import { JsonText } from './json-text.ts';
import { KeyDictionary } from './key-dictionary.ts';
import { ANY, DECIMAL_6, FLAG, ID, INSTANT, JSON_VALUE, kindNumbers, TEXT } from './kind-numbers.ts';
import { PlainDecimal } from './plain-decimal.ts';
import { putId } from './put-id.ts';

/** Results of a scan that are no position. */
export const INCOMPLETE = -1;
export const BROKEN = -2;
export const TOO_DEEP = -3;

const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** 1 for bytes that stand for themselves inside a string: ASCII but control characters, quote and backslash. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= SPACE && byte < 128 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0));

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
const NULL = Buffer.from('null');
const NAN = Buffer.from('NaN');
const INFINITY = Buffer.from('Infinity');

/**
 * Reads one JSON object at a time (RFC 8259, strictly) from a window of bytes into a row of the sheet: one pass, no
 * recursion, no object or string per value. Numbers keep their literal text.
 *
 * The byte at `end` must be 0: it ends every scan, so that the loops need no bounds. `SPARE_BYTES` must be there from it on.
 *
 * Faults that leave the structure readable (duplicate keys, bad UTF-8, NaN, an object where text is expected) are noted in
 * `fault` and reading goes on, so that a syntax error further on is still found.
 */
export class JsonKernel {
  readonly keys: KeyDictionary;
  readonly #sheet: CellSheet;
  readonly #slots: Int32Array;
  readonly #kinds: Int32Array;
  readonly #names: readonly string[];
  readonly #text = new JsonText();
  readonly #instant: ScannedInstant = { seconds: 0, micros: 0, naive: false };
  readonly #decimal6 = new PlainDecimal(6);
  readonly #decimal8 = new PlainDecimal(8);
  /** Open containers: 1 for an object, 0 for a list. The record itself is level 1. */
  readonly #open: Uint8Array;
  readonly #maxDepth: number;
  /** In lines mode a newline inside a record is an error; else newlines are counted in `line`. */
  readonly #lines: boolean;
  #bytes: Uint8Array = new Uint8Array(1);
  #view: DataView = new DataView(this.#bytes.buffer);
  #end = 0;
  #keyEnd = 0;
  /** Line of the byte last passed, from 1. */
  line = 1;
  /** First fault of the record that leaves its structure readable. */
  fault: FaultCode | null = null;
  faultColumn: string | null = null;
  /** Where the last BROKEN was found. */
  brokenAt = 0;

  constructor(sheet: CellSheet, fields: readonly Field[], options: { readonly maxDepth: number; readonly lines: boolean }) {
    this.keys = new KeyDictionary(fields.map(({ name }) => name));
    this.#sheet = sheet;
    this.#slots = Int32Array.from(fieldSlots(fields));
    this.#kinds = Int32Array.from(fields, ({ kind }) => kindNumbers[kind]);
    this.#names = fields.map(({ name }) => name);
    this.#maxDepth = options.maxDepth;
    this.#open = new Uint8Array(options.maxDepth + 2);
    this.#lines = options.lines;
  }

  look(bytes: Uint8Array, end: number): void {
    if (bytes !== this.#bytes) this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
    this.#end = end;
  }

  /** Reads the object whose `{` is at `start`; returns the position after it, or INCOMPLETE, BROKEN or TOO_DEEP. */
  record(start: number): number {
    this.fault = null;
    this.faultColumn = null;
    const bytes = this.#bytes;
    const keys = this.keys;
    keys.beginRecord();
    let previous = keys.capacity;
    let at = this.space(start + 1);
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    for (;;) {
      if (bytes[at] !== QUOTE) return this.#stop(at);
      const key = this.#key(at + 1, previous);
      if (key < 0) return key;
      previous = key;
      at = this.#keyEnd;
      if (bytes[at] !== COLON) {
        at = this.space(at);
        if (bytes[at] !== COLON) return this.#stop(at);
      }
      at++;
      if (bytes[at]! <= SPACE) at = this.space(at);
      at = this.#value(key < this.#kinds.length ? key : -1, at);
      if (at < 0) return at;
      if (bytes[at]! <= SPACE) at = this.space(at);
      const next = bytes[at];
      if (next === CLOSE_OBJECT) return at + 1;
      if (next !== COMMA) return this.#stop(at);
      at++;
      if (bytes[at]! <= SPACE) at = this.space(at);
    }
  }

  /** Skips white space. */
  space(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    for (;;) {
      const byte = bytes[at]!;
      if (byte === NEWLINE) {
        if (this.#lines) return at;
        this.line++;
      } else if (byte !== SPACE && byte !== 13 && byte !== 9) return at;
      at++;
    }
  }

  /** Checks a value of any kind and passes it; its containers are levels `depth + 1` and deeper. */
  skip(start: number, depth: number): number {
    const byte = this.#bytes[start]!;
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) return this.#nested(start, depth);
    return this.#scalar(start);
  }

  #stop(at: number): number {
    if (at >= this.#end) return INCOMPLETE;
    this.brokenAt = at;
    return BROKEN;
  }

  #note(fault: FaultCode, column: string | null): void {
    if (this.fault !== null) return;
    this.fault = fault;
    this.faultColumn = column;
  }

  /** Reads the key whose first byte is at `start`; leaves `#keyEnd` after its closing quote. */
  #key(start: number, previous: number): number {
    const keys = this.keys;
    const bytes = this.#bytes;
    const expected = keys.following[previous]!;
    const pool = keys.pool;
    const stop = keys.ends[expected]!;
    const view = this.#view;
    const poolView = keys.poolView;
    let from = keys.starts[expected]!;
    let at = start;
    while (from + 4 <= stop && poolView.getInt32(from, true) === view.getInt32(at, true)) {
      from += 4;
      at += 4;
    }
    while (from < stop && pool[from] === bytes[at]) {
      from++;
      at++;
    }
    if (from === stop && bytes[at] === QUOTE) {
      this.#keyEnd = at + 1;
      if (keys.repeats(expected)) this.#note('DUPLICATE_KEY', this.#keyName(expected));
      return expected;
    }
    return this.#otherKey(start, previous);
  }

  #otherKey(start: number, previous: number): number {
    const keys = this.keys;
    const end = this.#string(start);
    if (end < 0) return end;
    this.#keyEnd = end;
    // A malformed key is refused, not learned.
    if (this.#text.malformed) return keys.capacity;
    const escaped = this.#text.escaped;
    const bytes = escaped ? this.#text.bytes : this.#bytes;
    const from = escaped ? 0 : start;
    const to = escaped ? this.#text.length : end - 1;
    const key = keys.find(bytes, from, to, escaped ? null : previous);
    const repeats = key === keys.capacity ? keys.repeatsOther(bytes, from, to) : keys.repeats(key);
    if (repeats) this.#note('DUPLICATE_KEY', this.#keyName(key));
    return key;
  }

  #keyName(key: number): string | null {
    return this.#names[key] ?? null;
  }

  #value(field: number, start: number): number {
    const bytes = this.#bytes;
    const byte = bytes[start]!;
    if (byte === QUOTE) {
      let end = start + 1;
      while (PLAIN[bytes[end]!] === 1) end++;
      if (bytes[end] !== QUOTE) return this.#richString(field, start);
      if (field >= 0) this.#putString(field, bytes, start + 1, end);
      return end + 1;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      const end = this.#nested(start, 1);
      if (end >= 0 && field >= 0) this.#putContainer(field, start, end);
      return end;
    }
    const end = this.#scalar(start);
    if (end >= 0 && field >= 0) this.#putScalar(field, byte, start, end);
    return end;
  }

  /** A string with escapes or bytes beyond ASCII. */
  #richString(field: number, start: number): number {
    const end = this.#string(start + 1);
    if (end < 0 || field < 0) return end;
    if (this.#kinds[field] === JSON_VALUE) this.#sheet.text(this.#slots[field]!, this.#bytes, start, end);
    else if (this.#text.escaped) this.#putString(field, this.#text.bytes, 0, this.#text.length);
    else this.#putString(field, this.#bytes, start + 1, end - 1);
    return end;
  }

  /** Passes the string whose first byte is at `start`; `#text` holds its value if it has escapes. */
  #string(start: number): number {
    const bytes = this.#bytes;
    this.#text.escaped = false;
    this.#text.malformed = false;
    let at = start;
    while (PLAIN[bytes[at]!] === 1) at++;
    if (bytes[at] === QUOTE) return at + 1;
    const end = this.#text.read(bytes, start, at);
    if (end < 0) return this.#stop(this.#text.stoppedAt);
    if (this.#text.malformed) this.#note('NOT_UTF8', null);
    return end;
  }

  #putString(field: number, bytes: Uint8Array, start: number, end: number): void {
    const kind = this.#kinds[field]!;
    const slot = this.#slots[field]!;
    if (kind <= TEXT) this.#sheet.text(slot, bytes, start, end);
    else if (kind === ID) putId(this.#sheet, slot, bytes, start, end);
    else if (kind >= DECIMAL_6) this.#putNumber(kind, slot, bytes, start, end);
    else if (kind === JSON_VALUE) this.#sheet.text(slot, bytes, start - 1, end + 1);
    else if (kind === INSTANT && scanIsoInstant(bytes, start, end, this.#instant)) {
      this.#sheet.instant(slot, this.#instant.seconds, this.#instant.micros, this.#instant.naive);
    } else this.#sheet.unreadable(slot);
  }

  #putNumber(kind: number, slot: number, bytes: Uint8Array, start: number, end: number): void {
    (kind === DECIMAL_6 ? this.#decimal6 : this.#decimal8).put(this.#sheet, slot, bytes, start, end);
  }

  #putContainer(field: number, start: number, end: number): void {
    const kind = this.#kinds[field]!;
    const slot = this.#slots[field]!;
    if (kind === JSON_VALUE || kind === ANY) this.#sheet.text(slot, this.#bytes, start, end);
    else if (kind === TEXT || kind >= ID) this.#note('BAD_TEXT', this.#names[field]!);
    else this.#sheet.unreadable(slot);
  }

  /** `first` is the first byte of the literal: `n` for null. */
  #putScalar(field: number, first: number, start: number, end: number): void {
    const kind = this.#kinds[field]!;
    const slot = this.#slots[field]!;
    if (first === 110) {
      // Without a flag its default holds; null says neither that nor true nor false.
      if (kind === FLAG) this.#sheet.unreadable(slot);
    } else if (kind >= DECIMAL_6) this.#putNumber(kind, slot, this.#bytes, start, end);
    else if (kind <= TEXT || kind === ID || kind === JSON_VALUE) this.#sheet.text(slot, this.#bytes, start, end);
    else if (kind === FLAG && (first === 116 || first === 102)) this.#sheet.flag(slot, first === 116);
    else this.#sheet.unreadable(slot);
  }

  /** A number, true, false or null; NaN and the infinities are noted and passed. */
  #scalar(start: number): number {
    const bytes = this.#bytes;
    const byte = bytes[start]!;
    if (byte === QUOTE) return this.#string(start + 1);
    if (byte === MINUS || (byte >= ZERO && byte <= 57)) return this.#number(start);
    if (byte === 116) return this.#literal(TRUE, start);
    if (byte === 102) return this.#literal(FALSE, start);
    if (byte === 110) return this.#literal(NULL, start);
    if (byte === 78) return this.#nonFinite(NAN, start);
    if (byte === 73) return this.#nonFinite(INFINITY, start);
    return this.#stop(start);
  }

  #literal(word: Uint8Array, start: number): number {
    const bytes = this.#bytes;
    for (let at = 0; at < word.length; at++) if (bytes[start + at] !== word[at]) return this.#stop(start + at);
    return start + word.length;
  }

  #nonFinite(word: Uint8Array, start: number): number {
    const end = this.#literal(word, start);
    if (end >= 0) this.#note('NON_FINITE', null);
    return end;
  }

  #number(start: number): number {
    const bytes = this.#bytes;
    let at = bytes[start] === MINUS ? start + 1 : start;
    if (bytes[at] === 73) return this.#nonFinite(INFINITY, at);
    const first = at;
    while (bytes[at]! >= ZERO && bytes[at]! <= 57) at++;
    if (at === first || (bytes[first] === ZERO && at > first + 1)) return this.#stop(at === first ? at : first + 1);
    if (bytes[at] === POINT) {
      const fraction = ++at;
      while (bytes[at]! >= ZERO && bytes[at]! <= 57) at++;
      if (at === fraction) return this.#stop(at);
    }
    if ((bytes[at]! | 32) === 101) {
      at++;
      if (bytes[at] === 43 || bytes[at] === MINUS) at++;
      const exponent = at;
      while (bytes[at]! >= ZERO && bytes[at]! <= 57) at++;
      if (at === exponent) return this.#stop(at);
    }
    return at >= this.#end ? INCOMPLETE : at;
  }

  /** Passes an object or list, checking its syntax; `depth` containers are open around it. */
  #nested(start: number, depth: number): number {
    const bytes = this.#bytes;
    const open = this.#open;
    let level = depth;
    let at = start;
    for (;;) {
      const byte = bytes[at]!;
      if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (++level > this.#maxDepth) return TOO_DEEP;
        open[level] = byte === OPEN_OBJECT ? 1 : 0;
        at = this.space(at + 1);
        const empty = bytes[at] === (open[level] === 1 ? CLOSE_OBJECT : CLOSE_LIST);
        if (!empty) {
          if (open[level] === 1) at = this.#nestedKey(at);
          if (at < 0) return at;
          continue;
        }
      } else {
        at = this.#scalar(at);
        if (at < 0) return at;
        at = this.space(at);
      }
      at = this.#closeAll(at, level, depth);
      if (at < 0) return at;
      level = this.#level;
      if (level === depth) return at;
    }
  }

  #level = 0;

  /** After a value: closes the containers that end here and passes the comma to the next value; leaves `#level`. */
  #closeAll(start: number, from: number, depth: number): number {
    const bytes = this.#bytes;
    let level = from;
    let at = start;
    for (;;) {
      const inObject = this.#open[level] === 1;
      const byte = bytes[at];
      if (byte === COMMA) {
        this.#level = level;
        at = this.space(at + 1);
        return inObject ? this.#nestedKey(at) : at;
      }
      if (byte !== (inObject ? CLOSE_OBJECT : CLOSE_LIST)) return this.#stop(at);
      at++;
      if (--level === depth) {
        this.#level = level;
        return at;
      }
      at = this.space(at);
    }
  }

  /** A key inside a nested object and its colon; returns where the value starts. */
  #nestedKey(start: number): number {
    if (this.#bytes[start] !== QUOTE) return this.#stop(start);
    let at = this.#string(start + 1);
    if (at < 0) return at;
    at = this.space(at);
    if (this.#bytes[at] !== COLON) return this.#stop(at);
    return this.space(at + 1);
  }
}
