import { defineTable, int64, text, timestamp } from '@audit/contract';

/** Delivered corrections as they are understood, and why one is refused. Lives in memory. */
export const judgedCorrections = defineTable({
  name: 'judged_corrections',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'One row per delivered correction; where problem is null, it is accepted, and action and start are not null.',
  columns: {
    customer_id: text({ description: 'Customer, trimmed', pii: 'quasi', nullable: true }),
    effective_start_ts: timestamp({ description: 'First instant it is about', unit: 'us UTC', nullable: true }),
    effective_end_ts: timestamp({ description: 'Last instant it is about', unit: 'us UTC', nullable: true }),
    action: text({ description: 'profile or retract', nullable: true }),
    reason: text({ description: 'Why, trimmed', nullable: true }),
    ticket: text({ description: 'Where it was asked for, trimmed', nullable: true }),
    approver: text({ description: 'Who approved it, trimmed', nullable: true }),
    extract_ts: timestamp({ description: 'When the corrections were drawn up', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When the batch is loaded', unit: 'us UTC' }),
    batch_id: text({ description: 'Batch' }),
    record: int64({ description: 'Position in the batch, from 1' }),
    problem: text({ description: 'Reason code and column, separated by a space; null where it is accepted', nullable: true }),
  },
});
