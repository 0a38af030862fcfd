import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { joinedText } from '../../arrow/vector-readers/joined-text.ts';
import type { CallQueue } from './call-queue.ts';

const pieces = <T>(calls: CallQueue, connection: DuckDBConnection, sql: string, read: (chunk: DuckDBDataChunk) => T): AsyncGenerator<T> =>
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

/**
 * Their texts one after the other as UTF-8, in pieces of whole rows: no row becomes a string of its own. From then on the session
 * keeps rows in the order of subqueries, so that rows can be sorted first and become text after.
 */
export async function* textBytes(calls: CallQueue, connection: DuckDBConnection, sql: string): AsyncGenerator<Uint8Array> {
  await calls.run('keeping the order of rows', () => connection.run('SET SESSION preserve_insertion_order = true'));
  yield* pieces(calls, connection, sql, (chunk) => joinedText(duckdb.data_chunk_get_vector(chunk.chunk, 0), chunk.rowCount));
}
