import { orders, transactionLines } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** Lines → orders. Keyed by order: a late line recomputes its order and no other. */
export const ordersStage = defineStage({
  id: 'datamart/orders',
  reads: { lines: { table: transactionLines, by: { order_id: 'order_id' } } },
  writes: orders,
  key: ['order_id'],
  params: z.strictObject({
    /** Lines of these statuses are left out of the marts; they stay in the lines. */
    exclude_status: z.array(z.string()),
  }),
  model: new URL('./orders.sql', import.meta.url),
  checks: {
    one_customer: 'SELECT order_id FROM orders WHERE customer_id IS NULL',
    every_line_counted: `SELECT a.n AS lines_in, b.n AS lines_counted
      FROM (SELECT COUNT(*) AS n FROM lines WHERE NOT COALESCE(status IN $exclude_status, FALSE)) a
      CROSS JOIN (SELECT COALESCE(SUM(line_count), 0) AS n FROM orders) b
      WHERE a.n <> b.n`,
  },
});
