import { customerContactInfo } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** Versions of contacts → those of a customer that are in force in an interval, both ends inclusive. */
export const contactsInForceStage = defineStage({
  id: 'scd2-profile/contacts-in-force',
  reads: { contacts: { table: customerContactInfo, by: 'whole' } },
  writes: customerContactInfo,
  params: z.strictObject({ customer_id: z.string(), from: z.iso.datetime(), to: z.iso.datetime() }),
  model: new URL('./contacts-in-force.sql', import.meta.url),
});
