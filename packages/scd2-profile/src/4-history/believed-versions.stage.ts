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
  constants: {
    key: 'customer_id',
    material: 'COALESCE(material_key, profile_hash)',
    precedence: 'precedence ASC NULLS FIRST,',
    shown: 'profile_hash, material_key, batch_id, record',
    content: 'valid_after IS NOT NULL AND material_after IS NULL AS ends_by_delete, profile_hash, material_key, batch_id, record',
  },
  model: new URL('./believed-versions.sql', import.meta.url),
});
