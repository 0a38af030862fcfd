import { decimal, int64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** Calendar periods a mart can be cut by; weeks are ISO weeks, from Monday. */
export const granularities = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Granularity = (typeof granularities)[number];

const periodColumns = {
  customer_id: text({ description: 'Customer', pii: 'quasi' }),
  period_start: timestamp({ description: 'UTC instant of the first midnight of the period in the business zone', unit: 'us UTC' }),
  period_end: timestamp({ description: 'UTC instant of the first midnight after the period (exclusive)', unit: 'us UTC' }),
  total_orders: int64({ description: 'Orders whose order_ts lies in the period' }),
  total_spend: decimal(38, 4)({ description: 'Sum of the rounded orders', unit: 'currency' }),
  total_margin: decimal(
    38,
    4,
  )({ description: 'Sum of the rounded orders; null when any order has none', unit: 'currency', nullable: true }),
  total_quantity: decimal(38, 6)({ description: 'Sum of quantities', unit: 'units' }),
  last_transaction_ts: timestamp({ description: 'Latest order_ts', unit: 'us UTC' }),
  orders_without_margin: int64({ description: 'Orders whose margin is unknown' }),
  returned_spend: decimal(38, 4)({ description: 'Sum of the orders’ returned spend', unit: 'currency' }),
  returned_quantity: decimal(38, 6)({ description: 'Sum of the orders’ returned quantity', unit: 'units' }),
  return_lines: int64({ description: 'Lines that are returns' }),
  currency: text({ description: 'ISO 4217 code, where the source gives one', nullable: true }),
} as const;

/** One row per customer and calendar period with at least one order (founding document 000). */
const customerPeriod = (granularity: Granularity) =>
  defineTable({
    name: `customer_period_${granularity}`,
    layer: 'gold',
    grain: ['customer_id', 'period_start'],
    description: `One row per customer and ${granularity} with an order; an order belongs whole to the period of its order_ts.`,
    columns: periodColumns,
    laws: {
      half_open: { columns: ['period_start', 'period_end'], holds: (c) => `${c.period_start} < ${c.period_end}` },
      last_transaction_inside: {
        columns: ['period_start', 'period_end', 'last_transaction_ts'],
        holds: (c) => `${c.last_transaction_ts} >= ${c.period_start} AND ${c.last_transaction_ts} < ${c.period_end}`,
      },
    },
  });

export const customerPeriods: Readonly<Record<Granularity, ReturnType<typeof customerPeriod>>> = {
  day: customerPeriod('day'),
  week: customerPeriod('week'),
  month: customerPeriod('month'),
  quarter: customerPeriod('quarter'),
  year: customerPeriod('year'),
};
