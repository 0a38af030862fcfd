import { fingerprint, qualifiedName, quote, SchemaMismatch, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { FileRef, TableState } from '../lake/table-state.ts';
import { withChange } from './change-sets.ts';
import { stageFile } from './publish.ts';
import { bindTable, grainOf, nameList } from './table-scan.ts';
import type { Publication } from './workplace.ts';

/** More base files than this, and the smaller ones are folded into one. */
const filesAbove = 64;
/** How many of them stay. */
const filesKept = 16;
/** A base whose masked rows exceed this share of it is folded into one file without them. */
const foldAbove = 0.2;

/** What a landing did to a source table. */
export interface Landed {
  /** Adopted files of new rows, none of whose grains is live in the table but for those withdrawn. */
  readonly added: readonly FileRef[];
  /** Query in the session for the live rows that are withdrawn, with all columns of the table; none by default. */
  readonly withdrawn?: string;
}

/**
 * The state of a source table after a landing: new files join the base, withdrawn rows are masked, and both are the
 * change set of the version. A landing that did neither gives the old state back.
 *
 * @param place what the run publishes: its lake, folder and version
 * @returns `undefined` only for a table that is not there and to which nothing was added
 * @throws {@link SchemaMismatch} for a table kept under another declaration: old and new files do not go together
 */
export const appendSource = async (
  session: Session,
  place: Publication,
  table: Table,
  was: TableState | undefined,
  { added, withdrawn }: Landed,
): Promise<TableState | undefined> => {
  if (was !== undefined && was.fingerprint !== fingerprint(table) && !hasGrown(table, was))
    throw new SchemaMismatch(`the lake’s ${qualifiedName(table)}`, table.name, [
      'it was written by another version of audit, with other columns; load its sources into a new lake',
    ]);
  const removed = withdrawn === undefined ? null : await stageFile(session, place, table, 'removed', withdrawn);
  if (removed === null && added.length === 0) return was;
  const rows = (was?.rows ?? 0) - (removed?.rows ?? 0) + sumRows(added);
  const first = was === undefined;
  const change = first ? ({ version: place.version, rewritten: true } as const) : { version: place.version, removed, added };
  const appended: TableState = {
    fingerprint: fingerprint(table),
    rows,
    keys: rows,
    base: [...(was?.base ?? []), ...added],
    mask: was?.mask ?? null,
    delta: was?.delta ?? null,
    changes: withChange(was?.changes ?? [], change),
    changedAt: place.version,
    made: null,
    ...(table.shape === undefined ? {} : { shape: table.shape }),
  };
  const masked = await withMask(session, place, table, appended, added, removed);
  return await withFewFiles(session, place, table, masked);
};

/** Whether a table of a source has the columns it had, and others that came since. */
const hasGrown = ({ shape }: Table, was: TableState): boolean => {
  const now = new Set(shape?.columns.map(([name]) => name));
  return shape !== undefined && was.shape?.columns.every(([name]) => now.has(name)) === true;
};

const sumRows = (files: readonly FileRef[]): number => files.reduce((sum, file) => sum + file.rows, 0);

/** Masks withdrawn grains. A grain that comes again would be dead at birth, so then all dead rows are folded away before it joins. */
const withMask = async (
  session: Session,
  place: Publication,
  table: Table,
  state: TableState,
  added: readonly FileRef[],
  removed: FileRef | null,
): Promise<TableState> => {
  if (removed === null && (state.mask === null || added.length === 0)) return state;
  const shape = grainOf(table);
  const bind = async (name: string, files: readonly (FileRef | null)[]): Promise<void> =>
    await session.bindFiles(
      name,
      shape,
      files.flatMap((file) => (file === null ? [] : [place.lake.path(file)])),
    );
  await bind('_dead', [state.mask, removed]);
  await bind('_added', added);
  const mask = removed === null ? state.mask : await stageFile(session, place, shape, 'mask', 'SELECT DISTINCT * FROM _dead');
  const grain = nameList(table.grain);
  const [again] = await session.evidence(`SELECT 1 AS n FROM _added a SEMI JOIN _dead d USING (${grain})`, 1);
  if (again !== undefined) {
    const before = await fold(session, place, table, { ...state, base: state.base.slice(0, -added.length), mask });
    return { ...before, base: [...before.base, ...added] };
  }
  const masked = { ...state, mask };
  return (mask?.rows ?? 0) > foldAbove * sumRows(state.base) ? await fold(session, place, table, masked) : masked;
};

/** All live rows in one base file. */
const fold = async (session: Session, place: Publication, table: Table, state: TableState): Promise<TableState> => {
  await bindTable(session, '_live', place.lake, table, state);
  const base = await stageFile(session, place, table, 'base', 'SELECT * FROM _live');
  return { ...state, base: base === null ? [] : [base], mask: null, delta: null };
};

/**
 * Folds the smaller base files into one when there are too many, so that each row is folded a few times in the table's life. What was
 * written apart stays apart.
 */
const withFewFiles = async (session: Session, place: Publication, table: Table, state: TableState): Promise<TableState> => {
  const loose = state.base.filter(({ partition }) => partition === undefined);
  if (loose.length <= filesAbove) return state;
  const apart = state.base.filter(({ partition }) => partition !== undefined);
  const bySize = loose.toSorted((left, right) => right.rows - left.rows);
  await session.bindFiles(
    '_small',
    table,
    bySize.slice(filesKept).map((file) => place.lake.path(file)),
  );
  const folded = await stageFile(session, place, table, 'folded', `SELECT * FROM ${quote('_small')}`);
  return { ...state, base: [...apart, ...bySize.slice(0, filesKept), ...(folded === null ? [] : [folded])] };
};
