import { fingerprint, qualifiedName, quote, RowsUnaccounted, SchemaMismatch, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { FileRef, Made, TableState } from '../lake/table-state.ts';
import { withChange } from './change-sets.ts';
import type { Relation } from './difference.ts';
import { publishDifference, rewritten, stageFile } from './publish.ts';
import type { Publication } from './workplace.ts';

/** What a load does to a table it keeps itself: queries in the session, or rows it has bound, all with the columns of the table. */
export interface TableChange {
  /** Rows that are there now and go. */
  readonly removed?: string | Relation;
  /** Rows that come; a grain is new, or among those removed. */
  readonly added?: string | Relation;
}

/**
 * The state of a table after a load that knows itself which rows go and which come, where no stage computes the table again.
 *
 * @returns the old state where nothing changed; `undefined` only for a table that is not there and gets no rows
 * @throws {@link SchemaMismatch} for a table kept under another declaration
 */
export const keepTable = async (
  session: Session,
  place: Publication,
  table: Table,
  was: TableState | undefined,
  change: TableChange,
): Promise<TableState | undefined> => {
  if (was === undefined) {
    const file = change.added === undefined ? null : await stageFile(session, place, table, 'base', queryOf(change.added));
    return file === null ? undefined : rewritten(place, table, [file], file.rows, null);
  }
  assertSameShape(table, was);
  const relation = async (name: string, rows: string | Relation | undefined): Promise<Relation> => {
    if (typeof rows === 'object') return rows;
    if (rows !== undefined) return { name, rows: await session.materialise(name, rows) };
    await session.bindFiles(name, table, []);
    return { name, rows: 0 };
  };
  const removed = await relation('_removed', change.removed);
  const added = await relation('_added', change.added);
  if (removed.rows + added.rows === 0) return was;
  const keys = was.rows - removed.rows + added.rows;
  return await publishDifference(session, place, table, was, { removed, added }, { keys, made: null });
};

/**
 * The state of a table after all its rows were written again; none came and none went. Consumers compute whole.
 *
 * @param rows query for all rows of the table @throws {@link SchemaMismatch}, {@link RowsUnaccounted}
 */
export const rewriteTable = async (
  session: Session,
  place: Publication,
  table: Table,
  was: TableState,
  rows: string,
): Promise<TableState> => {
  assertSameShape(table, was);
  const file = await stageFile(session, place, table, 'base', rows);
  const state = rewritten(place, table, file === null ? [] : [file], was.keys, null);
  if (state.rows !== was.rows) throw new RowsUnaccounted(`writing ${qualifiedName(table)} again`, { before: was.rows, after: state.rows });
  return state;
};

/**
 * The state of a table that was computed whole, whatever it was before and however it was declared; consumers compute whole.
 *
 * @param rows query for all rows of the table @param made by what, so that an equal run can be told
 */
export const replaceTable = async (session: Session, place: Publication, table: Table, rows: string, made: Made): Promise<TableState> => {
  const file = await stageFile(session, place, table, 'base', rows);
  return rewritten(place, table, file === null ? [] : [file], file?.rows ?? 0, made);
};

/**
 * The state of a table after files joined it that are kept as a source delivered them; they are never folded into others.
 *
 * @throws {@link SchemaMismatch} for a table kept under another declaration
 */
export const keepDelivered = (place: Publication, table: Table, was: TableState | undefined, files: readonly FileRef[]): TableState => {
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  if (was === undefined) return rewritten(place, table, files, rows, null);
  assertSameShape(table, was);
  return {
    ...was,
    rows: was.rows + rows,
    keys: was.rows + rows,
    base: [...was.base, ...files],
    changes: withChange(was.changes, { version: place.version, removed: null, added: files }),
    changedAt: place.version,
  };
};

const queryOf = (rows: string | Relation): string => (typeof rows === 'string' ? rows : `SELECT * FROM ${quote(rows.name)}`);

const assertSameShape = (table: Table, was: TableState): void => {
  if (was.fingerprint === fingerprint(table)) return;
  throw new SchemaMismatch(`the lake’s ${qualifiedName(table)}`, table.name, [
    'it was written by another version of audit, with other columns; load its sources into a new lake',
  ]);
};
