import { type Micros, SourceRefused } from '@audit/contract';
import type { Engine } from '@audit/warehouse';
import type { LandedTable } from '../../1-bronze/landed-table.ts';
import type { PartitionOf } from '../../landing/partition-of.ts';
import { openBronze, withFiles } from './bronze-rows.ts';
import { Checkpoint, type PageEntry } from './checkpoint.ts';
import { deletedSql } from './deleted-records.ts';
import { describeObject } from './describe-object.ts';
import type { ExtractionSettings } from './extraction-settings.ts';
import { type LandedRows, pathsOf } from './land-rows.ts';
import type { RunLineage } from './lineage-columns.ts';
import { planTable, type TablePlan } from './plan-table.ts';
import { askDeletions, markGone } from './read-deleted.ts';
import { readRows } from './read-rows.ts';
import { overRest } from './bulk-step.ts';
import { reconcileTable } from './reconcile-table.ts';
import { refreshTable } from './refresh-table.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { type TableCursor, cursorOf } from './table-cursor.ts';
import { tableMetrics } from './table-metrics.ts';
import { bronzeTableName } from '../../landing/bronze-table-name.ts';
import type { TableRun } from './table-run.ts';

export interface ExtractTableOptions {
  readonly client: SalesforceClient;
  readonly engine: Engine;
  readonly object: string;
  readonly settings: ExtractionSettings;
  readonly lineage: RunLineage;
  /** Of this table alone, the same when the run is tried again: it goes on with what is in it. */
  readonly folder: string;
  /** What the manifest keeps of the last run; undefined for none. */
  readonly watermark: unknown;
  /** Files of the bronze table. */
  readonly bronze: readonly string[];
  readonly reconcile: boolean;
  /** Stamps from here on are read, whatever the watermark says. */
  readonly since: Micros | undefined;
  readonly partitionOf: PartitionOf | undefined;
  readonly onPlan: (plan: TablePlan) => void;
  readonly onPage: (page: PageEntry) => void;
}

/** A landed table, and what its source does not tell. */
export interface LandedObject extends LandedTable {
  /** The source does not tell of records that left its recycle bin: only a reconciliation finds them. */
  readonly deletionsUnknown: boolean;
}

/**
 * Extracts one table into Parquet files in its folder. An error leaves the folder as a checkpoint.
 *
 * @throws SourceIncomplete, SourceQuota, SourceUnavailable, SourceRefused, SourceAuthentication, Interrupted
 */
export const extractTable = async (options: ExtractTableOptions): Promise<LandedObject> => {
  using checkpoint = await Checkpoint.open(options.folder);
  try {
    return await extractOnce(options, checkpoint);
  } catch (error) {
    const isOverRest = checkpoint.note(overRest) !== undefined;
    // A field went between the describe and a query, or a page of the query: everything is described and read anew, once.
    const isOutdated = error instanceof SourceRefused && outdated.has(error.state);
    if (!isOverRest && !isOutdated) throw error;
    checkpoint.clear();
    return await extractOnce(isOverRest ? { ...options, settings: { ...options.settings, api: 'rest' } } : options, checkpoint);
  }
};

const outdated: ReadonlySet<string> = new Set(['INVALID_FIELD', 'INVALID_FIELD_FOR_QUERY']);

const extractOnce = async (options: ExtractTableOptions, checkpoint: Checkpoint): Promise<LandedObject> => {
  const { client, engine, settings, lineage, partitionOf, onPlan, onPage } = options;
  const [began, costs] = [client.timing.now(), client.costs];
  const cursor = cursorOf(options.watermark);
  const plan = await planAgain(options, checkpoint, cursor);
  onPlan(plan);
  await using session = await engine.session();
  const bronze = await openBronze(session, options.bronze);
  const run: TableRun = { client, session, checkpoint, plan, settings, lineage, cursor, bronze, partitionOf, onPage };
  const landed: LandedRows[] = [await readRows(run)];
  const known = async () => await withFiles(session, bronze, pathsOf(landed));
  const deletions = await askDeletions(run);
  if (deletions.records.length > 0) landed.push(await markGone(run, await known(), deletedSql(deletions.records), 'deleted'));
  const reconciled = options.reconcile || deletions.isForgotten ? await reconcileTable(run, await known()) : null;
  landed.push(...(reconciled?.landed ?? []));
  const refreshed = await refreshTable(run, landed);
  if (refreshed !== null) landed.push(refreshed);
  const metrics = await tableMetrics(run, landed, { began, costs });
  return {
    table: bronzeTableName(plan.object.name),
    object: plan.object.name,
    source: 'salesforce',
    files: landed.flatMap(({ files }) => files),
    columns: plan.object.columns,
    watermark: plan.passesBy
      ? null
      : { ...plan.cursor, deletedThrough: deletions.through, ...(refreshed === null ? {} : { refreshedAt: plan.serverTime }) },
    metrics,
    ...(reconciled === null ? {} : { reconciliation: reconciled.report }),
    deletionsUnknown: !plan.object.isReplicateable && plan.object.hasIsDeleted && reconciled === null,
  };
};

/** The plan of the run that is gone on with, where the organisation is the same and describes the object as it did; else a new one. */
const planAgain = async (
  { client, object, settings, since, lineage }: ExtractTableOptions,
  checkpoint: Checkpoint,
  cursor: TableCursor | undefined,
): Promise<TablePlan> => {
  const kept = checkpoint.entries.find((entry) => entry.kind === 'plan');
  if (kept?.kind === 'plan') {
    const plan = kept.plan as TablePlan;
    const { schemaHash } = await describeObject(client, object, settings.base64);
    if (schemaHash === plan.object.schemaHash && plan.cursor.org === lineage.orgId) return plan;
  }
  checkpoint.clear();
  const plan = await planTable(client, object, { cursor, since }, settings);
  checkpoint.append({ kind: 'plan', plan });
  return plan;
};
