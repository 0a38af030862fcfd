import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { textReader } from '../../arrow/vector-readers/text.ts';
import type { CallQueue } from './call-queue.ts';

const pieces = <T>(
  calls: CallQueue,
  connection: DuckDBConnection,
  sql: string,
  read: (chunk: DuckDBDataChunk) => T,
): AsyncGenerator<T> =>
  calls.pieces('reading rows', async () => {
    const result = await connection.stream(sql);
    return async () => {
      const chunk = await result.fetchChunk();
      return chunk === null || chunk.rowCount === 0 ? undefined : read(chunk);
    };
  });

/** Rows of a query of one text column, chunk by chunk. */
export const textRows = (calls: CallQueue, connection: DuckDBConnection, sql: string): AsyncGenerator<readonly string[]> =>
  pieces(calls, connection, sql, (chunk) => chunk.getColumnValues(0).map(String));

/** Their texts one after the other, in pieces of whole rows: a third of the work, for no row becomes a string of its own. */
export const joinedText = (calls: CallQueue, connection: DuckDBConnection, sql: string): AsyncGenerator<string> =>
  pieces(calls, connection, sql, (chunk) => {
    const reader = textReader();
    reader.append(duckdb.data_chunk_get_vector(chunk.chunk, 0), chunk.rowCount);
    const { values } = reader.finish();
    return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString();
  });
