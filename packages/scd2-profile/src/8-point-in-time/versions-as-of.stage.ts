import { dimCustomerProfile } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { profileVersions } from '../tables/profile-versions.ts';

/** Belief now → what was in force at a time. */
export const versionsAsOfStage = defineStage({
  id: 'scd2-profile/versions-as-of',
  reads: { versions: { table: dimCustomerProfile, by: 'whole' } },
  writes: profileVersions,
  params: z.strictObject({ at: z.iso.datetime(), customer_id: z.string().nullable() }),
  constants: {
    columns: Object.keys(profileVersions.columns).join(', '),
  },
  model: new URL('./versions-as-of.sql', import.meta.url),
});
