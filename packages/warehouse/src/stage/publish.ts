import { fingerprint, quote, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { FileRef, Made, TableState } from '../lake/table-state.ts';
import { withChange } from './change-sets.ts';
import type { Difference } from './difference.ts';
import { bindTable, clusterOrder, grainOf, nameList } from './table-scan.ts';
import type { Publication } from './workplace.ts';

/** A base whose masked rows, or whose delta, exceed this share of it is folded into a new one. */
const foldAbove = 0.2;

/** Stages the rows of a query as a file of the table, in cluster order; no rows give no file. */
export const stageFile = async (session: Session, place: Publication, table: Table, kind: string, sql: string): Promise<FileRef | null> => {
  const staged = place.folder.file(`${table.layer}_${table.name}.${kind}.parquet`);
  const rows = await session.write(`SELECT * FROM (${sql}) r ${clusterOrder(table)}`, staged);
  return rows === 0 ? null : place.folder.adopt(table, staged, rows);
};

/** A state whose base is these files alone; consumers recompute whole. */
export const rewritten = (
  place: Pick<Publication, 'version'>,
  table: Table,
  base: readonly FileRef[],
  keys: number,
  made: Made | null,
): TableState => ({
  fingerprint: fingerprint(table),
  rows: base.reduce((sum, file) => sum + file.rows, 0),
  keys,
  base,
  mask: null,
  delta: null,
  changes: [{ version: place.version, rewritten: true }],
  changedAt: place.version,
  made,
  ...(table.shape === undefined ? {} : { shape: table.shape }),
  ...(table.declaration === undefined ? {} : { declaration: table.declaration }),
});

/**
 * The state after a difference: its rows become a change set, their grains are masked in the base, the new rows join the
 * delta. A new grain needs no mask, for no base row has it.
 */
export const publishDifference = async (
  session: Session,
  place: Publication,
  table: Table,
  was: TableState,
  { removed, added }: Difference,
  { keys, made }: Pick<TableState, 'keys' | 'made'>,
): Promise<TableState> => {
  const removedFile = removed.rows === 0 ? null : await stageFile(session, place, table, 'removed', `SELECT * FROM ${quote(removed.name)}`);
  const addedFile = added.rows === 0 ? null : await stageFile(session, place, table, 'added', `SELECT * FROM ${quote(added.name)}`);
  const change = { version: place.version, removed: removedFile, added: addedFile === null ? [] : [addedFile] };
  const kept = {
    fingerprint: was.fingerprint,
    rows: was.rows - removed.rows + added.rows,
    keys,
    changes: withChange(was.changes, change),
    changedAt: place.version,
    made,
    ...(table.declaration === undefined ? {} : { declaration: table.declaration }),
  };
  const masks = await bindMask(session, place, table, was, removed);
  const deltas = await bindDelta(session, place, table, was, removed, added);
  const baseRows = was.base.reduce((sum, file) => sum + file.rows, 0);
  if (Math.max(masks.atMost, deltas.atMost) > foldAbove * baseRows) {
    await bindTable(session, '_base', place.lake, table, { base: was.base, mask: null, delta: null });
    const dead = `SELECT * FROM _base b ANTI JOIN _mask m USING (${nameList(table.grain)})`;
    const base = await stageFile(session, place, table, 'base', `${dead} UNION ALL SELECT * FROM _delta`);
    return { ...kept, base: base === null ? [] : [base], mask: null, delta: null };
  }
  const mask = removed.rows === 0 ? was.mask : await stageFile(session, place, grainOf(table), 'mask', 'SELECT * FROM _mask');
  // Without an older delta the rows added are the delta: one file serves as both.
  const delta = was.delta === null ? addedFile : await stageFile(session, place, table, 'delta', 'SELECT * FROM _delta');
  return { ...kept, base: was.base, mask, delta };
};

const bindMask = async (
  session: Session,
  place: Publication,
  table: Table,
  was: TableState,
  removed: Difference['removed'],
): Promise<{ readonly atMost: number }> => {
  const grain = nameList(table.grain);
  const shape = grainOf(table);
  await session.bindFiles('_mask_before', shape, was.mask === null ? [] : [place.lake.path(was.mask)]);
  await session.bindSql('_mask', `SELECT ${grain} FROM _mask_before UNION SELECT ${grain} FROM ${quote(removed.name)}`);
  return { atMost: (was.mask?.rows ?? 0) + removed.rows };
};

const bindDelta = async (
  session: Session,
  place: Publication,
  table: Table,
  was: TableState,
  removed: Difference['removed'],
  added: Difference['added'],
): Promise<{ readonly atMost: number }> => {
  const columns = nameList(Object.keys(table.columns));
  await session.bindFiles('_delta_before', table, was.delta === null ? [] : [place.lake.path(was.delta)]);
  const live = `SELECT ${columns} FROM _delta_before d ANTI JOIN ${quote(removed.name)} r USING (${nameList(table.grain)})`;
  await session.bindSql('_delta', `${live} UNION ALL SELECT ${columns} FROM ${quote(added.name)}`);
  return { atMost: (was.delta?.rows ?? 0) + added.rows };
};
