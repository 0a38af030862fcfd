import { int32, int64, list, text, timestamp } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { profileScalars, profileSets, profileTypeOne } from './profile-columns.ts';

/**
 * The stored form of delivered records (section 11 of the law: passthrough, set hashes, validation flags). A record that repeats,
 * byte for byte, the newest delivery of its customer has the silver form of that one and makes no row.
 */
export const standardizedProfiles = defineTable({
  name: 'vw_customer_profile_standardized',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'Delivered profiles in the form they are stored in: trimmed, mapped to codes, sets parsed, with validation flags.',
  columns: {
    batch_id: text({ description: 'Batch the record came with (ops_profile_batches)' }),
    record: int64({ description: 'Position of the record in its batch, from 1' }),
    customer_id: text({ description: 'Customer, trimmed', pii: 'quasi' }),
    kind: text({ description: 'profile, delete or retract' }),
    valid_ts: timestamp({ description: 'From when it holds: last_modified_ts, else extract_ts; never after extract_ts', unit: 'us UTC' }),
    extract_ts: timestamp({ description: 'When the source was read', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When the batch was loaded', unit: 'us UTC' }),
    ...profileScalars,
    ...profileTypeOne,
    ...profileSets,
    source_of_income_set_hash: text({ description: 'SHA-256 of the members joined by |' }),
    purpose_of_investment_set_hash: text({ description: 'SHA-256 of the members joined by |' }),
    profile_hash: text({
      description: 'SHA-256 of the canonical string of section 8 of the law; null where there is none',
      nullable: true,
    }),
    material_key: text({
      description: 'What tells equal profiles where the hash does not: filled only if a text holds | or is __NULL__',
      nullable: true,
    }),
    last_modified_ts: timestamp({
      description: 'When the source changed the row; null where it does not say',
      unit: 'us UTC',
      nullable: true,
    }),
    dq_codes: list({ kind: 'text' })({ description: 'Findings of the quality rules, in the order of the columns' }),
    monitors: list({ kind: 'text' })({ description: 'Findings that are only watched, such as NOT_NFC' }),
    unmapped: list({ kind: 'text' })({ description: 'Columns whose value is in no catalog' }),
    completeness_present: int32({ description: 'Of the 8 required items (section 13), how many are present' }),
  },
});
