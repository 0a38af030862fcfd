import duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow/data';
import { copyBits } from '../bitmap.ts';

/** Writes the validity of rows `from` … `from + rows`; returns it with bit 0 for row `from`, undefined when all are valid. */
export const writeValidity = (vector: duckdb.Vector, data: Data, from: number, rows: number): Uint8Array | undefined => {
  if (data.nullCount === 0 || data.nullBitmap === undefined || data.nullBitmap.length === 0) return undefined;
  const words = new Uint8Array(Math.ceil(rows / 64) * 8);
  // A sliced array keeps its whole bitmap and says where it starts; its other buffers are cut.
  copyBits(words, 0, data.nullBitmap, data.offset + from, rows);
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, words.buffer, 0, words.length);
  return words;
};

/** A column of nothing but nulls. */
export const writeNulls = (vector: duckdb.Vector, rows: number): void => {
  const words = new Uint8Array(Math.ceil(rows / 64) * 8);
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, words.buffer, 0, words.length);
};
