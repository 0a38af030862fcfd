import { rm } from 'node:fs/promises';
import { RowsUnaccounted } from '@audit/contract';
import { type MadeCsv, madeCsvSql, readingMadeCsv, type Session, type StageFolder } from '@audit/warehouse';
import { textColumns } from './column-text.ts';
import { type Cursor, cursorSql, freshnessSql, sinceCursor } from './cursor.ts';
import type { OperationalObject } from './operational-object.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { spoolCopy } from './spool-copy.ts';
import type { ViewColumn } from './view-columns.ts';
import { viewName } from './view-name.ts';

/** What is fetched of a table: all of it, or what may have changed since a cursor. */
export interface Extent {
  readonly one: OperationalObject;
  readonly columns: readonly ViewColumn[];
  /** The column of the cursor, where one is configured. */
  readonly cursorColumn: ViewColumn | undefined;
  /** undefined: everything. */
  readonly since: Cursor | undefined;
  /** Fetch the keys of all rows besides. */
  readonly allKeys: boolean;
}

/** Rows of a table in files of the run's folder, counted in the snapshot they are of. */
export interface SpooledTable extends Extent {
  readonly path: string;
  /** Of all its keys, where they were wanted. */
  readonly keysPath: string | undefined;
  readonly counted: number;
  readonly keysCounted: number;
  readonly bytes: number;
  readonly cursor: Cursor | undefined;
  readonly freshness: string | null;
  readonly seconds: number;
}

export const conditionOf = ({ one, cursorColumn, since }: Extent): string =>
  since === undefined || cursorColumn === undefined ? 'TRUE' : sinceCursor(one, cursorColumn, since);

/** Counts rows and copies them, within the transaction the connection is in. */
export const spoolTable = async (connection: PostgresConnection, folder: StageFolder, extent: Extent): Promise<SpooledTable> => {
  const started = performance.now();
  const { one, columns, cursorColumn, since, allKeys } = extent;
  const reading = `reading ${one.object}`;
  const from = viewName(one.object).sql;
  const cursorNow = cursorColumn === undefined ? 'NULL' : cursorSql(cursorColumn);
  const [row] = await connection.rows(
    reading,
    `SELECT COUNT(*) FILTER (WHERE ${conditionOf(extent)}), COUNT(*), ${cursorNow}, ${freshnessSql(cursorColumn)} FROM ${from}`,
  );
  const [counted, all, value, freshness] = row ?? [];
  const path = await newFile(folder, `${one.table}.csv`);
  let bytes = await spoolCopy(connection, reading, `SELECT ${textColumns(columns)} FROM ${from} WHERE ${conditionOf(extent)}`, path);
  let keysPath: string | undefined;
  if (allKeys) {
    keysPath = await newFile(folder, `${one.table}.keys.csv`);
    const keys = columns.filter(({ name }) => one.configured.key?.includes(name));
    bytes += await spoolCopy(connection, reading, `SELECT ${textColumns(keys)} FROM ${from}`, keysPath);
  }
  // Without rows, or with none dated by now, the cursor stays where it is.
  const moved = cursorColumn === undefined || typeof value !== 'string' ? undefined : { column: cursorColumn.name, value };
  return {
    ...extent,
    path,
    keysPath,
    counted: Number(counted),
    keysCounted: Number(all),
    bytes,
    cursor: moved ?? since,
    freshness: freshness ?? null,
    seconds: (performance.now() - started) / 1000,
  };
};

const newFile = async (folder: StageFolder, name: string): Promise<string> => {
  const path = folder.file(name);
  // Left by a run that was killed.
  await rm(path, { force: true });
  return path;
};

/**
 * Binds what was spooled as a relation of text and compares its number of rows with that of the server.
 *
 * @throws RowsUnaccounted; FileRefused for a record that is too large
 */
export const bindSpooled = async (session: Session, name: string, csv: MadeCsv, counted: number): Promise<void> => {
  const rows = await readingMadeCsv(csv, async () => await session.materialise(name, `SELECT * FROM ${madeCsvSql(csv)}`));
  if (rows !== counted) throw new RowsUnaccounted(`landing ${csv.label}`, { counted, received: rows });
};
