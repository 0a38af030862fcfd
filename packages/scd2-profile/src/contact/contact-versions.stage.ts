import { contactObservations, customerContactInfo } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** Observations of contacts → versions, by the fold of profiles: a value holds on its channel until another, or a delete. Keyed by customer. */
export const contactVersionsStage = defineStage({
  id: 'scd2-profile/contact-versions',
  reads: { standing: { table: contactObservations, by: { customer_id: 'customer_id' } } },
  writes: customerContactInfo,
  key: ['customer_id'],
  params: z.strictObject({}),
  constants: {
    key: 'customer_id, channel',
    material: 'value',
    precedence: '',
    shown: 'value',
    content: 'valid_after IS NULL AS is_current, value',
  },
  model: new URL('../4-history/believed-versions.sql', import.meta.url),
});
