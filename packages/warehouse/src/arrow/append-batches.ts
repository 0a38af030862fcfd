import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow/data';
import { VECTOR_ROWS } from './bitmap.ts';

/** Writes rows `from` … `from + rows` of one column over the start of a vector. */
export type ColumnWrite = (vector: duckdb.Vector, data: Data, from: number, rows: number) => void;

/** Columns of one Arrow record batch, and how each is written. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: readonly Data[];
}

/** Appends batches to an existing table whose columns, in order, are those written. All or nothing on a fault of the data. */
export const appendBatches = async (
  connection: DuckDBConnection,
  into: string,
  batches: Iterable<ColumnBatch>,
  writes: readonly ColumnWrite[],
): Promise<void> => {
  const appender = await connection.createAppender(into);
  try {
    // One chunk for all rows: a chunk is freed only when the garbage collector finds it.
    const chunk = DuckDBDataChunk.create(writes.map((_, i) => appender.columnType(i)));
    for (const { rows, columns } of batches) {
      for (let from = 0; from < rows; from += VECTOR_ROWS) {
        const count = Math.min(VECTOR_ROWS, rows - from);
        chunk.reset();
        chunk.rowCount = count;
        writes.forEach((write, c) => write(duckdb.data_chunk_get_vector(chunk.chunk, c), columns[c]!, from, count));
        appender.appendDataChunk(chunk);
      }
    }
  } catch (error) {
    appender.clear();
    throw error;
  } finally {
    appender.closeSync();
  }
};
