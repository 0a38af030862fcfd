import { assert } from '@audit/contract';
import duckdb from '@duckdb/node-bindings';

/** Copies `count` bytes from byte `from` of a buffer over the start of a vector's values. Never reads past the buffer. */
export const writeBytes = (vector: duckdb.Vector, source: ArrayBufferView, from: number, count: number): void => {
  assert(from + count <= source.byteLength, 'an Arrow buffer is shorter than its array', { from, count, bytes: source.byteLength });
  if (count > 0) duckdb.copy_data_to_vector(vector, 0, source.buffer as ArrayBuffer, source.byteOffset + from, count);
};
