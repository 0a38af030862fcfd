import { standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { canonicalRecords } from '../tables/canonical-records.ts';
import { canonicalString } from '../canonical/profile-hash.ts';

/** Stored profiles → their canonical strings. */
export const canonicalRecordsStage = defineStage({
  id: 'scd2-profile/canonical-records',
  reads: { standardized: { table: standardizedProfiles, by: 'whole' } },
  writes: canonicalRecords,
  params: z.strictObject({}),
  constants: { canonical_string: canonicalString },
  model: new URL('./canonical-records.sql', import.meta.url),
});
