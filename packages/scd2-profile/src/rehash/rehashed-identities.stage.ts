import { profileIdentities, profileRevisions, standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { columnsBut } from './columns-but.ts';

/** Identities → the same, hashed by other rules: those of versions that nobody believes any more too. */
export const rehashedIdentitiesStage = defineStage({
  id: 'scd2-profile/rehashed-identities',
  reads: {
    identities: { table: profileIdentities, by: 'whole' },
    revisions: { table: profileRevisions, by: 'whole' },
    rehashed: { table: standardizedProfiles, by: 'whole' },
  },
  writes: profileIdentities,
  params: z.strictObject({}),
  constants: { columns: columnsBut(profileIdentities, 'i', { profile_hash: 'p.profile_hash' }) },
  model: new URL('./rehashed-identities.sql', import.meta.url),
});
