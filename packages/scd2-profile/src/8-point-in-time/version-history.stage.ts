import { dimCustomerProfile } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { profileVersions } from '../tables/profile-versions.ts';

/** Belief now → the history of one customer, or of all. */
export const versionHistoryStage = defineStage({
  id: 'scd2-profile/version-history',
  reads: { versions: { table: dimCustomerProfile, by: 'whole' } },
  writes: profileVersions,
  params: z.strictObject({ customer_id: z.string().nullable() }),
  constants: {
    columns: Object.keys(profileVersions.columns).join(', '),
  },
  model: new URL('./version-history.sql', import.meta.url),
});
