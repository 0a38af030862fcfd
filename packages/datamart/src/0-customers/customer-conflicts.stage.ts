import { customerConflicts, customerRecords, customers } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** Customer records and the customers merged from them → the fields the records disagree on. Keyed by customer. */
export const customerConflictsStage = defineStage({
  id: 'datamart/customer-conflicts',
  reads: {
    records: { table: customerRecords, by: { customer_id: 'customer_id' } },
    customers: { table: customers, by: { customer_id: 'customer_id' } },
  },
  writes: customerConflicts,
  key: ['customer_id'],
  heldRowBytes: 600,
  params: z.strictObject({}),
  model: new URL('./customer-conflicts.sql', import.meta.url),
});
