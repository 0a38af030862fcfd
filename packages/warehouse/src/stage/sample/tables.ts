import { date, decimal, defineTable, int64, text, timestamp } from '@audit/contract';

/** Small tables for the tests of the stage runner. */
export const lines = defineTable({
  name: 'lines',
  layer: 'silver',
  grain: ['line_id'],
  description: 'Sample lines.',
  columns: {
    line_id: int64({ description: 'Line' }),
    order_id: text({ description: 'Order' }),
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    event_ts: timestamp({ description: 'When', unit: 'us UTC' }),
    quantity: decimal(18, 6)({ description: 'Units' }),
    spend: decimal(38, 9)({ description: 'Amount', unit: 'currency' }),
    margin: decimal(38, 9)({ description: 'Margin', unit: 'currency', nullable: true }),
    card_number: text({ description: 'A direct identifier', pii: 'direct', nullable: true }),
  },
});

export const orders = defineTable({
  name: 'orders',
  layer: 'gold',
  grain: ['order_id'],
  cluster: ['customer_id', 'order_id'],
  description: 'Sample orders.',
  columns: {
    order_id: text({ description: 'Order' }),
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    first_ts: timestamp({ description: 'First line', unit: 'us UTC' }),
    last_ts: timestamp({ description: 'Last line', unit: 'us UTC' }),
    total_spend: decimal(18, 2)({ description: 'Sum, rounded once', unit: 'currency' }),
    total_margin: decimal(18, 2)({ description: 'NULL when a line has none', unit: 'currency', nullable: true }),
    line_count: int64({ description: 'Lines' }),
  },
  laws: { time_runs_forward: { columns: ['first_ts', 'last_ts'], holds: (c) => `${c.first_ts} <= ${c.last_ts}` } },
});

export const quarters = defineTable({
  name: 'quarters',
  layer: 'gold',
  grain: ['customer_id', 'period_start'],
  description: 'Sample periods.',
  columns: {
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    period_start: date({ description: 'First day' }),
    period_end: date({ description: 'First day after' }),
    total_orders: int64({ description: 'Orders' }),
    total_spend: decimal(18, 2)({ description: 'Sum', unit: 'currency' }),
  },
});

export const ranks = defineTable({
  name: 'ranks',
  layer: 'gold',
  grain: ['order_id'],
  description: 'Orders by spend.',
  columns: { order_id: text({ description: 'Order' }), place: int64({ description: 'Place among all orders' }) },
});
