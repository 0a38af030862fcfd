import { defineTable, int64, text } from '@audit/contract';

/** Records that say something else than an earlier one of the batch says of the same customer at the same time. */
export const contestedRecords = defineTable({
  name: 'contested_records',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'One row per record with an earlier one of the same customer, valid time and another stored form in its batch.',
  columns: {
    batch_id: text({ description: 'Batch the record came with' }),
    record: int64({ description: 'Position of the record in its batch, from 1' }),
  },
});
