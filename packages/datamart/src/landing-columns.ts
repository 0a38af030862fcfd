import { int64, text } from '@audit/contract';

/** Columns of every relation intake lands, before those of its fields. */
export const landingColumns = {
  record: int64({ description: 'Position of the record in its file, from 1' }),
  fault: text({ description: 'Reason code intake found', nullable: true }),
  fault_column: text({ description: 'Column at fault', nullable: true }),
};
