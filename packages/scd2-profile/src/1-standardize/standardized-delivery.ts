import { defineTable, list, text, timestamp } from '@audit/contract';
import { standardizedProfiles } from '@audit/contract/profile';

/** A delivery as history is made of it: the stored form of every record, its valid time, its hash. Lives in memory. */
export const standardizedDelivery = defineTable({
  name: 'standardized_delivery',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'One row per delivered record; where problem is null, its first columns are those of vw_customer_profile_standardized.',
  columns: {
    ...standardizedProfiles.columns,
    customer_id: text({ description: 'Customer, trimmed; null where it is blank', pii: 'quasi', nullable: true }),
    problem: text({ description: 'QUARANTINED_CUSTOMER_ID: blank, or longer than 50 characters; else null', nullable: true }),
    valid_ts: timestamp({ description: 'From when the record holds: last_modified_ts, at most extract_ts', unit: 'us UTC' }),
    profile_hash: text({ description: 'SHA-256 of the canonical string; null for a delete', nullable: true }),
    material_key: text({ description: 'As in curated_dim_customer_profile', nullable: true }),
    extract_ts: timestamp({ description: 'When the source was read', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When the batch was loaded', unit: 'us UTC' }),
    unmapped: list({ kind: 'text' })({ description: 'Columns with a value that no catalog knows' }),
    monitors: list({ kind: 'text' })({ description: 'Findings that are counted only (ops_profile_monitor)' }),
  },
});
