import { profileKpis, profileQuarters } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** What is counted in each quarter → the key figures. */
export const profileKpisStage = defineStage({
  id: 'scd2-profile/profile-kpis',
  reads: { quarters: { table: profileQuarters, by: 'whole' } },
  writes: profileKpis,
  params: z.strictObject({}),
  model: new URL('./profile-kpis.sql', import.meta.url),
});
