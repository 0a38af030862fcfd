import { AT, FAULT, FAULT_COLUMN, FINE, LINE, NAIVE, RECORD, UNREADABLE, type FaultCode, type LandedColumn } from './field.ts';

/** Rows of one DuckDB data chunk. */
export const SHEET_ROWS = 2048;
/** A sheet with more long text than this is full, whatever its rows: records of a mebibyte must not add up to gigabytes. */
const HEAP_LIMIT = 8 * 1024 * 1024;
/** Every column has room for DuckDB's widest cell, the 16-byte string_t. */
const CELL_BYTES = 16;
export const SLOT_BYTES = CELL_BYTES * SHEET_ROWS;
export const VALIDITY_BYTES = SHEET_ROWS / 8;
const SLOT_WORDS = SLOT_BYTES / 4;
/** string_t keeps texts up to this length in the cell itself. */
export const INLINE_BYTES = 12;
const TWO_32 = 2 ** 32;

/** By length of a text: which bits of each of its three words in the cell belong to it. */
const masks = (before: number): Int32Array =>
  Int32Array.from({ length: INLINE_BYTES + 1 }, (_, length) =>
    length >= before + 4 ? -1 : length <= before ? 0 : 2 ** (8 * (length - before)) - 1,
  );
const FIRST_WORD = masks(0);
const SECOND_WORD = masks(4);
const THIRD_WORD = masks(8);

/**
 * Up to 2,048 landed rows in DuckDB's own cell layout, ready to be copied into a data chunk. The kernels write bytes into
 * it: no object, string or bigint is made per row.
 *
 * A text cell is a string_t: u32 length, then up to 12 bytes inline, or 4 bytes of prefix and an 8-byte pointer. Until the
 * sheet is appended the pointer is the offset in `heap`.
 */
export class CellSheet {
  readonly columns: readonly LandedColumn[];
  readonly cells: Uint8Array;
  readonly words: Uint32Array;
  /** One bit a row, 2,048 rows a column, LSB first; 1 = a value. */
  readonly validity: Uint8Array;
  /** 1 once a column has had a value in any sheet of the file. */
  readonly touched: Uint8Array;
  heap = new Uint8Array(64 * 1024);
  heapLength = 0;
  /** Where each row's record stands in the window numbered `windows[row]`, for `rawText`. */
  readonly starts = new Int32Array(SHEET_ROWS);
  readonly lengths = new Int32Array(SHEET_ROWS);
  readonly windows = new Int32Array(SHEET_ROWS);
  row = 0;
  /** Bytes texts were last copied from, as words. */
  #seen: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #heapAtRow = 0;
  readonly #stateColumns: readonly number[];

  constructor(columns: readonly LandedColumn[]) {
    this.columns = columns;
    const buffer = new ArrayBuffer(SLOT_BYTES * columns.length);
    this.cells = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.validity = new Uint8Array(VALIDITY_BYTES * columns.length);
    this.touched = new Uint8Array(columns.length);
    this.touched[RECORD] = 1;
    this.#stateColumns = columns.flatMap(({ type }, index) => (type === 'INTEGER' ? [index] : []));
    this.reset();
  }

  get full(): boolean {
    return this.row === SHEET_ROWS || this.heapLength > HEAP_LIMIT;
  }

  text(column: number, bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    const word = column * SLOT_WORDS + this.row * 4;
    const words = this.words;
    if (bytes !== this.#seen) this.#look(bytes);
    words[word] = length;
    if (length <= INLINE_BYTES) {
      if (start + INLINE_BYTES <= bytes.length) {
        const view = this.#view;
        words[word + 1] = view.getInt32(start, true) & FIRST_WORD[length]!;
        words[word + 2] = view.getInt32(start + 4, true) & SECOND_WORD[length]!;
        words[word + 3] = view.getInt32(start + 8, true) & THIRD_WORD[length]!;
      } else this.#shortByBytes(word, bytes, start, end);
    } else {
      words[word + 1] = this.#view.getInt32(start, true);
      words[word + 2] = this.#keep(bytes, start, end);
      words[word + 3] = 0;
    }
    this.#valid(column);
  }

  #look(bytes: Uint8Array): void {
    this.#seen = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** So near the end of the bytes that whole words cannot be read. */
  #shortByBytes(word: number, bytes: Uint8Array, start: number, end: number): void {
    this.words.fill(0, word + 1, word + 4);
    for (let to = word * 4 + 4, from = start; from < end;) this.cells[to++] = bytes[from++]!;
  }

  /** `seconds` and `micros` since 1970-01-01; the int64 of microseconds is put together from exact halves. */
  instant(column: number, seconds: number, micros: number, naive: boolean): void {
    const sixtyFourths = seconds * 15_625;
    let high = Math.floor(sixtyFourths / 2 ** 26);
    let low = (sixtyFourths - high * 2 ** 26) * 64 + micros;
    if (low >= TWO_32) {
      low -= TWO_32;
      high++;
    }
    const word = column * SLOT_WORDS + this.row * 2;
    this.words[word] = low;
    this.words[word + 1] = high;
    this.#valid(column);
    this.#state(column + 1, naive ? NAIVE : FINE);
  }

  /** The two halves of an integer of 64 bits. */
  int64(column: number, low: number, high: number): void {
    const word = column * SLOT_WORDS + this.row * 2;
    this.words[word] = low;
    this.words[word + 1] = high;
    this.#valid(column);
  }

  flag(column: number, value: boolean): void {
    this.cells[column * SLOT_BYTES + this.row] = value ? 1 : 0;
    this.#valid(column);
    this.#state(column + 1, FINE);
  }

  /** The value of an instant or flag cannot be read: no value, and its state says so. */
  unreadable(column: number): void {
    this.#state(column + 1, UNREADABLE);
  }

  /** Ends the row as read. `line` 0 and `at` −1 mean unknown. */
  endRow(record: number, line: number, at: number, window: number, start: number, length: number): void {
    const row = this.row;
    this.#position(RECORD, record);
    if (line > 0) this.#position(LINE, line);
    if (at >= 0) this.#position(AT, at);
    this.windows[row] = window;
    this.starts[row] = start;
    this.lengths[row] = length;
    this.row = row + 1;
    this.#heapAtRow = this.heapLength;
  }

  /** Empties the row of what was written and marks it as refused. */
  fault(code: FaultCode, column: string | null): void {
    this.dropRow();
    this.#textOf(FAULT, code);
    if (column !== null) this.#textOf(FAULT_COLUMN, column);
  }

  /** Takes back what was written of an unfinished row. */
  dropRow(): void {
    const row = this.row;
    const keep = ~(1 << (row & 7));
    for (let at = row >> 3; at < this.validity.length; at += VALIDITY_BYTES) this.validity[at]! &= keep;
    for (const column of this.#stateColumns) this.#setState(column, 0);
    this.heapLength = this.#heapAtRow;
  }

  /** Empties the sheet. */
  reset(): void {
    this.row = 0;
    this.heapLength = 0;
    this.#heapAtRow = 0;
    this.validity.fill(0);
    for (const column of this.#stateColumns) {
      this.words.fill(0, column * SLOT_WORDS, column * SLOT_WORDS + SHEET_ROWS);
      this.validity.fill(255, column * VALIDITY_BYTES, (column + 1) * VALIDITY_BYTES);
    }
  }

  #position(column: number, value: number): void {
    const word = column * SLOT_WORDS + this.row * 2;
    this.words[word] = value;
    this.words[word + 1] = value / TWO_32;
    this.#valid(column);
  }

  #valid(column: number): void {
    this.validity[column * VALIDITY_BYTES + (this.row >> 3)]! |= 1 << (this.row & 7);
    this.touched[column] = 1;
  }

  #setState(column: number, state: number): void {
    this.words[column * SLOT_WORDS + this.row] = state;
    this.validity[column * VALIDITY_BYTES + (this.row >> 3)]! |= 1 << (this.row & 7);
  }

  #state(column: number, state: number): void {
    this.words[column * SLOT_WORDS + this.row] = state;
    this.touched[column] = 1;
  }

  #textOf(column: number, text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.text(column, bytes, 0, bytes.length);
  }

  /** Copies a long text into the heap; returns where. */
  #keep(bytes: Uint8Array, start: number, end: number): number {
    const at = this.heapLength;
    const next = at + end - start;
    if (next > this.heap.length) this.#grow(next);
    const heap = this.heap;
    if (end - start < 64) for (let to = at, from = start; from < end;) heap[to++] = bytes[from++]!;
    else heap.set(bytes.subarray(start, end), at);
    this.heapLength = next;
    return at;
  }

  #grow(need: number): void {
    const grown = new Uint8Array(Math.max(need, this.heap.length * 2));
    grown.set(this.heap.subarray(0, this.heapLength));
    this.heap = grown;
  }
}
