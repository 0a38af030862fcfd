import { defineTable, int64, text } from '@audit/contract';

/** Records that share their customer with another record of their batch: only these can contradict each other. */
export const repeatedRecords = defineTable({
  name: 'repeated_records',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'One row per delivered record whose customer has more than one in the batch.',
  columns: {
    batch_id: text({ description: 'Batch the record came with' }),
    record: int64({ description: 'Position of the record in its batch, from 1' }),
  },
});
