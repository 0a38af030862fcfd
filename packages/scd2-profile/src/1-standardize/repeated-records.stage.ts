import { customerProfileStandardized } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { repeatedRecords } from '../tables/repeated-records.ts';

/** Delivered records → those that are not the only one of their customer. */
export const repeatedRecordsStage = defineStage({
  id: 'scd2-profile/repeated-records',
  reads: { delivered: { table: customerProfileStandardized, by: 'whole' } },
  writes: repeatedRecords,
  params: z.strictObject({}),
  model: new URL('./repeated-records.sql', import.meta.url),
});
