import { profileAuditEvents } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { profileEvents } from '../tables/profile-events.ts';

/** Audit events → those after a load, of one customer or of all. */
export const eventsSinceStage = defineStage({
  id: 'scd2-profile/events-since',
  reads: { events: { table: profileAuditEvents, by: 'whole' } },
  writes: profileEvents,
  params: z.strictObject({ after: z.iso.datetime(), customer_id: z.string().nullable() }),
  constants: {
    columns: Object.keys(profileEvents.columns).join(', '),
  },
  model: new URL('./events-since.sql', import.meta.url),
});
