import { bool, decimal, int64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** Accepted transaction lines, as cleaned at intake: the one source of orders and periods. */
export const transactionLines = defineTable({
  name: 'transaction_lines',
  layer: 'silver',
  grain: ['source_id', 'record'],
  description: 'Accepted transaction lines: typed, trimmed, amounts computed, one row per line of a source file.',
  columns: {
    source_id: text({ description: 'File the line came from: first 16 hex digits of its SHA-256 (see ops_input_files)' }),
    record: int64({ description: 'Position of the record in its file, from 1' }),
    order_id: text({ description: 'Order, trimmed' }),
    line_id: text({ description: 'Line within the order, where the source gives one', nullable: true }),
    customer_id: text({ description: 'Customer, trimmed', pii: 'quasi' }),
    event_ts: timestamp({ description: 'When the line happened', unit: 'us UTC' }),
    product_id: text({ description: 'Product; blank is null', nullable: true }),
    quantity: decimal(18, 6)({ description: 'Units; negative for a return', unit: 'units' }),
    line_total: decimal(38, 16)({ description: 'Line amount after discount, before tax', unit: 'currency' }),
    line_margin: decimal(38, 16)({ description: 'Line margin; null when no cost is given', unit: 'currency', nullable: true }),
    currency: text({ description: 'ISO 4217 code, where the source gives one', nullable: true }),
    status: text({ description: 'Status as received', nullable: true }),
    channel: text({ description: 'Sales channel as received', nullable: true }),
    is_return: bool({ description: 'Quantity or total is negative' }),
  },
});
