import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { changedAttributes } from '../canonical/changed-attributes.ts';
import { profileDifferences } from '../tables/profile-differences.ts';
import { profileVersions } from '../tables/profile-versions.ts';

/** Versions in force at two points in time → what differs. */
export const differencesStage = defineStage({
  id: 'scd2-profile/differences',
  reads: { before: { table: profileVersions, by: 'whole' }, after: { table: profileVersions, by: 'whole' } },
  writes: profileDifferences,
  params: z.strictObject({}),
  constants: { attributes_changed: changedAttributes('b', 'a') },
  model: new URL('./differences.sql', import.meta.url),
});
