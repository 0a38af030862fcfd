import { openBronze } from './bronze-rows.ts';
import { landAll, type LandedRows, pathsOf } from './land-rows.ts';
import { fieldsToRefresh, refreshedSql, refreshReads, refreshTask } from './refresh-calculated.ts';
import { readTasks, type TableRun, taskOverAll } from './table-run.ts';

/** Reads the calculated fields of all records and writes rows for those whose values moved. @param landed by this run @returns null when that is not due */
export const refreshTable = async (run: TableRun, landed: readonly LandedRows[]): Promise<LandedRows | null> => {
  const { session, checkpoint, plan, cursor, settings, bronze, lineage } = run;
  const fields = fieldsToRefresh(plan, cursor, settings);
  if (fields.length === 0) return null;
  const conditions = plan.object.hasIsDeleted ? ['IsDeleted = false'] : [];
  await readTasks(run, [await taskOverAll(run, refreshTask, refreshReads(plan, fields), conditions)]);
  const rows = refreshedSql(plan, lineage, { bronze, landed: await openBronze(session, pathsOf(landed)), checkpoint, fields });
  return await landAll(run, rows, 'refreshed');
};
