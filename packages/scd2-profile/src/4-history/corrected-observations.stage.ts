import { profileCorrections } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { correctedObservations } from '../tables/corrected-observations.ts';
import { standingObservations } from '../tables/standing-observations.ts';

/** Standing observations → what counts from which instant on, corrections included. */
export const correctedObservationsStage = defineStage({
  id: 'scd2-profile/corrected-observations',
  reads: { standing: { table: standingObservations, by: 'whole' }, corrections: { table: profileCorrections, by: 'whole' } },
  writes: correctedObservations,
  params: z.strictObject({}),
  model: new URL('./corrected-observations.sql', import.meta.url),
});
