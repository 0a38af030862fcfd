import { quote, RowsUnaccounted, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import { nameList } from './table-scan.ts';

/** Rows bound to a name of the session. */
export interface Relation {
  readonly name: string;
  readonly rows: number;
}
/** Rows that left a table and rows that came, both with all its columns. */
export interface Difference {
  readonly removed: Relation;
  readonly added: Relation;
}

/**
 * Keeps the rows only `was` has as `_removed` and those only `now` has as `_added`. Both are sets, since the grain is
 * unique and checked, so an anti join over all columns says the same as EXCEPT ALL and costs less than half. What both
 * have is counted, not compared again: where each row that left has a successor, the rows that came tell which they are.
 *
 * @throws {@link RowsUnaccounted} unless before - removed + added = after
 */
export const differenceOf = async (session: Session, table: Table, was: Relation, now: Relation): Promise<Difference> => {
  const columns = nameList(Object.keys(table.columns));
  const same = Object.entries(table.columns).map(
    ([name, { nullable }]) => `l.${quote(name)} ${nullable ? 'IS NOT DISTINCT FROM' : '='} r.${quote(name)}`,
  );
  const except = async (name: string, left: string, right: string): Promise<Relation> => {
    const sql = `SELECT ${columns} FROM ${quote(left)} l ANTI JOIN ${quote(right)} r ON ${same.join(' AND ')}`;
    return { name, rows: await session.materialise(name, sql) };
  };
  const added = was.rows === 0 ? now : await except('_added', now.name, was.name);
  const kept = now.rows - added.rows;
  const gone = was.rows - kept;
  const replaced = async (): Promise<Relation> => {
    const sql = `SELECT ${columns} FROM ${quote(was.name)} l SEMI JOIN ${quote(added.name)} r USING (${nameList(table.grain)})`;
    return { name: '_removed', rows: await session.materialise('_removed', sql) };
  };
  let removed = gone === 0 ? await nothing(session, '_removed', table) : await replaced();
  if (removed.rows !== gone) removed = await except('_removed', was.name, now.name);
  const closes = removed.rows === gone;
  if (!closes) throw new RowsUnaccounted(table.name, { before: was.rows, removed: removed.rows, added: added.rows, after: now.rows });
  return { added, removed };
};

const nothing = async (session: Session, name: string, table: Table): Promise<Relation> => {
  await session.bindFiles(name, table, []);
  return { name, rows: 0 };
};

/** Number of distinct keys among the rows bound to `name`. */
export const countKeys = async (session: Session, name: string, key: readonly string[]): Promise<number> => {
  const [row] = await session.evidence(`SELECT COUNT(*) AS n FROM (SELECT DISTINCT ${nameList(key)} FROM ${quote(name)}) k`, 1);
  return Number(row?.['n']);
};

/** Whether each key has one row, so that counting rows counts keys. */
export const keyIsGrain = (table: Table, key: readonly string[] | undefined): boolean =>
  key === undefined || table.grain.every((name) => key.includes(name));
