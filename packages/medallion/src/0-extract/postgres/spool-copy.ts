import { open } from 'node:fs/promises';
import type { PostgresConnection } from './postgres-connection.ts';

/** The rows of a query, all text, to a new CSV file of our own; returns its bytes. */
export const spoolCopy = async (connection: PostgresConnection, what: string, sql: string, path: string): Promise<number> => {
  const file = await open(path, 'wx', 0o600);
  let bytes = 0;
  try {
    const copy = `COPY (${sql}) TO STDOUT (FORMAT csv, HEADER, NULL '', ENCODING 'UTF8')`;
    for await (const chunk of connection.copy(what, copy)) {
      await file.writeFile(chunk);
      bytes += chunk.length;
    }
  } finally {
    await file.close();
  }
  return bytes;
};
