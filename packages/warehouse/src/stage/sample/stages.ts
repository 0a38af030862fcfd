import { z } from 'zod';
import { defineStage } from '../define-stage.ts';
import { lines, orders, quarters, ranks } from './tables.ts';

export const ordersStage = defineStage({
  id: 'sample/orders',
  reads: { lines: { table: lines, by: { order_id: 'order_id' } } },
  writes: orders,
  key: ['order_id'],
  params: z.strictObject({}),
  model: `
    SELECT
      order_id,
      MIN(customer_id)                          AS customer_id, -- equal on every line: check one_customer
      MIN(event_ts)                             AS first_ts,
      MAX(event_ts)                             AS last_ts,
      @money(ROUND(SUM(spend), 2), 18, 2)       AS total_spend,
      @money(ROUND(@sum_all(margin), 2), 18, 2) AS total_margin,
      COUNT(*)                                  AS line_count
    FROM lines
    GROUP BY order_id`,
  checks: {
    one_customer: `SELECT order_id, MIN(customer_id) AS one, MAX(customer_id) AS other, MIN(card_number) AS card_number
      FROM lines GROUP BY order_id HAVING MIN(customer_id) <> MAX(customer_id)`,
    every_line_counted: `SELECT a.n AS lines_in, b.n AS lines_out FROM (SELECT COUNT(*) AS n FROM lines) a
      CROSS JOIN (SELECT COALESCE(SUM(line_count), 0) AS n FROM orders) b WHERE a.n <> b.n`,
  },
});

export const quartersStage = defineStage({
  id: 'sample/quarters',
  reads: { orders: { table: orders, by: { customer_id: 'customer_id' } } },
  writes: quarters,
  key: ['customer_id'],
  params: z.strictObject({ since: z.iso.datetime().default('1970-01-01T00:00:00Z') }),
  constants: { unit: 'quarter' },
  model: `
    WITH dated AS (SELECT customer_id, total_spend, @trunc_date({unit}, first_ts) AS period_start FROM orders WHERE first_ts >= @timestamp($since))
    SELECT customer_id, period_start, @next_period({unit}, period_start) AS period_end,
      COUNT(*) AS total_orders, @money(SUM(total_spend), 18, 2) AS total_spend
    FROM dated
    GROUP BY customer_id, period_start`,
});

/** A stage that claims a key it has not: the place of an order depends on all orders. */
export const falselyKeyed = defineStage({
  id: 'sample/ranks',
  reads: { orders: { table: orders, by: { order_id: 'order_id' } } },
  writes: ranks,
  key: ['order_id'],
  params: z.strictObject({}),
  model: `SELECT order_id, RANK() OVER (ORDER BY total_spend DESC NULLS LAST) AS place FROM orders`,
});
