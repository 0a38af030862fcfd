import type { DuckDBConnection } from '@duckdb/node-api';
import type { CallGuard } from './call-guard.ts';

/** Rows of a query of one text column, chunk by chunk; each fetch is a call of its own, so a slow reader blocks nothing. */
export async function* textRows(guard: CallGuard, connection: DuckDBConnection, sql: string): AsyncGenerator<readonly string[]> {
  const result = await guard.run('reading rows', () => connection.stream(sql));
  for (;;) {
    const chunk = await guard.run('reading rows', () => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk.getColumnValues(0).map(String);
  }
}
