import duckdb from '@duckdb/node-bindings';
import { bytesOfBits, copyBits, countBits, setBits } from '../bitmap.ts';
import { GrowingBytes } from '../growing-bytes.ts';

/** Gathers bits of many vectors into one bitmap. */
export class Bits {
  readonly #bytes = new GrowingBytes(1024);
  #count = 0;

  /** Appends `count` bits of `source`, or as many ones when there is no source. */
  append(source: Uint8Array | undefined, count: number): void {
    this.#bytes.reserve(bytesOfBits(this.#count + count) - this.#bytes.length);
    if (source === undefined) setBits(this.#bytes.buffer, this.#count, count);
    else copyBits(this.#bytes.buffer, this.#count, source, 0, count);
    this.#count += count;
  }

  take(): Uint8Array {
    return this.#bytes.take();
  }
}

/** Gathers the validity of a column; there is no bitmap until the first null. */
export class Validity {
  rows = 0;
  #nulls = 0;
  #bits: Bits | undefined;

  /** Returns the validity of the appended rows, bit 0 being row `from`; undefined when all are valid. */
  append(vector: duckdb.Vector, rows: number, from: number): Uint8Array | undefined {
    const valid = validityOf(vector, rows, from);
    const nulls = valid === undefined ? 0 : rows - countBits(valid, rows);
    if (nulls > 0 && this.#bits === undefined) {
      this.#bits = new Bits();
      this.#bits.append(undefined, this.rows);
    }
    this.#bits?.append(valid, rows);
    this.rows += rows;
    this.#nulls += nulls;
    return nulls === 0 ? undefined : valid;
  }

  /** The properties `makeData` wants. */
  take(): { readonly length: number; readonly nullCount: number; readonly nullBitmap: Uint8Array | null } {
    return { length: this.rows, nullCount: this.#nulls, nullBitmap: this.#bits?.take() ?? null };
  }
}

const validityOf = (vector: duckdb.Vector, rows: number, from: number): Uint8Array | undefined => {
  // DuckDB keeps validity in 64-bit words, and none at all while every row is valid (the binding then gives null).
  const words = duckdb.vector_get_validity(vector, Math.ceil((from + rows) / 64) * 8) as Uint8Array | null;
  if (words === null || words.length === 0) return undefined;
  if (from === 0) return words;
  const shifted = new Uint8Array(bytesOfBits(rows));
  copyBits(shifted, 0, words, from, rows);
  return shifted;
};
