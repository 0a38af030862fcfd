import { bool, defineTable, int32, text, timestamp } from '@audit/contract';
import type { Field } from '@audit/warehouse';
import { landingColumns } from '../landing-columns.ts';

/** Customer records as intake lands them. Lives in memory for one block. */
export const landedCustomers = defineTable({
  name: 'landed_customers',
  layer: 'bronze',
  grain: ['record'],
  description: 'One row per record of an input file, with the fault intake found in it, if any.',
  columns: {
    ...landingColumns,
    customer_id: text({ description: 'customer_id as spelled in the input', pii: 'quasi', nullable: true }),
    acquisition_ts: timestamp({ description: 'UTC if acquisition_ts_is 1, wall clock if 2', unit: 'us', nullable: true }),
    acquisition_ts_is: int32({ description: '0 absent, 1 with offset, 2 without, 3 unreadable' }),
    source_system: text({ description: 'source_system as spelled in the input', nullable: true }),
    is_visible: bool({ description: 'Null unless is_visible_is 1', nullable: true }),
    is_visible_is: int32({ description: '0 absent, 1 true or false, 3 anything else' }),
    metadata: text({ description: 'JSON as spelled in the input; of a CSV file the cell', pii: 'direct', nullable: true }),
  },
});

/** What intake reads of a customer record. */
export const customerFields: readonly Field[] = [
  { name: 'customer_id', kind: 'text' },
  { name: 'acquisition_ts', kind: 'instant' },
  { name: 'source_system', kind: 'text' },
  { name: 'is_visible', kind: 'flag' },
  { name: 'metadata', kind: 'json' },
];
