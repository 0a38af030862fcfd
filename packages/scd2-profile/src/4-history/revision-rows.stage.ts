import { profileRevisions } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { versionChanges } from '../tables/version-changes.ts';

/** Changes → the revisions that are written. */
export const revisionRowsStage = defineStage({
  id: 'scd2-profile/revision-rows',
  reads: { changes: { table: versionChanges, by: 'whole' }, open_revisions: { table: profileRevisions, by: 'whole' } },
  writes: profileRevisions,
  params: z.strictObject({ load_ts: z.iso.datetime() }),
  model: new URL('./revision-rows.sql', import.meta.url),
});
