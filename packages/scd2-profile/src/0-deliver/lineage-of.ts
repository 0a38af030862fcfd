import { textLiteral } from '@audit/warehouse';
import type { PlacedBatch } from '../load/profile-batch.ts';
import { sqlInstant } from '../load/sql-instant.ts';

/** The columns of bronze that say where a record comes from, in its order: batch, position, times. */
export const lineageOf = ({ batchId, extractTs, loadTs }: PlacedBatch): string =>
  `${textLiteral(batchId)} AS batch_id, record, TIMESTAMP '${sqlInstant(extractTs)}' AS extract_ts, TIMESTAMP '${sqlInstant(loadTs)}' AS load_ts`;
