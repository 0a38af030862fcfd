import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { standingObservations } from '../tables/standing-observations.ts';
import { upheldObservations } from '../tables/upheld-observations.ts';

/** Observations → those no later snapshot contradicts. */
export const standingObservationsStage = defineStage({
  id: 'scd2-profile/standing-observations',
  reads: { observed: { table: upheldObservations, by: 'whole' } },
  writes: standingObservations,
  params: z.strictObject({}),
  model: new URL('./standing-observations.sql', import.meta.url),
});
