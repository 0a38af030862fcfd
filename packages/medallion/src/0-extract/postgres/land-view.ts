import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assert, type Micros, parseInstant, RowsUnaccounted, SchemaMismatch } from '@audit/contract';
import { deliveredColumns, optionalViewColumns, upstreamViewColumns, upstreamViewNames, viewKind } from '@audit/contract/profile';
import { csvToParquet, type Engine } from '@audit/warehouse';
import { textColumns, zonedText } from './column-text.ts';
import { inSnapshot } from './in-snapshot.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { spoolCopy } from './spool-copy.ts';
import { type ViewColumn, viewColumns } from './view-columns.ts';
import { viewName } from './view-name.ts';

export interface LandViewOptions {
  /** Schema and view, such as `opdb.vw_customer_profile_standardized`. */
  readonly view: string;
  /** A private folder the engine may read and write; the delivered file is put there, and nothing else is left in it. */
  readonly folder: string;
}

/** A view as it was at one instant, in a file. */
export interface LandedView {
  /** Parquet of text, the columns of section 18 of the law, sorted: an unchanged view gives the same bytes. */
  readonly path: string;
  readonly rows: number;
  /** When the snapshot was taken, by the clock of the server. */
  readonly extractTs: Micros;
  /** Columns of the file. */
  readonly columns: readonly string[];
  /** Columns of the view that the contract does not know: left where they are. */
  readonly unknownColumns: readonly string[];
}

/**
 * Lands the view of customer profiles: its rows stream from one snapshot (REPEATABLE READ, READ ONLY) to disk, so what is changed
 * meanwhile does not show, and their number is compared with the one the server counted in the same snapshot. Texts come as they are,
 * null and the empty text apart; dates and times in ISO, times to the microsecond, in UTC.
 *
 * @throws SchemaMismatch where columns are missing or of other types; RowsUnaccounted; SourceUnavailable, SourceRefused
 */
export const landView = async (connection: PostgresConnection, engine: Engine, options: LandViewOptions): Promise<LandedView> => {
  const { view, folder } = options;
  const csv = join(folder, 'delivered.csv');
  const path = join(folder, 'delivered.parquet');
  try {
    const { columns, counted, ...taken } = await takeSnapshot(connection, view, csv);
    const names = columns.map(({ name }) => name);
    const rows = await csvToParquet(engine, { label: view, path: csv, columns: names }, path);
    if (rows !== counted) throw new RowsUnaccounted(`landing ${view}`, { counted, received: rows });
    return { path, rows, columns: names, ...taken };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await rm(csv, { force: true });
  }
};

interface Snapshot extends Pick<LandedView, 'extractTs' | 'unknownColumns'> {
  readonly columns: readonly ViewColumn[];
  readonly counted: number;
}

/** Clock, count, columns and rows of the view in one transaction; the rows go to the file. */
const takeSnapshot = async (connection: PostgresConnection, view: string, csv: string): Promise<Snapshot> => {
  const reading = `reading ${view}`;
  return await inSnapshot(connection, reading, async () => {
    // The first query takes the snapshot, and holds the view against being defined anew.
    const [first] = await connection.rows(reading, `SELECT ${zonedText('now()')}, COUNT(*) FROM ${viewName(view).sql}`);
    const chosen = delivered(view, await viewColumns(connection, view));
    await spoolCopy(connection, reading, selectSql(view, chosen.columns), csv);
    return { ...chosen, counted: Number(first?.[1]), extractTs: instantOf(String(first?.[0])) };
  });
};

const known: ReadonlySet<string> = new Set(Object.keys(deliveredColumns));

/** The columns that are landed, in the order of the contract. @throws SchemaMismatch */
const delivered = (
  view: string,
  source: readonly ViewColumn[],
): { readonly columns: readonly ViewColumn[]; readonly unknownColumns: readonly string[] } => {
  const byName = new Map(source.map((column) => [column.name, column]));
  const wrong = upstreamViewNames.filter((name) => byName.get(name)?.kind !== viewKind(upstreamViewColumns[name]));
  if (wrong.length > 0) {
    const differences = wrong.map((name) => `${name} is ${byName.get(name)?.type ?? 'missing'}`);
    throw new SchemaMismatch(`the view ${view}`, 'docs/upstream/customer_profile_requirements.md', differences);
  }
  const columns = [...upstreamViewNames, ...optionalViewColumns].flatMap((name) => byName.get(name) ?? []);
  return { columns, unknownColumns: source.map(({ name }) => name).filter((name) => !known.has(name)) };
};

const selectSql = (view: string, columns: readonly ViewColumn[]): string => `SELECT ${textColumns(columns)} FROM ${viewName(view).sql}`;

const instantOf = (text: string): Micros => {
  const parsed = parseInstant(text);
  assert(parsed !== undefined, 'the server tells a time that is none', { text });
  return parsed.micros;
};
