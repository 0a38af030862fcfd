import { defineTable, int64, text } from '@audit/contract';

/** Hashes made again from what is stored. Lives in memory. */
export const recomputedHashes = defineTable({
  name: 'recomputed_hashes',
  layer: 'curated',
  grain: ['customer_profile_version_sk'],
  description: 'For each believed version the hash it has, and the hash of its row and its bridges.',
  columns: {
    customer_profile_version_sk: int64({ description: 'Version' }),
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    profile_hash: text({ description: 'Hash as stored' }),
    recomputed_hash: text({ description: 'Hash of the stored row and the members in the bridges' }),
  },
});
