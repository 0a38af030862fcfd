import duckdb from '@duckdb/node-bindings';
import { bitAt } from '../bitmap.ts';
import { INLINE, pointerAt, SLOT } from '../string-slot.ts';

const PAGE = 4096;

/** Stretches of DuckDB's memory that hold the long values of one vector, by ascending address. */
export interface LongText {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly bytes: readonly Uint8Array[];
}

/**
 * Long values of one vector lie close together, so neighbours whose gap is below one page are read by one native call:
 * about 4 calls for a vector of 2,048 values. Such a gap touches only pages on which its two neighbours lie, so no read
 * leaves mapped memory.
 */
export const longText = (slots: Uint8Array, words: Uint32Array, valid: Uint8Array | undefined, rows: number): LongText => {
  const { pointers, rowAt } = addresses(words, valid, rows);
  const starts: number[] = [];
  const ends: number[] = [];
  const bytes: Uint8Array[] = [];
  let start = -1;
  let end = -1;
  let firstRow = 0;
  const read = (): void => {
    if (start < 0) return;
    starts.push(start);
    ends.push(end);
    bytes.push(duckdb.get_data_from_pointer(slots.buffer as ArrayBuffer, slots.byteOffset + SLOT * firstRow + 8, end - start));
  };
  for (let k = 0; k < pointers.length; k++) {
    const pointer = pointers[k]!;
    const row = rowAt(k, pointer);
    const length = words[4 * row]!;
    if (start < 0 || pointer - end >= PAGE) {
      read();
      start = pointer;
      firstRow = row;
      end = pointer + length;
    } else {
      end = Math.max(end, pointer + length);
    }
  }
  read();
  return { starts, ends, bytes };
};

interface Addresses {
  /** Ascending; values that share an address appear once each. */
  readonly pointers: Float64Array;
  /** A row whose text starts at the k-th pointer; of rows that share it, the longest. */
  readonly rowAt: (k: number, pointer: number) => number;
}

const addresses = (words: Uint32Array, valid: Uint8Array | undefined, rows: number): Addresses => {
  const found = new Float64Array(rows);
  const rowOf = new Int32Array(rows);
  let count = 0;
  let ascending = true;
  let last = 0;
  for (let row = 0; row < rows; row++) {
    if (words[4 * row]! <= INLINE || (valid !== undefined && bitAt(valid, row) === 0)) continue;
    const pointer = pointerAt(words, row);
    if (pointer < last) ascending = false;
    last = pointer;
    rowOf[count] = row;
    found[count++] = pointer;
  }
  const pointers = found.subarray(0, count);
  if (ascending) return { pointers, rowAt: (k) => rowOf[k]! };
  const rowBy = new Map<number, number>();
  for (let k = 0; k < count; k++) {
    const known = rowBy.get(pointers[k]!);
    if (known === undefined || words[4 * known]! < words[4 * rowOf[k]!]!) rowBy.set(pointers[k]!, rowOf[k]!);
  }
  pointers.sort();
  return { pointers, rowAt: (_, pointer) => rowBy.get(pointer)! };
};

/** Index of the last stretch that starts at or before the pointer. */
export const stretchOf = ({ starts }: LongText, pointer: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= pointer) low = middle;
    else high = middle - 1;
  }
  return low;
};
