import { bool, defineTable, int64, text, timestamp } from '@audit/contract';

/** What the observations of a customer add up to. Lives in memory. */
export const believedVersions = defineTable({
  name: 'believed_versions',
  layer: 'curated',
  grain: ['customer_id', 'effective_start_ts'],
  description: 'The versions the observations add up to: maximal intervals of one material state.',
  columns: {
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    effective_start_ts: timestamp({ description: 'First instant', unit: 'us UTC' }),
    effective_end_ts: timestamp({ description: 'Last instant; null while current', unit: 'us UTC', nullable: true }),
    ends_by_delete: bool({ description: 'Whether a delete ends it, not another version' }),
    profile_hash: text({ description: 'Hash of its content' }),
    material_key: text({ description: 'As in curated_profile_observations', nullable: true }),
    batch_id: text({ description: 'Batch of the observation that presents it: the last of its state' }),
    record: int64({ description: 'Its position in the batch' }),
  },
});
