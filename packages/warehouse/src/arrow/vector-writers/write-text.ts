import { isUtf8 } from 'node:buffer';
import { ArrowRefused } from '@audit/contract';
import duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow/data';
import { bitAt } from '../bitmap.ts';
import { INLINE, pointerAt, setPointer, SLOT } from '../string-slot.ts';
import { writeBytes } from './write-fixed-width.ts';
import { writeValidity } from './write-validity.ts';

/**
 * All text of the rows goes into the vector's heap by one call; its address is read back from slot 0, and every slot is
 * then written by us, pointing into it. DuckDB trusts slots, so offsets and UTF-8 are checked first.
 */
export const writeText = (vector: duckdb.Vector, data: Data, from: number, rows: number): void => {
  const valid = writeValidity(vector, data, from, rows);
  const offsets = data.valueOffsets as Int32Array;
  const start = offsets[from]!;
  const bytes = textBytes(data.values as Uint8Array, start, offsets[from + rows]!);
  const slots = new Uint8Array(SLOT * rows);
  const words = new Uint32Array(slots.buffer);
  let heap = -1;
  for (let row = 0; row < rows; row++) {
    const at = offsets[from + row]! - start;
    const length = offsets[from + row + 1]! - start - at;
    if (length < 0) throw new ArrowRefused(`offsets of a text column run backwards at row ${from + row}`);
    if (length === 0 || (valid !== undefined && bitAt(valid, row) === 0)) continue;
    // The bytes are UTF-8 as a whole; a value may still start in the middle of a character.
    if ((bytes[at]! & 0xc0) === 0x80) throw new ArrowRefused(`text is not UTF-8 at row ${from + row}`);
    words[4 * row] = length;
    if (length <= INLINE) {
      for (let k = 0; k < length; k++) slots[SLOT * row + 4 + k] = bytes[at + k]!;
    } else {
      if (heap < 0) heap = assignHeap(vector, bytes);
      for (let k = 0; k < 4; k++) slots[SLOT * row + 4 + k] = bytes[at + k]!;
      setPointer(words, row, heap + at);
    }
  }
  writeBytes(vector, slots, 0, slots.length);
};

const textBytes = (values: Uint8Array, start: number, end: number): Uint8Array => {
  if (start < 0 || end > values.length) throw new ArrowRefused(`offsets of a text column end at ${end}, its bytes at ${values.length}`);
  const bytes = values.subarray(start, end);
  if (!isUtf8(bytes)) throw new ArrowRefused('text is not UTF-8');
  return bytes;
};

/** Address of the copy; `bytes` are longer than a slot holds inline. */
const assignHeap = (vector: duckdb.Vector, bytes: Uint8Array): number => {
  duckdb.vector_assign_string_element_len(vector, 0, bytes);
  const slot = duckdb.vector_get_data(vector, SLOT).slice();
  return pointerAt(new Uint32Array(slot.buffer), 0);
};
