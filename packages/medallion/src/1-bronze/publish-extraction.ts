import {
  ConfigError,
  extractionMetrics,
  inputFiles,
  instantOf,
  quarantine,
  qualifiedName,
  quote,
  type Row,
  sourceSchemas,
  type Table,
} from '@audit/contract';
import {
  defineJob,
  type DuckDbEngine,
  keepTable,
  type LakeLock,
  type Manifest,
  runJob,
  type StepAccount,
  type TableState,
  type Workplace,
} from '@audit/warehouse';
import type { Extracted } from '../landing/extracted.ts';
import { assertClosed } from './assert-closed.ts';
import { bronzeState } from './bronze-state.ts';
import { objectKey } from '../landing/object-key.ts';
import { knownSchemas } from './known-schemas.ts';
import type { LandedTable } from './landed-table.ts';
import { metricsRow } from './metrics-row.ts';
import { newSchemas } from './new-schemas.ts';

/** Who extracts, and on which version of the lake. */
export interface ExtractionRun {
  readonly runId: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
  readonly parent: Manifest;
  readonly runKey: string;
  readonly configHash?: string;
}

const job = defineJob('extract', () => undefined);

/**
 * Publishes what a run took from its sources in one commit: bronze tables, metrics, schemas, quarantine, done files and cursors. A run
 * that brought nothing new publishes nothing, and its cursors stay: what they would pass by is asked for again and costs nothing.
 *
 * @returns the version published, or the parent
 * @throws RowsUnaccounted, SchemaMismatch; ConfigError where two objects would share a table; HeadMoved
 */
export const publishExtraction = async (
  place: Workplace<DuckDbEngine>,
  lock: LakeLock,
  extracted: readonly Extracted[],
  run: ExtractionRun,
): Promise<Manifest> => {
  const landed = extracted.flatMap(({ tables }) => tables);
  for (const table of landed) assertClosed(table);
  refuseSharedTables(landed);
  const session = await place.session();
  const { tables } = run.parent;
  const who = { runId: run.runId, at: instantOf(run.clock) };
  const schemas = newSchemas(landed, await knownSchemas(session, place.lake, run.parent), who);
  const quarantined = extracted.flatMap((one) => one.quarantined ?? []);
  const files = extracted.flatMap((one) => one.files ?? []);
  const rows = landed.reduce((sum, { metrics }) => sum + metrics.landed, 0);
  const isNews = rows + quarantined.length + files.length + schemas.length > 0;
  const states: Record<string, TableState> = {};
  const add = async (table: Table, added: string): Promise<void> => {
    const state = await keepTable(session, place, table, tables[qualifiedName(table)], { added });
    if (state !== undefined) states[qualifiedName(table)] = state;
  };
  const keep = async <T extends Table>(table: T, added: readonly Row<T>[]): Promise<void> => {
    if (added.length === 0) return;
    await session.bindRows(`new_${table.name}`, table, added);
    await add(table, `SELECT * FROM new_${table.name}`);
  };
  if (isNews) {
    for (const one of landed) states[`bronze_${one.table}`] = await bronzeState(session, place, one, tables[`bronze_${one.table}`]);
    await keep(sourceSchemas, schemas);
    if (quarantined.length > 0) await add(quarantine, refusedRows(quarantined));
    await keep(inputFiles, files);
    await keep(
      extractionMetrics,
      landed.map((one) => metricsRow(one, who)),
    );
  }
  return await runJob(place.engine, place.lake, lock, job, {
    ...run,
    place,
    sources: states,
    watermarks: isNews ? { ...run.parent.watermarks, ...watermarksOf(landed) } : run.parent.watermarks,
    accounts: landed.map(accountOf),
  });
};

/** Files of two objects in one table would be taken for versions of the same records. */
const refuseSharedTables = (landed: readonly LandedTable[]): void => {
  const seen = new Map<string, LandedTable>();
  for (const one of landed) {
    const other = seen.get(one.table);
    if (other !== undefined)
      throw new ConfigError(
        objectKey(one),
        `it goes to bronze_${one.table}, and so does ${objectKey(other)}`,
        'extract them in runs of their own, or give one another name with "as"',
      );
    seen.set(one.table, one);
  }
};

const refusedRows = (relations: readonly { readonly name: string }[]): string => {
  const columns = Object.keys(quarantine.columns).map((name) => quote(name));
  return relations.map(({ name }) => `SELECT ${columns.join(', ')} FROM ${quote(name)}`).join(' UNION ALL ');
};

const watermarksOf = (landed: readonly LandedTable[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(landed.filter(({ watermark }) => watermark !== null).map((one) => [objectKey(one), one.watermark]));

const accountOf = (one: LandedTable): StepAccount => {
  const { received, landed, deleted, duplicates, quarantined, seconds } = one.metrics;
  const counts = { received, landed, deleted, duplicates, quarantined };
  return { step: `extract/${objectKey(one)}`, mode: 'land', why: `${one.metrics.api} to bronze_${one.table}`, seconds, counts };
};
