import { createHash } from 'node:crypto';
import { quote } from '@audit/contract';
import { digestRows, type Session } from '@audit/warehouse';
import type { Sources } from '../inputs/sources.ts';

/**
 * SHA-256 of the silver a computation read: of each table the rows there were on the day and the columns that are read. Silver that says the same gives the
 * same hash, however it came to be; another version of the engine gives another.
 */
export const inputsHash = async (session: Session, { columns }: Sources, engineVersion: string): Promise<string> => {
  const hash = createHash('sha256').update(`${session.engine} ${engineVersion}\n`);
  for (const [table, declared] of [...columns].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const names = Object.keys(declared);
    hash.update(`${table} ${names.join(',')} ${await digestRows(session, quote(`in_${table}`), names)}\n`);
  }
  return hash.digest('hex');
};
