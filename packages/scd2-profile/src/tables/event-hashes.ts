import { defineTable, text } from '@audit/contract';

/** The hashes an audit event names. Lives in memory. */
export const eventHashes = defineTable({
  name: 'event_hashes',
  layer: 'curated',
  grain: ['event_id'],
  description: 'For each audit event the hashes of the versions in force before and after, as the identities have them.',
  columns: {
    event_id: text({ description: 'Event' }),
    previous_profile_hash: text({ description: 'Hash of what was in force there before', nullable: true }),
    new_profile_hash: text({ description: 'Hash of what is in force there now', nullable: true }),
  },
});
