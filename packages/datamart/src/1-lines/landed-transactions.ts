import { defineTable, int32, int64, text, timestamp } from '@audit/contract';

const given = (column: string) => text({ description: `${column} as spelled in the input`, nullable: true });

/** Transactions as intake lands them: every value as it was spelled, times read. Lives in memory for one block. */
export const landedTransactions = defineTable({
  name: 'landed_transactions',
  layer: 'bronze',
  grain: ['record'],
  description: 'One row per record of an input file, with the fault intake found in it, if any.',
  columns: {
    record: int64({ description: 'Position of the record in its file, from 1' }),
    fault: text({ description: 'Reason code intake found', nullable: true }),
    fault_column: text({ description: 'Column at fault', nullable: true }),
    order_id: given('order_id'),
    customer_id: given('customer_id'),
    event_ts: timestamp({ description: 'UTC if event_ts_is 1, wall clock if 2', unit: 'us', nullable: true }),
    event_ts_is: int32({ description: '0 absent, 1 with offset, 2 without, 3 unreadable' }),
    order_ts: timestamp({ description: 'UTC if order_ts_is 1, wall clock if 2', unit: 'us', nullable: true }),
    order_ts_is: int32({ description: '0 absent, 1 with offset, 2 without, 3 unreadable' }),
    product_id: given('product_id'),
    line_id: given('line_id'),
    quantity: given('quantity'),
    unit_price: given('unit_price'),
    line_total: given('line_total'),
    line_margin: given('line_margin'),
    unit_margin: given('unit_margin'),
    unit_cost: given('unit_cost'),
    discount: given('discount'),
    currency: given('currency'),
    status: given('status'),
    channel: given('channel'),
  },
});
