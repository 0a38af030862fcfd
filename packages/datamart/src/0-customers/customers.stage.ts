import { customerRecords, customers } from '@audit/contract';
import { defineStage, textLiteral } from '@audit/warehouse';
import { priorityMark, survivorshipParams } from './survivorship-params.ts';

/** Customer records → customers, with the lineage of each field, for any number of records. Keyed by customer. */
export const customersStage = defineStage({
  id: 'datamart/customers',
  reads: { records: { table: customerRecords, by: { customer_id: 'customer_id' } } },
  writes: customers,
  key: ['customer_id'],
  heldRowBytes: 800,
  params: survivorshipParams,
  // 2^40 records, and 2^20 letters, the most a record has: packed together with a flag they fit a BIGINT.
  constants: { mark: textLiteral(priorityMark), positions: 'CAST(1099511627776 AS BIGINT)', letters: '1048576' },
  model: new URL('./customers.sql', import.meta.url),
  checks: {
    every_record_merged: `SELECT r.n AS records, c.n AS merged
      FROM (SELECT COUNT(*) AS n FROM records) r
      CROSS JOIN (SELECT COALESCE(SUM(record_count), 0) AS n FROM customers) c
      WHERE r.n <> c.n`,
  },
});
