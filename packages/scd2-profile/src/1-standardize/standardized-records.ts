import { defineTable, list, text, timestamp } from '@audit/contract';
import { standardizedProfiles } from '@audit/contract/profile';

const { dq_codes: _, ...stored } = standardizedProfiles.columns;

/** Delivered records in their stored form, before they are hashed and compared with each other. */
export const standardizedRecords = defineTable({
  name: 'standardized_records',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'One row per delivered record, in the form it is stored in, with what the quality rules find in it alone.',
  columns: {
    ...stored,
    customer_id: text({ description: 'Customer, trimmed; blank is null', pii: 'quasi', nullable: true }),
    findings: text({ description: 'Codes of the quality rules, separated by spaces, in the order of the columns' }),
    problem: text({ description: 'Why the record is refused; null where it is not', nullable: true }),
    valid_ts: timestamp({ description: 'From when the record holds: last_modified_ts, at most extract_ts', unit: 'us UTC' }),
    extract_ts: timestamp({ description: 'When the source was read', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When the batch was loaded', unit: 'us UTC' }),
    unmapped: list({ kind: 'text' })({ description: 'Columns with a value that no catalog knows' }),
    monitors: list({ kind: 'text' })({ description: 'Findings that are counted only (ops_profile_monitor)' }),
  },
});
