import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { profileSegments } from '../tables/profile-segments.ts';
import { profileVersions } from '../tables/profile-versions.ts';

/** Versions in force at a time → how many customers are what. */
export const segmentsStage = defineStage({
  id: 'scd2-profile/segments',
  reads: { in_force: { table: profileVersions, by: 'whole' } },
  writes: profileSegments,
  params: z.strictObject({}),
  model: new URL('./segments.sql', import.meta.url),
});
