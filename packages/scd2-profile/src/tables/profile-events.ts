import { defineTable } from '@audit/contract';
import { profileAuditEvents } from '@audit/contract/profile';

/** Audit events as they are shown. */
export const profileEvents = defineTable({
  name: 'profile_events',
  layer: 'curated',
  grain: ['event_id'],
  cluster: ['recorded_ts', 'customer_id', 'event_ts', 'change_kind'],
  description: 'Audit events as they are shown, in the order in which they were recorded.',
  columns: profileAuditEvents.columns,
});
