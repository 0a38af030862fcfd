import { dimCustomerProfile, profileState } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { believedVersions } from '../tables/believed-versions.ts';
import { versionChanges } from '../tables/version-changes.ts';

/** Belief now and belief before → what changed, with keys and numbers. */
export const versionChangesStage = defineStage({
  id: 'scd2-profile/version-changes',
  reads: {
    believed: { table: believedVersions, by: 'whole' },
    held: { table: dimCustomerProfile, by: 'whole' },
    states: { table: profileState, by: 'whole' },
  },
  writes: versionChanges,
  params: z.strictObject({ last_sk: z.int().nonnegative(), load_ts: z.iso.datetime() }),
  model: new URL('./version-changes.sql', import.meta.url),
});
