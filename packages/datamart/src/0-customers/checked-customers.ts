import { bool, defineTable, int64, text, timestamp } from '@audit/contract';

/** A landed customer record by the contract, or the first reason against it. Lives in memory until its file has ended. */
export const checkedCustomers = defineTable({
  name: 'checked_customers',
  layer: 'silver',
  grain: ['record'],
  description: 'One row per landed record; where problem is null, the other columns are those of customer_records.',
  columns: {
    record: int64({ description: 'Position of the record in its file, from 1' }),
    problem: text({
      description: "Reason code and column, such as 'BAD_BOOLEAN is_visible'; null where the record is good",
      nullable: true,
    }),
    is_hidden: bool({ description: 'Left out: good but not visible, and visibility is enforced' }),
    customer_id: text({ description: 'Customer, trimmed', pii: 'quasi', nullable: true }),
    acquisition_ts: timestamp({ description: 'When the customer was won', unit: 'us UTC', nullable: true }),
    source_system: text({ description: 'Its own source system, trimmed, else that of the load', nullable: true }),
    is_visible: bool({ description: 'True when the record does not say' }),
    metadata: text({ description: 'JSON object without spacing; {} when absent', pii: 'direct', nullable: true }),
  },
});
