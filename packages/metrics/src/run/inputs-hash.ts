import { createHash } from 'node:crypto';
import { quote } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { Sources } from '../inputs/sources.ts';
import { modelText } from './model-text.ts';

/** How many rows a relation has, and the sum of what they hash to: the same whatever the order of the rows, and in which files they are. */
const digestSql = (relation: string, columns: readonly string[]): string =>
  `SELECT COUNT(*) AS n, CAST(SUM(CAST(@row_fingerprint(${columns.map((name) => `t.${quote(name)}`).join(', ')}) AS DECIMAL(38, 0))) AS VARCHAR) AS sum FROM ${relation} t`;

/**
 * SHA-256 of the silver a computation read: of each table the rows there were on the day and the columns that are read. Silver that says the same gives the
 * same hash, however it came to be; another version of the engine gives another.
 */
export const inputsHash = async (session: Session, { columns }: Sources, engineVersion: string): Promise<string> => {
  const hash = createHash('sha256').update(`${session.engine} ${engineVersion}\n`);
  for (const [table, declared] of [...columns].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const names = Object.keys(declared);
    const sql = modelText(session, `digest of ${table}`, digestSql(quote(`in_${table}`), names), {});
    const [row] = await session.evidence(sql, 1);
    hash.update(`${table} ${names.join(',')} ${row?.['n'] ?? ''} ${row?.['sum'] ?? ''}\n`);
  }
  return hash.digest('hex');
};
