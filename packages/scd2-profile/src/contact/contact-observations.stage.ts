import { contactLimits, contactObservations, deliveredContacts } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** Delivered contacts → observations. */
export const contactObservationsStage = defineStage({
  id: 'scd2-profile/contact-observations',
  reads: { delivered: { table: deliveredContacts, by: 'whole' } },
  writes: contactObservations,
  params: z.strictObject({}),
  constants: { channel_limit: String(contactLimits.channel), value_limit: String(contactLimits.value) },
  model: new URL('./contact-observations.sql', import.meta.url),
});
