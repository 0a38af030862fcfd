import { bool, decimal, defineTable, int64, text, timestamp } from '@audit/contract';

/** A landed transaction as a typed line, or the first reason why it is none. Lives in memory until its file has ended well. */
export const checkedLines = defineTable({
  name: 'checked_lines',
  layer: 'silver',
  grain: ['record'],
  description: 'One row per landed transaction; where problem is null, the other columns are those of transaction_lines.',
  columns: {
    record: int64({ description: 'Position of the record in its file, from 1' }),
    problem: text({
      description: "Reason code and column, such as 'BAD_NUMBER unit_price'; null where the line is accepted",
      nullable: true,
    }),
    order_id: text({ description: 'Order, trimmed', nullable: true }),
    line_id: text({ description: 'Line within the order, trimmed; blank is null', nullable: true }),
    customer_id: text({ description: 'Customer, trimmed', pii: 'quasi', nullable: true }),
    event_ts: timestamp({ description: 'When the line happened', unit: 'us UTC', nullable: true }),
    product_id: text({ description: 'Product, trimmed; blank is null', nullable: true }),
    quantity: decimal(18, 6)({ description: 'Units', unit: 'units', nullable: true }),
    line_total: decimal(38, 16)({ description: 'Line amount after discount, before tax', unit: 'currency', nullable: true }),
    line_margin: decimal(38, 16)({ description: 'Line margin; null when no cost is given', unit: 'currency', nullable: true }),
    currency: text({ description: 'ISO 4217 code in capitals; blank is null', nullable: true }),
    status: text({ description: 'Status as received', nullable: true }),
    channel: text({ description: 'Sales channel as received', nullable: true }),
    is_return: bool({ description: 'Quantity or total is negative', nullable: true }),
  },
});
