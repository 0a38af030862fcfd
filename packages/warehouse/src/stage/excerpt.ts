import { qualifiedName, quote, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { TableState } from '../lake/table-state.ts';
import { type ChangedFiles, changedSince } from './change-sets.ts';
import type { Source } from './decide.ts';
import { hashOf } from './hash-of.ts';
import { bindTable, bindUpdated, type OnlyKeys, type Outdated } from './table-scan.ts';
import { type Excerpt, keep, type Workplace } from './workplace.ts';

/**
 * Keeps the rows of a table that have one of these keys, and names the relation. Where the run has an excerpt of the table that
 * covers the keys, of this state or of an earlier one, no base file is read again: what changed since is brought in.
 *
 * @param only keys in a relation that is kept, too
 */
export const excerptOf = async (place: Workplace, session: Session, source: Source, only: OnlyKeys): Promise<string> => {
  const { table, state } = source;
  const rows = `rows_${hashOf([qualifiedName(table), Object.keys(table.columns), state.changedAt, only]).slice(0, 16)}`;
  if (place.kept.has(rows)) return rows;
  const covering = await coveringExcerpt(place, session, source, only);
  if (covering === undefined) await bindTable(session, '_excerpt', place.lake, table, state, only);
  else await bindUpdated(session, '_excerpt', place.lake, table, covering, only);
  await keep(place, rows, 'SELECT * FROM _excerpt');
  place.excerpts.push({ table: qualifiedName(table), columns: Object.keys(table.columns), changedAt: state.changedAt, only, rows });
  return rows;
};

const coveringExcerpt = async (
  { excerpts }: Workplace,
  session: Session,
  { table, state }: Source,
  only: OnlyKeys,
): Promise<Outdated | undefined> => {
  for (const known of excerpts) {
    const changed = known.table === qualifiedName(table) && hasColumns(known, table) ? oneChangeSince(state, known.changedAt) : undefined;
    if (changed !== undefined && (await covers(session, known.only, only))) return { rows: known.rows, changed };
  }
  return undefined;
};

/** Whether an excerpt has all columns of a table. */
const hasColumns = ({ columns }: Excerpt, table: Table): boolean => Object.keys(table.columns).every((name) => columns.includes(name));

/** Of several changes, what one added another may have removed: an excerpt of the state just before is brought up to date, no older one. */
const oneChangeSince = (state: TableState, since: number): ChangedFiles | undefined => {
  const changes = state.changes.filter(({ version }) => version > since);
  return since > state.changedAt || changes.length > 1 ? undefined : changedSince(state, since);
};

/** Whether all keys of the other relation are in one. */
const covers = async (session: Session, one: OnlyKeys, other: OnlyKeys): Promise<boolean> => {
  const sides = sameColumns(one, other);
  if (sides === undefined) return false;
  const equal = sides.map(([left, right]) => `o.${quote(right)} = k.${quote(left)}`).join(' AND ');
  const missing = `SELECT 1 AS n FROM ${quote(other.relation)} o ANTI JOIN ${quote(one.relation)} k ON ${equal}`;
  return (await session.evidence(missing, 1)).length === 0;
};

/** The key columns of two relations that stand for one column of the table, if they key it by the same columns. */
const sameColumns = (one: OnlyKeys, other: OnlyKeys): readonly (readonly [string, string])[] | undefined => {
  const inOne = new Map(Object.entries(one.by).map(([key, column]) => [column, key]));
  const pairs = Object.entries(other.by).flatMap(([key, column]) => {
    const same = inOne.get(column);
    return same === undefined ? [] : [[same, key] as const];
  });
  return pairs.length === inOne.size && pairs.length === Object.keys(other.by).length ? pairs : undefined;
};
