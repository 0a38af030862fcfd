import { landAll, type LandedRows } from './land-rows.ts';
import type { BronzeRows } from './bronze-rows.ts';
import { type Deletions, readDeletions, tombstonesSql } from './deleted-records.ts';
import type { TableRun } from './table-run.ts';

/** Deletions since the last run, as the server tells them; none for a table that was not read before. */
export const askDeletions = async ({ client, checkpoint, plan, cursor, settings, bronze }: TableRun): Promise<Deletions> => {
  const { isReplicateable, hasIsDeleted } = plan.object;
  const none = { records: [], through: plan.cursor.deletedThrough };
  // Read anew, bronze may hold records that went meanwhile.
  if (cursor === undefined) return { ...none, isForgotten: bronze.files.length > 0 };
  if (!hasIsDeleted || !isReplicateable) return { ...none, isForgotten: false };
  const noted = checkpoint.note<Deletions>('deletions');
  if (noted !== undefined) return noted;
  const deletions = await readDeletions(client, plan, cursor.deletedThrough, settings.lookBackSeconds);
  checkpoint.append({ kind: 'note', name: 'deletions', value: deletions });
  return deletions;
};

/** Writes rows that say of records that they are gone. @param gone query of `"Id"` and `gone_at` */
export const markGone = async (run: TableRun, known: BronzeRows, gone: string, part: string): Promise<LandedRows> =>
  await landAll(run, tombstonesSql(run.plan, run.lineage, known, gone), part);
