import type duckdb from '@duckdb/node-bindings';
import { INLINE, pointerAt, SLOT } from '../string-slot.ts';
import { valueBytes } from './column-reader.ts';
import { longText, stretchOf } from './long-text.ts';

/**
 * The texts of a vector without nulls, one after the other, as UTF-8 in a buffer of their own. The engine mostly keeps the texts
 * of a vector side by side: those are copied at once.
 */
export const joinedText = (vector: duckdb.Vector, rows: number): Uint8Array => {
  const slots = valueBytes(vector, SLOT, rows, 0);
  const words = new Uint32Array(slots.buffer, slots.byteOffset, rows * 4);
  const long = longText(slots, words, undefined, rows);
  let total = 0;
  for (let row = 0; row < rows; row++) total += words[4 * row]!;
  const out = Buffer.allocUnsafe(total);
  let at = 0;
  let start = 0;
  let end = 0;
  const copyRun = (): void => {
    if (end === start) return;
    const stretch = stretchOf(long, start);
    const from = start - long.starts[stretch]!;
    out.set(long.bytes[stretch]!.subarray(from, from + end - start), at);
    at += end - start;
    start = end;
  };
  for (let row = 0; row < rows; row++) {
    const length = words[4 * row]!;
    if (length <= INLINE) {
      copyRun();
      const from = SLOT * row + 4;
      out.set(slots.subarray(from, from + length), at);
      at += length;
    } else {
      const pointer = pointerAt(words, row);
      if (pointer !== end) {
        copyRun();
        start = pointer;
      }
      end = pointer + length;
    }
  }
  copyRun();
  return out;
};
