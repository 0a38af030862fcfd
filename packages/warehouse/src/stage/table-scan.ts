import { quote, type Table } from '@audit/contract';
import { filesSql } from '../engine/duckdb/parquet-files.ts';
import type { Session } from '../engine/engine.ts';
import type { Lake } from '../lake/lake.ts';
import type { FileRef, TableState } from '../lake/table-state.ts';
import type { ChangedFiles } from './change-sets.ts';

type Kept = Pick<TableState, 'base' | 'mask' | 'delta'>;

/** `a, b` of quoted names. */
export const nameList = (names: readonly string[]): string => names.map((name) => quote(name)).join(', ');

/** The order of rows in a file: the table's cluster columns. The contract's order of text is by UTF-8 bytes, in every engine of ours. */
export const clusterOrder = (table: Table): string =>
  `ORDER BY ${[...table.cluster, ...table.grain.filter((name) => !table.cluster.includes(name))].map((name) => `${quote(name)} ASC NULLS FIRST`).join(', ')}`;

/** A table of the same shape as another's grain: what a mask holds. */
export const grainOf = (table: Table): Table => ({
  ...table,
  cluster: table.grain,
  columns: Object.fromEntries(table.grain.map((name) => [name, table.columns[name]!])),
});

/** Only rows whose key is in a relation of the session. */
export interface OnlyKeys {
  readonly relation: string;
  /** The table's column for each column of the relation. */
  readonly by: Readonly<Record<string, string>>;
}

interface Parts {
  readonly base: string | null;
  readonly mask: string | null;
  readonly delta: string | null;
}

/** Keys are never null. DuckDB skips rows by a Bloom filter of the keys, before it reads their other columns, only where these are filtered. */
const neverNull = ({ relation, by }: OnlyKeys): string =>
  `(SELECT * FROM ${quote(relation)} WHERE ${Object.keys(by)
    .map((key) => `${quote(key)} IS NOT NULL`)
    .join(' AND ')})`;

/** The one text that knows how a table is kept: base rows whose grain is not masked, and the delta. */
const scanOf = (table: Table, { base, mask, delta }: Parts, only?: OnlyKeys): string => {
  const equal = (left: string, right: string, pairs: readonly (readonly [string, string])[]): string =>
    pairs.map(([own, other]) => `${left}.${quote(own)} = ${right}.${quote(other)}`).join(' AND ');
  const rowsOf = (part: string): string => {
    const columns = Object.keys(table.columns).map((name) => `r.${quote(name)}`);
    const keys = Object.entries(only?.by ?? {}).map(([key, own]) => [own, key] as const);
    const filter = only === undefined ? '' : ` SEMI JOIN ${neverNull(only)} k ON ${equal('r', 'k', keys)}`;
    return `SELECT ${columns.join(', ')} FROM ${part} r${filter}`;
  };
  const unmasked =
    mask === null
      ? ''
      : ` ANTI JOIN ${mask} m ON ${equal(
          'r',
          'm',
          table.grain.map((name) => [name, name]),
        )}`;
  return [...(base === null ? [] : [`${rowsOf(base)}${unmasked}`]), ...(delta === null ? [] : [rowsOf(delta)])].join(' UNION ALL ');
};

/**
 * A table of the lake as a query for DuckDB, e.g. to show it. Every file it names was verified.
 *
 * @throws {@link DamagedFile} when a file is not what its checksum says
 */
export const tableScan = (lake: Lake, table: Table, state: Kept | undefined): string => {
  const files = (of: Table, refs: readonly FileRef[]): string | null =>
    refs.length === 0
      ? null
      : `(${filesSql(
          of,
          refs.map((ref) => lake.dataFile(ref)),
        )})`;
  if (state === undefined || (state.base.length === 0 && state.delta === null)) return filesSql(table, []);
  const one = (of: Table, ref: FileRef | null): string | null => files(of, ref === null ? [] : [ref]);
  return scanOf(table, { base: files(table, state.base), mask: one(grainOf(table), state.mask), delta: one(table, state.delta) });
};

/** Binds a table of the lake under `name` in a session of any engine. Parts are bound as `<name>__base`, `__mask`, `__delta`. */
export const bindTable = async (
  session: Session,
  name: string,
  lake: Lake,
  table: Table,
  state: Kept | undefined,
  only?: OnlyKeys,
): Promise<void> => {
  if (state === undefined || (state.base.length === 0 && state.delta === null)) {
    await session.bindFiles(name, table, []);
    return;
  }
  const base = await bindPart(session, `${name}__base`, lake, table, state.base);
  const mask = await bindPart(session, `${name}__mask`, lake, grainOf(table), state.mask === null ? [] : [state.mask]);
  const delta = await bindPart(session, `${name}__delta`, lake, table, state.delta === null ? [] : [state.delta]);
  await session.bindSql(name, scanOf(table, { base, mask, delta }, only));
};

/** Rows of a table that a relation of the session holds as they were before a change of the table. */
export interface Outdated {
  readonly rows: string;
  readonly changed: ChangedFiles;
}

/** Binds under `name` what {@link bindTable} would, from rows of the table's state before its last change. No base file is read. */
export const bindUpdated = async (
  session: Session,
  name: string,
  lake: Lake,
  table: Table,
  { rows, changed }: Outdated,
  only: OnlyKeys,
): Promise<void> => {
  const mask = await bindPart(session, `${name}__mask`, lake, grainOf(table), changed.removed);
  const delta = await bindPart(session, `${name}__delta`, lake, table, changed.added);
  await session.bindSql(name, scanOf(table, { base: quote(rows), mask, delta }, only));
};

/** Binds the files of one part of a table; returns its quoted name, or null if there is none. */
const bindPart = async (session: Session, part: string, lake: Lake, of: Table, files: readonly FileRef[]): Promise<string | null> => {
  if (files.length === 0) return null;
  await session.bindFiles(
    part,
    of,
    files.map((file) => lake.dataFile(file)),
  );
  return quote(part);
};
