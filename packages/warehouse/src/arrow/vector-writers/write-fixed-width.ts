import { assert } from '@audit/contract';
import duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow/data';
import { bitAt } from '../bitmap.ts';
import { writeValidity } from './write-validity.ts';

/** Copies `count` bytes from byte `from` of a buffer over the start of a vector's values. Never reads past the buffer. */
export const writeBytes = (vector: duckdb.Vector, source: ArrayBufferView, from: number, count: number): void => {
  assert(from + count <= source.byteLength, 'an Arrow buffer is shorter than its array', { from, count, bytes: source.byteLength });
  if (count > 0) duckdb.copy_data_to_vector(vector, 0, source.buffer as ArrayBuffer, source.byteOffset + from, count);
};

/** Numbers, dates and times: both sides keep them little-endian at the same width. */
export const writeFixedWidth = (vector: duckdb.Vector, data: Data, width: number, from: number, rows: number): void => {
  writeValidity(vector, data, from, rows);
  writeBytes(vector, data.values as ArrayBufferView, from * width, rows * width);
};

/** Booleans are bits in Arrow, which a sliced array does not cut: it says where it starts. DuckDB keeps a byte for each. */
export const writeBool = (vector: duckdb.Vector, data: Data, from: number, rows: number): void => {
  writeValidity(vector, data, from, rows);
  const bytes = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) bytes[row] = bitAt(data.values as Uint8Array, data.offset + from + row);
  writeBytes(vector, bytes, 0, rows);
};
