import { bool, int64, list, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** Accepted customer records, one per record of a source file: what the merge reads. */
export const customerRecords = defineTable({
  name: 'customer_records',
  layer: 'silver',
  grain: ['seen'],
  description: 'Customer records that satisfy the customer contract, in order of arrival.',
  columns: {
    seen: int64({ description: 'Position among all accepted records, from 1, in order of arrival' }),
    source_id: text({ description: 'File the record came from: first 16 hex digits of its SHA-256' }),
    record: int64({ description: 'Position of the record in its file, from 1' }),
    customer_id: text({ description: 'Customer, trimmed', pii: 'quasi' }),
    acquisition_ts: timestamp({ description: 'When the customer was won, according to this record', unit: 'us UTC' }),
    source_system: text({ description: 'System the record comes from; its own value, else that of the load' }),
    is_visible: bool({ description: 'Whether the customer may be shown; true when the record does not say' }),
    metadata: text({ description: 'JSON object of further facts; {} when there are none', pii: 'direct' }),
  },
});

/** One row per customer, merged over all source systems. Columns `<field>_seen` are its lineage: the record that gave the value. */
export const customers = defineTable({
  name: 'customers',
  layer: 'silver',
  grain: ['customer_id'],
  description: 'Customers merged by exact id: by default earliest acquisition, visible if visible anywhere, later metadata wins per key.',
  columns: {
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    acquisition_ts: timestamp({ description: 'The earliest by default', unit: 'us UTC' }),
    source_system: text({ description: 'The first seen by default' }),
    is_visible: bool({ description: 'True if any record says so, by default' }),
    metadata: text({ description: 'JSON object; shallow merge, by default the later record wins a key', pii: 'direct' }),
    source_systems: list({ kind: 'text' })({ description: 'All source systems, in order of first sight' }),
    record_count: int64({ description: 'Records merged' }),
    first_seen: int64({ description: 'customer_records.seen of its first record: the order of output' }),
    acquisition_ts_seen: int64({ description: 'customer_records.seen of the record that gave acquisition_ts' }),
    source_system_seen: int64({ description: 'customer_records.seen of the record that gave source_system' }),
    is_visible_seen: int64({ description: 'customer_records.seen of the record that gave is_visible' }),
    metadata_seen: text({ description: 'JSON object: key of metadata to customer_records.seen of the record that gave its value' }),
  },
  laws: {
    has_records: { columns: ['record_count'], holds: (c) => `${c.record_count} >= 1` },
    lineage_is_ours: {
      columns: ['first_seen', 'acquisition_ts_seen', 'source_system_seen', 'is_visible_seen'],
      holds: (c) =>
        `${c.first_seen} <= ${c.acquisition_ts_seen} AND ${c.first_seen} <= ${c.source_system_seen} AND ${c.first_seen} <= ${c.is_visible_seen}`,
    },
  },
});

/** Fields on which the records of one customer disagree. */
export const customerConflicts = defineTable({
  name: 'customer_conflicts',
  layer: 'silver',
  grain: ['customer_id', 'field'],
  description: 'Fields for which the records of a customer give different values: what was kept and what was not.',
  columns: {
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    field: text({ description: 'acquisition_ts, is_visible, or metadata.<key>; several source systems are no conflict' }),
    kept: text({ description: 'The value kept: ISO instant, true or false, or JSON', pii: 'direct' }),
    kept_seen: int64({ description: 'customer_records.seen of the record that gave it' }),
    discarded: list({ kind: 'text' })({ description: 'The other values, distinct, in order of first sight', pii: 'direct' }),
  },
});
