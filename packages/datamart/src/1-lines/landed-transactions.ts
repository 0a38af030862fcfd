import { decimal, defineTable, int32, text, timestamp } from '@audit/contract';
import { landingColumns } from '../landing-columns.ts';

const given = (column: string) => text({ description: `${column} as spelled in the input`, nullable: true });

const id = (column: string) => text({ description: `${column}, trimmed`, nullable: true });
const short = (column: string) =>
  decimal(18, 8)({ description: `${column} where it is a plain short number`, unit: 'currency', nullable: true });
const other = (column: string) => text({ description: `${column} as spelled in the input, where it is anything else`, nullable: true });

/** Transactions as intake lands them: times and short numbers read, ids trimmed, other values as they were spelled. Lives in memory for one block. */
export const landedTransactions = defineTable({
  name: 'landed_transactions',
  layer: 'bronze',
  grain: ['record'],
  description: 'One row per record of an input file, with the fault intake found in it, if any.',
  columns: {
    ...landingColumns,
    order_id: id('order_id'),
    customer_id: id('customer_id'),
    event_ts: timestamp({ description: 'UTC if event_ts_is 1, wall clock if 2', unit: 'us', nullable: true }),
    event_ts_is: int32({ description: '0 absent, 1 with offset, 2 without, 3 unreadable' }),
    order_ts: timestamp({ description: 'UTC if order_ts_is 1, wall clock if 2', unit: 'us', nullable: true }),
    order_ts_is: int32({ description: '0 absent, 1 with offset, 2 without, 3 unreadable' }),
    product_id: id('product_id'),
    line_id: id('line_id'),
    quantity: decimal(18, 6)({ description: 'quantity where it is a plain short number', unit: 'units', nullable: true }),
    quantity_text: other('quantity'),
    unit_price: short('unit_price'),
    unit_price_text: other('unit_price'),
    line_total: short('line_total'),
    line_total_text: other('line_total'),
    line_margin: short('line_margin'),
    line_margin_text: other('line_margin'),
    unit_margin: short('unit_margin'),
    unit_margin_text: other('unit_margin'),
    unit_cost: short('unit_cost'),
    unit_cost_text: other('unit_cost'),
    discount: short('discount'),
    discount_text: other('discount'),
    currency: id('currency'),
    status: given('status'),
    channel: given('channel'),
  },
});
