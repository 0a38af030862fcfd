import { defineTable, int64, text, timestamp } from '@audit/contract';

/** The canonical strings of stored profiles, for people who want to see what was hashed. Lives in memory. */
export const canonicalRecords = defineTable({
  name: 'canonical_records',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'The canonical string of section 8 of the law for each stored profile, and its hash.',
  columns: {
    batch_id: text({ description: 'Batch' }),
    record: int64({ description: 'Position in the batch, from 1' }),
    load_ts: timestamp({ description: 'When the batch was loaded', unit: 'us UTC' }),
    canonical: text({ description: 'The seventeen parts, joined', pii: 'direct' }),
    profile_hash: text({ description: 'SHA-256 of it' }),
  },
});
