import { defineTable } from '@audit/contract';
import { customerProfileStandardized } from '@audit/contract/profile';

/** The records of a batch that do not repeat the newest delivery of their customer. Lives in memory. */
export const freshRecords = defineTable({
  name: 'fresh_records',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'One row per delivered record that is not, byte for byte, what its customer’s newest delivery said.',
  columns: customerProfileStandardized.columns,
});
