import { ArrowRefused } from '@audit/contract';
import { type Data, makeData } from 'apache-arrow/data';
import { Type } from 'apache-arrow/enum';
import { Utf8 } from 'apache-arrow/type';
import { bytesOfBits, setBits } from './bitmap.ts';

/** Bytes of one value of an array, null where there is none. */
export type Entry = Uint8Array | null;

/** Values of an array of any text type, as views of its bytes. */
export const textEntries = (data: Data): Entry[] =>
  Array.from({ length: data.length }, (_, row) => (data.getValid(row) ? textAt(data, row) : null));

const textAt = (data: Data, row: number): Uint8Array => {
  if (data.type.typeId === Type.Utf8View) return viewAt(data, row);
  const offsets = data.valueOffsets as ArrayLike<number | bigint>;
  const from = Number(offsets[row]);
  const to = Number(offsets[row + 1]);
  const bytes = data.values as Uint8Array;
  if (!(from >= 0 && from <= to && to <= bytes.length)) throw new ArrowRefused(`offsets of a text column are out of bounds at row ${row}`);
  return bytes.subarray(from, to);
};

/** A view is 16 bytes: length, then the text itself up to 12 bytes, or 4 bytes of it, a buffer's number and an offset. */
const viewAt = (data: Data, row: number): Uint8Array => {
  const views = data.values as Uint8Array;
  const view = new DataView(views.buffer, views.byteOffset + 16 * row, 16);
  const length = view.getInt32(0, true);
  if (length <= 12) return views.subarray(16 * row + 4, 16 * row + 4 + length);
  const from = view.getInt32(12, true);
  const buffer = data.variadicBuffers[view.getInt32(8, true)];
  if (buffer === undefined || from < 0 || from + length > buffer.length)
    throw new ArrowRefused(`a text view is out of bounds at row ${row}`);
  return buffer.subarray(from, from + length);
};

/** What `makeData` wants to know of nulls. */
export const validityOf = (entries: readonly unknown[]): { length: number; nullCount: number; nullBitmap: Uint8Array | null } => {
  const nullCount = entries.filter((entry) => entry === null).length;
  if (nullCount === 0) return { length: entries.length, nullCount, nullBitmap: null };
  const nullBitmap = new Uint8Array(bytesOfBits(entries.length));
  entries.forEach((entry, row) => entry !== null && setBits(nullBitmap, row, 1));
  return { length: entries.length, nullCount, nullBitmap };
};

/** A Utf8 array of the values. */
export const textArray = (entries: readonly Entry[]): Data => {
  const valueOffsets = new Int32Array(entries.length + 1);
  let end = 0;
  entries.forEach((entry, row) => (valueOffsets[row + 1] = end += entry?.length ?? 0));
  if (end > 0x7fffffff) throw new ArrowRefused('a batch holds more than 2 GiB of text in one column, write smaller batches');
  const data = new Uint8Array(end);
  entries.forEach((entry, row) => entry !== null && data.set(entry, valueOffsets[row]));
  return makeData({ type: new Utf8(), ...validityOf(entries), valueOffsets, data });
};
