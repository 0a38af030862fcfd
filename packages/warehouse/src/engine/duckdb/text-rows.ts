import type { DuckDBConnection } from '@duckdb/node-api';
import type { CallQueue } from './call-queue.ts';

/** Rows of a query of one text column, chunk by chunk. */
export const textRows = (calls: CallQueue, connection: DuckDBConnection, sql: string): AsyncGenerator<readonly string[]> =>
  calls.pieces('reading rows', async () => {
    const result = await connection.stream(sql);
    return async () => {
      const chunk = await result.fetchChunk();
      return chunk === null || chunk.rowCount === 0 ? undefined : chunk.getColumnValues(0).map(String);
    };
  });
