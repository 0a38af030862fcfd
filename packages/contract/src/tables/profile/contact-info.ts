import { bool, int64, text, timestamp } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** Contact channels, versioned by themselves: a new phone number never makes a new profile version (section 4 of the law, planned). */
export const customerContactInfo = defineTable({
  name: 'customer_contact_info',
  layer: 'curated',
  grain: ['customer_id', 'channel', 'effective_start_ts'],
  description: 'One row per customer, channel and value, from when to when it held.',
  columns: {
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    channel: text({ description: 'Upper case, such as EMAIL or PHONE' }),
    value: text({ description: 'Address or number, trimmed; null where it was withdrawn', pii: 'direct', nullable: true }),
    effective_start_ts: timestamp({ description: 'First instant at which it holds', unit: 'us UTC' }),
    effective_end_ts: timestamp({ description: 'Last instant at which it holds; null while it does', unit: 'us UTC', nullable: true }),
    is_current: bool({ description: 'Whether it holds now' }),
    source_id: text({ description: 'File it came from: first 16 hex digits of its SHA-256' }),
    record: int64({ description: 'Position of the record in its file, from 1' }),
    load_ts: timestamp({ description: 'When it was loaded', unit: 'us UTC' }),
  },
});
