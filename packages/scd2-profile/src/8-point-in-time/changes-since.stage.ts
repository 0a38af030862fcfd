import { profileAuditEvents, profileRevisions } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { hashVersionParam } from '../canonical/hash-version.ts';
import { profileChanges } from '../tables/profile-changes.ts';

/** Audit events → those that somebody is still to be told of. */
export const changesSinceStage = defineStage({
  id: 'scd2-profile/changes-since',
  reads: { events: { table: profileAuditEvents, by: 'whole' }, revisions: { table: profileRevisions, by: 'whole' } },
  writes: profileChanges,
  params: z.strictObject({
    after: z.iso.datetime(),
    event_id: z.string().nullable(),
    /** Names with a space between; empty for all. */
    attributes: z.string(),
    hash_version: hashVersionParam,
  }),
  constants: {
    columns: Object.keys(profileAuditEvents.columns)
      .map((name) => `e.${name} AS ${name}`)
      .join(', '),
  },
  model: new URL('./changes-since.sql', import.meta.url),
});
