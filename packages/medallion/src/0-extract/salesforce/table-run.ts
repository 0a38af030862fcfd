import type { Session } from '@audit/warehouse';
import type { PartitionOf } from '../../landing/partition-of.ts';
import type { BronzeRows } from './bronze-rows.ts';
import type { Checkpoint, PageEntry } from './checkpoint.ts';
import type { ExtractionSettings } from './extraction-settings.ts';
import type { RunLineage } from './lineage-columns.ts';
import { apiFor, countRows, needsParts, type TablePlan, timesOf } from './plan-table.ts';
import { readTask } from './read-task.ts';
import type { ReadTask } from './task-step.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import type { TableCursor } from './table-cursor.ts';

/** The extraction of one table: what its steps share. */
export interface TableRun {
  readonly client: SalesforceClient;
  readonly session: Session;
  readonly checkpoint: Checkpoint;
  readonly plan: TablePlan;
  readonly settings: ExtractionSettings;
  readonly lineage: RunLineage;
  /** Where the last run left the table. */
  readonly cursor: TableCursor | undefined;
  /** Bronze before this run. */
  readonly bronze: BronzeRows;
  readonly partitionOf: PartitionOf | undefined;
  readonly onPage: (page: PageEntry) => void;
}

/** Reads rows into pages, in one query after the other. */
export const readTasks = async (run: TableRun, tasks: readonly ReadTask[]): Promise<void> => {
  const { client, checkpoint, plan, settings, onPage } = run;
  const { sliceRows, pageRows, restPageRows, restFallback } = settings;
  const isWide = needsParts(plan);
  for (const task of tasks) await readTask(client, checkpoint, task, { sliceRows, pageRows, restPageRows, restFallback, isWide, onPage });
};

/** A task over all records, with few fields: over Bulk where there are many. */
export const taskOverAll = async (
  run: TableRun,
  name: string,
  fields: readonly string[],
  conditions: readonly string[],
): Promise<ReadTask> => {
  const { client, checkpoint, plan, settings } = run;
  const noted = checkpoint.note<ReadTask>(name);
  if (noted !== undefined) return noted;
  const rows = settings.api === 'auto' ? await countRows(client, plan.object.name, conditions) : 0;
  const task: ReadTask = { name, object: plan.object.name, fields, times: timesOf(plan), conditions, api: apiFor(settings, rows) };
  checkpoint.append({ kind: 'note', name, value: task });
  return task;
};
