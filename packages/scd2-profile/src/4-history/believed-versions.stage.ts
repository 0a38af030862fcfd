import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { believedVersions } from '../tables/believed-versions.ts';
import { correctedObservations } from '../tables/corrected-observations.ts';

/** Observations → versions. */
export const believedVersionsStage = defineStage({
  id: 'scd2-profile/believed-versions',
  reads: { standing: { table: correctedObservations, by: 'whole' } },
  writes: believedVersions,
  params: z.strictObject({}),
  model: new URL('./believed-versions.sql', import.meta.url),
});
