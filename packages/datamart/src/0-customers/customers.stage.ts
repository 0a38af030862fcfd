import { customerRecords, customers } from '@audit/contract';
import { defineStage, textLiteral } from '@audit/warehouse';
import { priorityMark, survivorshipParams } from './survivorship-params.ts';

/** Customer records → customers, with the lineage of each field, for any number of records. Keyed by customer. */
export const customersStage = defineStage({
  id: 'datamart/customers',
  reads: { records: { table: customerRecords, by: { customer_id: 'customer_id' } } },
  writes: customers,
  key: ['customer_id'],
  params: survivorshipParams,
  // 2^40 records; with ranks up to 2^20 (the most letters a record has) that fits a BIGINT.
  constants: { mark: textLiteral(priorityMark), positions: 'CAST(1099511627776 AS BIGINT)' },
  model: new URL('./customers.sql', import.meta.url),
  checks: {
    every_record_merged: `SELECT r.n AS records, c.n AS merged
      FROM (SELECT COUNT(*) AS n FROM records) r
      CROSS JOIN (SELECT COALESCE(SUM(record_count), 0) AS n FROM customers) c
      WHERE r.n <> c.n`,
  },
});
