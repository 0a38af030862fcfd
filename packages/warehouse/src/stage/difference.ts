import { quote, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { Difference } from './publish.ts';
import { nameList } from './table-scan.ts';

/**
 * Keeps the rows only `was` has as `_removed` and those only `now` has as `_added`. Both are sets, since the grain is
 * unique and checked, so EXCEPT says the same as EXCEPT ALL and costs less.
 */
export const differenceOf = async (session: Session, table: Table, was: string, now: string): Promise<Difference> => {
  const columns = nameList(Object.keys(table.columns));
  const rows = (name: string): string => `SELECT ${columns} FROM ${quote(name)}`;
  const added = await session.materialise('_added', `${rows(now)} EXCEPT ${rows(was)}`);
  const removed = await session.materialise('_removed', `${rows(was)} EXCEPT ${rows(now)}`);
  return { removed: { name: '_removed', rows: removed }, added: { name: '_added', rows: added } };
};

/** Number of distinct keys among the rows bound to `name`. */
export const countKeys = async (session: Session, name: string, key: readonly string[]): Promise<number> => {
  const [row] = await session.evidence(`SELECT COUNT(*) AS n FROM (SELECT DISTINCT ${nameList(key)} FROM ${quote(name)}) k`, 1);
  return Number(row?.['n']);
};

/** Whether each key has one row, so that counting rows counts keys. */
export const keyIsGrain = (table: Table, key: readonly string[] | undefined): boolean =>
  key === undefined || table.grain.every((name) => key.includes(name));
