import { dimCustomerProfile, standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { hashVersionParam } from '../canonical/hash-version.ts';
import { columnsBut } from './columns-but.ts';

/** Versions → the same, hashed by other rules. */
export const rehashedVersionsStage = defineStage({
  id: 'scd2-profile/rehashed-versions',
  reads: { versions: { table: dimCustomerProfile, by: 'whole' }, rehashed: { table: standardizedProfiles, by: 'whole' } },
  writes: dimCustomerProfile,
  params: z.strictObject({ hash_version: hashVersionParam }),
  constants: {
    columns: columnsBut(dimCustomerProfile, 'v', {
      profile_hash: 's.profile_hash',
      hash_algorithm_version: 'CAST($hash_version AS INTEGER)',
    }),
  },
  model: new URL('./rehashed-versions.sql', import.meta.url),
});
