import { profileAuditEvents } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { eventHashes } from '../tables/event-hashes.ts';
import { columnsBut } from './columns-but.ts';

/** Audit events → the same, hashed by other rules. */
export const rehashedEventsStage = defineStage({
  id: 'scd2-profile/rehashed-events',
  reads: { events: { table: profileAuditEvents, by: 'whole' }, hashes: { table: eventHashes, by: 'whole' } },
  writes: profileAuditEvents,
  params: z.strictObject({}),
  constants: {
    columns: columnsBut(profileAuditEvents, 'e', {
      previous_profile_hash: 'h.previous_profile_hash',
      new_profile_hash: 'h.new_profile_hash',
    }),
  },
  model: new URL('./rehashed-events.sql', import.meta.url),
});
