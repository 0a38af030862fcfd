import type { CellSheet } from './cell-sheet.ts';

const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const TWO_32 = 2 ** 32;
const TEN_TO = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/** Digits before the point of a number that is read at once: with 8 after it they fit 64 bits, by far. */
export const PLAIN_DIGITS = 9;

/**
 * Reads plain short numbers, `-?[0-9]{1,9}` and, after a point, 1 to `scale` digits, as integers of 64 bits: the form of DuckDB's
 * DECIMAL(18, scale).
 */
export class PlainDecimal {
  /** Lower and upper half of the last number read. */
  low = 0;
  high = 0;
  readonly #scale: number;
  readonly #unit: number;

  constructor(scale: 6 | 8) {
    this.#scale = scale;
    this.#unit = TEN_TO[scale]!;
  }

  /** Whether the bytes are such a number; then `low` and `high` are its value. The byte at `end` must be no digit. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    const negative = bytes[start] === MINUS;
    const first = negative ? start + 1 : start;
    // The longest is told before its digits are read, so that sums stay exact.
    if (end - first > PLAIN_DIGITS + 1 + this.#scale) return false;
    let whole = 0;
    let at = first;
    for (let digit = bytes[at]! - ZERO; at < end && digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) whole = whole * 10 + digit;
    if (at === first || at - first > PLAIN_DIGITS) return false;
    let fraction = 0;
    if (at < end) {
      if (bytes[at] !== POINT) return false;
      const point = ++at;
      for (let digit = bytes[at]! - ZERO; at < end && digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO)
        fraction = fraction * 10 + digit;
      const digits = at - point;
      if (at < end || digits === 0 || digits > this.#scale) return false;
      fraction *= TEN_TO[this.#scale - digits]!;
    }
    this.#put(whole, fraction, negative);
    return true;
  }

  /** Puts the cell of a number in place: read as a decimal, or its text in the column after it. */
  put(sheet: CellSheet, slot: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.read(bytes, start, end)) sheet.int64(slot, this.low, this.high);
    else sheet.text(slot + 1, bytes, start, end);
  }

  #put(whole: number, fraction: number, negative: boolean): void {
    // The product is beyond the exact integers: its lower half comes from 32-bit arithmetic, its upper half from the rest.
    const product = whole * this.#unit;
    let low = Math.imul(whole, this.#unit) >>> 0;
    let high = Math.round((product - low) / TWO_32);
    low += fraction;
    if (low >= TWO_32) {
      low -= TWO_32;
      high++;
    }
    if (negative) {
      high = low === 0 ? -high : -high - 1;
      low = low === 0 ? 0 : TWO_32 - low;
    }
    this.low = low;
    this.high = high;
  }
}
