import { profileCorrections, profileObservations } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { upheldObservations } from '../tables/upheld-observations.ts';

/** Observations → those that no correction takes back. */
export const upheldObservationsStage = defineStage({
  id: 'scd2-profile/upheld-observations',
  reads: { observed: { table: profileObservations, by: 'whole' }, corrections: { table: profileCorrections, by: 'whole' } },
  writes: upheldObservations,
  params: z.strictObject({}),
  model: new URL('./upheld-observations.sql', import.meta.url),
});
