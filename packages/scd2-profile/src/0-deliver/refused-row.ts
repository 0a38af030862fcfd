import { quote, sourceId } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { PlacedBatch } from '../load/profile-batch.ts';
import { sqlInstant } from '../load/sql-instant.ts';
import type { Refusal } from './keep-records.ts';

/** What is said of a refused record: SQL over the delivered records, as `d`. */
export interface Refused {
  readonly column: string;
  readonly code: string;
  readonly reason: string;
  /** Columns of the delivery, for the raw record. */
  readonly names: readonly string[];
}

/** Select list of the quarantine for refused records of a batch. */
export const refusedRow = (batch: PlacedBatch, { runId, at }: Refusal, { column, code, reason, names }: Refused): string => {
  const raw = names.map((name) => `${quote(name)} := d.${quote(name)}`).join(', ');
  return `${textLiteral(sourceId(batch.digest))} AS source_id, ${textLiteral(batch.label)} AS source, d.record AS record,
    CAST(NULL AS BIGINT) AS line, CAST(NULL AS BIGINT) AS byte_position, ${column} AS column_name, ${code} AS code, ${reason} AS reason,
    LEFT(CAST(TO_JSON(STRUCT_PACK(${raw})) AS VARCHAR), 65536) AS raw, CAST(NULL AS VARCHAR) AS order_id, CAST(NULL AS VARCHAR) AS line_id,
    LEFT(d.customer_id, 200) AS customer_id, ${textLiteral(runId)} AS run_id, TIMESTAMP '${sqlInstant(at)}' AS refused_at`;
};
