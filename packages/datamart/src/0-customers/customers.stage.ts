import { customerRecords, customers } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** Customer records → customers, with the lineage of each field, for any number of records. Keyed by customer. */
export const customersStage = defineStage({
  id: 'datamart/customers',
  reads: { records: { table: customerRecords, by: { customer_id: 'customer_id' } } },
  writes: customers,
  key: ['customer_id'],
  params: z.strictObject({}),
  model: new URL('./customers.sql', import.meta.url),
  checks: {
    every_record_merged: `SELECT r.n AS records, c.n AS merged
      FROM (SELECT COUNT(*) AS n FROM records) r
      CROSS JOIN (SELECT COALESCE(SUM(record_count), 0) AS n FROM customers) c
      WHERE r.n <> c.n`,
  },
});
