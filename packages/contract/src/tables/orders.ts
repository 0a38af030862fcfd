import { decimal, int64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** One row per order (founding document 000, "order-level aggregations"). */
export const orders = defineTable({
  name: 'orders',
  layer: 'gold',
  grain: ['order_id'],
  cluster: ['customer_id', 'order_ts', 'order_id'],
  description: 'One row per order: totals of its lines, money rounded half away from zero once.',
  columns: {
    order_id: text({ description: 'Order' }),
    customer_id: text({ description: 'Customer, one per order', pii: 'quasi' }),
    order_ts: timestamp({ description: 'Time of the order: its first line', unit: 'us UTC' }),
    first_item_ts: timestamp({ description: 'First line', unit: 'us UTC' }),
    last_item_ts: timestamp({ description: 'Last line', unit: 'us UTC' }),
    total_spend: decimal(38, 4)({ description: 'Sum of line totals, rounded to the minor unit', unit: 'currency' }),
    total_margin: decimal(
      38,
      4,
    )({ description: 'Sum of line margins, rounded; null when any line has none', unit: 'currency', nullable: true }),
    total_quantity: decimal(38, 6)({ description: 'Sum of quantities', unit: 'units' }),
    distinct_products: int64({ description: 'Distinct products; lines without one are not counted' }),
    line_count: int64({ description: 'Lines' }),
    lines_without_margin: int64({ description: 'Lines for which no cost is known' }),
    returned_spend: decimal(38, 4)({ description: 'Sum of negative line totals as a positive amount, rounded', unit: 'currency' }),
    returned_quantity: decimal(38, 6)({ description: 'Sum of negative quantities as a positive number', unit: 'units' }),
    return_lines: int64({ description: 'Lines that are returns' }),
    currency: text({ description: 'ISO 4217 code, where the source gives one', nullable: true }),
  },
  laws: {
    time_runs_forward: { columns: ['first_item_ts', 'last_item_ts'], holds: (c) => `${c.first_item_ts} <= ${c.last_item_ts}` },
    has_lines: { columns: ['line_count'], holds: (c) => `${c.line_count} >= 1` },
    margin_known_or_counted: {
      columns: ['total_margin', 'lines_without_margin'],
      holds: (c) => `(${c.total_margin} IS NULL) = (${c.lines_without_margin} > 0)`,
    },
  },
});
