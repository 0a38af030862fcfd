import { dimCustomerProfile, profileBatches, profileCorrections, profileObservations } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { profileExplanations } from '../tables/profile-explanations.ts';

/** Observations of a customer → the part each plays in the version in force at a time. */
export const explanationStage = defineStage({
  id: 'scd2-profile/explanation',
  reads: {
    observations: { table: profileObservations, by: 'whole' },
    versions: { table: dimCustomerProfile, by: 'whole' },
    batches: { table: profileBatches, by: 'whole' },
    corrections: { table: profileCorrections, by: 'whole' },
  },
  writes: profileExplanations,
  params: z.strictObject({ at: z.iso.datetime(), customer_id: z.string() }),
  model: new URL('./explanation.sql', import.meta.url),
});
