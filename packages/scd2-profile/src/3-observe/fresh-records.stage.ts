import { customerProfileStandardized, profileState } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { freshRecords } from '../tables/fresh-records.ts';
import { ofDelivered } from './of-delivered.ts';

/** Delivered records and what is known of their customers → the records that say something. */
export const freshRecordsStage = defineStage({
  id: 'scd2-profile/fresh-records',
  reads: { delivered: { table: customerProfileStandardized, by: 'whole' }, known_states: { table: profileState, by: 'whole' } },
  writes: freshRecords,
  params: z.strictObject({}),
  constants: {
    ...ofDelivered,
    columns: Object.keys(freshRecords.columns)
      .map((name) => `d.${name}`)
      .join(', '),
  },
  model: new URL('./fresh-records.sql', import.meta.url),
});
