import { profileObservations } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { standingObservations } from '../tables/standing-observations.ts';

/** Observations → those no later snapshot contradicts. */
export const standingObservationsStage = defineStage({
  id: 'scd2-profile/standing-observations',
  reads: { observed: { table: profileObservations, by: 'whole' } },
  writes: standingObservations,
  params: z.strictObject({}),
  model: new URL('./standing-observations.sql', import.meta.url),
});
