import { standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { hashVersionParam } from '../canonical/hash-version.ts';
import { profileHash } from '../canonical/profile-hash.ts';
import { columnsBut } from './columns-but.ts';

/** Stored profiles → the same, hashed by other rules: where all other tables have their new hashes from. */
export const rehashedRecordsStage = defineStage({
  id: 'scd2-profile/rehashed-records',
  reads: { standardized: { table: standardizedProfiles, by: 'whole' } },
  writes: standardizedProfiles,
  params: z.strictObject({ hash_version: hashVersionParam }),
  constants: {
    columns: columnsBut(standardizedProfiles, 's', { profile_hash: `CASE WHEN kind = 'profile' THEN ${profileHash('$hash_version')} END` }),
  },
  model: new URL('./rehashed-records.sql', import.meta.url),
});
