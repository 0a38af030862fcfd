import { bool, defineTable, int32, int64, text, timestamp } from '@audit/contract';

/** What a load does to each version of the customers it touches. Lives in memory. */
export const versionChanges = defineTable({
  name: 'version_changes',
  layer: 'curated',
  grain: ['customer_profile_version_sk'],
  description: 'Versions believed now or before: entered, moved (another end), kept or left.',
  columns: {
    change: text({ description: 'entered, moved, kept or left' }),
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    customer_profile_version_sk: int64({ description: 'Its key, a new one if it entered' }),
    version_num: int32({ description: 'Its number, a new one if it entered' }),
    effective_start_ts: timestamp({ description: 'First instant', unit: 'us UTC' }),
    effective_end_ts: timestamp({ description: 'Last instant now; of one that left, before', unit: 'us UTC', nullable: true }),
    ends_by_delete: bool({ description: 'Whether a delete ends it now' }),
    load_ts: timestamp({ description: 'When it entered belief', unit: 'us UTC' }),
    profile_hash: text({ description: 'Hash of its content' }),
    material_key: text({ description: 'As in curated_profile_observations', nullable: true }),
    batch_id: text({ description: 'Batch of the observation that presents it now; of one that left, before' }),
    record: int64({ description: 'Its position in the batch' }),
  },
});
