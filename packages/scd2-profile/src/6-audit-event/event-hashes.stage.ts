import { profileAuditEvents, profileIdentities, profileRevisions } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { eventHashes } from '../tables/event-hashes.ts';

/** Audit events, and what was believed when → the hashes the events name. */
export const eventHashesStage = defineStage({
  id: 'scd2-profile/event-hashes',
  reads: {
    events: { table: profileAuditEvents, by: 'whole' },
    revisions: { table: profileRevisions, by: 'whole' },
    identities: { table: profileIdentities, by: 'whole' },
  },
  writes: eventHashes,
  params: z.strictObject({}),
  model: new URL('./event-hashes.sql', import.meta.url),
});
