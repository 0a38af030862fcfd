import duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow/data';

/** Gathers DuckDB vectors of one column into one Arrow array. Views of DuckDB's memory are copied before `append` returns. */
export interface ColumnReader {
  /** Adds rows `from` … `from + rows` of the vector. */
  append(vector: duckdb.Vector, rows: number, from?: number): void;
  /** Bytes gathered in the largest buffer: Arrow's 32-bit offsets end at 2 GiB. */
  bytes(): number;
  finish(): Data;
}

/** Bytes of rows `from` … `from + rows` of a vector whose values are `width` bytes each. */
export const valueBytes = (vector: duckdb.Vector, width: number, rows: number, from: number): Uint8Array =>
  duckdb.vector_get_data(vector, (from + rows) * width).subarray(from * width);
