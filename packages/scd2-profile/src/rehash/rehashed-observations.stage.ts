import { profileObservations, standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { columnsBut } from './columns-but.ts';

/** Observations → the same, hashed by other rules. */
export const rehashedObservationsStage = defineStage({
  id: 'scd2-profile/rehashed-observations',
  reads: { observations: { table: profileObservations, by: 'whole' }, rehashed: { table: standardizedProfiles, by: 'whole' } },
  writes: profileObservations,
  params: z.strictObject({}),
  constants: { columns: columnsBut(profileObservations, 'o', { profile_hash: 's.profile_hash' }) },
  model: new URL('./rehashed-observations.sql', import.meta.url),
});
