import { makeData } from 'apache-arrow/data';
import type { Decimal } from 'apache-arrow/type';
import { decimalWidth } from '../decimal-width.ts';
import { GrowingBytes } from '../growing-bytes.ts';
import { type ColumnReader, valueBytes } from './column-reader.ts';
import { Validity } from './validity.ts';

/** Decimal128 from DuckDB's 16 to 128 bit integers: narrow ones are sign-extended, 128 bit ones copied. */
export const decimalReader = (type: Decimal): ColumnReader => {
  const width = decimalWidth(type.precision);
  const values = new GrowingBytes(16 * 2048);
  const validity = new Validity();
  return {
    append: (vector, rows, from = 0) => {
      validity.append(vector, rows, from);
      const source = valueBytes(vector, width, rows, from);
      const at = values.reserve(rows * 16);
      if (width === 16) values.buffer.set(source, at);
      else if (width === 8) widen64(source, new Int32Array(values.buffer.buffer, at, rows * 4), rows);
      else widen32(width === 4 ? lane32(source, rows) : lane16(source, rows), new Int32Array(values.buffer.buffer, at, rows * 4), rows);
    },
    bytes: () => values.length,
    finish: () => makeData({ type, ...validity.take(), data: new Uint32Array(values.take().buffer) }),
  };
};

const lane32 = (bytes: Uint8Array, count: number): Int32Array => new Int32Array(bytes.buffer, bytes.byteOffset, count);
const lane16 = (bytes: Uint8Array, count: number): Int16Array => new Int16Array(bytes.buffer, bytes.byteOffset, count);

const widen64 = (source: Uint8Array, target: Int32Array, rows: number): void => {
  const words = lane32(source, rows * 2);
  for (let i = 0, o = 0; i < rows; i++, o += 4) {
    const high = words[2 * i + 1]!;
    target[o] = words[2 * i]!;
    target[o + 1] = high;
    target[o + 2] = target[o + 3] = high >> 31;
  }
};

const widen32 = (source: Int32Array | Int16Array, target: Int32Array, rows: number): void => {
  for (let i = 0, o = 0; i < rows; i++, o += 4) {
    const value = source[i]!;
    target[o] = value;
    target[o + 1] = target[o + 2] = target[o + 3] = value >> 31;
  }
};
