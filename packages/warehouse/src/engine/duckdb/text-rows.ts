import { Assertion } from '@audit/contract';
import type { Session } from '../engine.ts';
import type { DuckDbSession } from './duckdb-session.ts';

const isDuckDb = (session: Session): session is DuckDbSession => session.engine === 'duckdb';

/**
 * Rows of a query of one text column, in pieces as the engine makes them, so that a table of any size can be printed.
 * Read to the end, or dispose the session, before the next query on it.
 */
export async function* textRows(session: Session, sql: string): AsyncGenerator<readonly string[]> {
  if (!isDuckDb(session)) throw new Assertion(`text rows from ${session.engine}`);
  const result = await session.connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk.getColumnValues(0).map(String);
  }
}
