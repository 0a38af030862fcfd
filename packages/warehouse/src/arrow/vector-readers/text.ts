import { makeData } from 'apache-arrow/data';
import { Utf8 } from 'apache-arrow/type';
import { bitAt } from '../bitmap.ts';
import { GrowingBytes } from '../growing-bytes.ts';
import { INLINE, pointerAt, SLOT } from '../string-slot.ts';
import { type ColumnReader, valueBytes } from './column-reader.ts';
import { type LongText, longText, stretchOf } from './long-text.ts';
import { Offsets } from './offsets.ts';
import { Validity } from './validity.ts';

/** Below this a loop is faster than a call of `set`. */
const SHORT = 40;

/** Utf8 from DuckDB's string slots (see `string-slot.ts`). */
export const textReader = (): ColumnReader => {
  const text = new GrowingBytes(16 * 2048);
  const offsets = new Offsets();
  const validity = new Validity();
  return {
    append: (vector, rows, from = 0) => {
      const valid = validity.append(vector, rows, from);
      const slots = valueBytes(vector, SLOT, rows, from);
      appendSlots(text, offsets, slots, valid, rows);
    },
    bytes: () => text.length,
    finish: () => makeData({ type: new Utf8(), ...validity.take(), valueOffsets: offsets.take(), data: text.take() }),
  };
};

const appendSlots = (text: GrowingBytes, offsets: Offsets, slots: Uint8Array, valid: Uint8Array | undefined, rows: number): void => {
  const words = new Uint32Array(slots.buffer, slots.byteOffset, rows * 4);
  const { total, longest } = measure(words, valid, rows);
  const long = longest > INLINE ? longText(slots, words, valid, rows) : undefined;
  const ends = offsets.reserve(rows);
  let at = text.reserve(total);
  const out = text.buffer;
  let stretch = 0;
  for (let row = 0; row < rows; row++) {
    if (valid === undefined || bitAt(valid, row) === 1) {
      const length = words[4 * row]!;
      if (length <= INLINE) copyShort(out, at, slots, SLOT * row + 4, length);
      else stretch = copyLong(out, at, long!, stretch, pointerAt(words, row), length);
      at += length;
    }
    ends[++offsets.rows] = at;
  }
};

const measure = (words: Uint32Array, valid: Uint8Array | undefined, rows: number): { total: number; longest: number } => {
  let total = 0;
  let longest = 0;
  for (let row = 0; row < rows; row++) {
    if (valid !== undefined && bitAt(valid, row) === 0) continue;
    const length = words[4 * row]!;
    total += length;
    if (length > longest) longest = length;
  }
  return { total, longest };
};

const copyShort = (target: Uint8Array, at: number, source: Uint8Array, from: number, length: number): void => {
  for (let k = 0; k < length; k++) target[at + k] = source[from + k]!;
};

/** Returns the stretch the value was found in: the next value is most likely in the same. */
const copyLong = (target: Uint8Array, at: number, long: LongText, hint: number, pointer: number, length: number): number => {
  const inside = pointer >= long.starts[hint]! && pointer < long.ends[hint]!;
  const stretch = inside ? hint : stretchOf(long, pointer);
  const source = long.bytes[stretch]!;
  const from = pointer - long.starts[stretch]!;
  if (length < SHORT) copyShort(target, at, source, from, length);
  else target.set(source.subarray(from, from + length), at);
  return stretch;
};
