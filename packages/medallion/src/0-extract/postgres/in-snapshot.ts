import type { PostgresConnection } from './postgres-connection.ts';

/** Does work in one transaction that sees one state of the database, and changes nothing. @param what such as `reading v` */
export const inSnapshot = async <T>(connection: PostgresConnection, what: string, work: () => Promise<T>): Promise<T> => {
  await connection.rows(what, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    // Each number has one text then, and each length of time.
    await connection.rows(what, 'SET LOCAL extra_float_digits = 1');
    await connection.rows(what, "SET LOCAL IntervalStyle = 'postgres'");
    const result = await work();
    await connection.rows(what, 'COMMIT');
    return result;
  } catch (error) {
    await connection.rows(what, 'ROLLBACK').catch(() => undefined);
    throw error;
  }
};
