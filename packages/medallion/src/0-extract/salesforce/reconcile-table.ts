import { SourceIncomplete } from '@audit/contract';
import type { Reconciliation } from '../../1-bronze/landed-table.ts';
import { type BronzeRows, withFiles } from './bronze-rows.ts';
import { type LandedRows, landRows, nothing, pathsOf } from './land-rows.ts';
import { timesOf } from './plan-table.ts';
import { markGone } from './read-deleted.ts';
import type { ReadTask } from './task-step.ts';
import {
  countDifferences,
  countNewer,
  goneSql,
  materialiseCurrent,
  materialiseSweep,
  missingIds,
  sweepFields,
  sweepTask,
} from './reconcile.ts';
import { soqlText } from './soql.ts';
import { readTasks, type TableRun, taskOverAll } from './table-run.ts';

/** Ids in one query: with their quotes they fill about half of the longest one. */
const idsInAQuery = 250;
/** With more to be read again than this, the whole table is. */
const mostById = 10_000;

/**
 * Compares bronze with all Ids of the source: what bronze lacks is read again, what the source has no more is marked deleted, and then
 * nothing may differ.
 *
 * @param known bronze and what this run landed so far
 * @throws SourceIncomplete where something still differs
 */
export const reconcileTable = async (
  run: TableRun,
  known: BronzeRows,
): Promise<{ readonly report: Reconciliation; readonly landed: readonly LandedRows[] }> => {
  const { client, session, checkpoint, plan } = run;
  await readTasks(run, [await taskOverAll(run, sweepTask, sweepFields(plan), [])]);
  const source = await materialiseSweep(session, plan, checkpoint);
  await materialiseCurrent(session, plan, known);
  const missing = await missingIds(session);
  const gone = await markGone(run, known, goneSql(plan), 'gone');
  const repaired = await readAgain(run, known, missing);
  const landed = [gone, repaired];
  const all = await withFiles(session, known, pathsOf(landed));
  const bronze = await materialiseCurrent(session, plan, all);
  const different = await countDifferences(session, plan);
  const report = {
    source,
    bronze,
    missing: missing.length,
    gone: gone.landed,
    newer: await countNewer(session),
    different,
  };
  if (different > 0)
    throw new SourceIncomplete(client.place, `the reconciliation of ${plan.object.name}`, [
      `${different} of ${source} records differ from bronze after ${missing.length} were read again`,
    ]);
  return { report, landed };
};

const readAgain = async (run: TableRun, known: BronzeRows, ids: readonly string[]): Promise<LandedRows> => {
  if (ids.length === 0) return nothing;
  const { plan } = run;
  const slices =
    ids.length > mostById
      ? [{ conditions: [], api: plan.api }]
      : Array.from({ length: Math.ceil(ids.length / idsInAQuery) }, (_, at) => ({
          conditions: [
            `Id IN (${ids
              .slice(at * idsInAQuery, (at + 1) * idsInAQuery)
              .map(soqlText)
              .join(', ')})`,
          ],
          api: 'rest' as const,
        }));
  const tasksOf = (chunk: readonly string[], at: number): readonly ReadTask[] =>
    slices.map((slice, number) => ({
      name: `again-${at}-${number}`,
      object: plan.object.name,
      fields: chunk,
      times: timesOf(plan),
      ...slice,
    }));
  const chunks = plan.chunks.map(tasksOf);
  await readTasks(run, chunks.flat());
  // A window bounds nothing here: these rows are those it did not show.
  return await landRows(
    { ...run, plan: { ...plan, since: null }, known },
    chunks.map((tasks) => tasks.map(({ name }) => name)),
    'again',
  );
};
