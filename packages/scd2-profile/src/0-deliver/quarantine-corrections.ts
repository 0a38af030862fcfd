import { quote, reasons, sourceId } from '@audit/contract';
import { correctionColumns } from '@audit/contract/profile';
import { type Manifest, type Publication, type Session, textLiteral } from '@audit/warehouse';
import type { DeliveredBatch } from './delivered-batch.ts';
import { keepQuarantine, type Quarantined } from './keep-quarantine.ts';
import type { Refusal } from './keep-records.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';
import { sqlInstant } from '../load/sql-instant.ts';

const meanings = Object.entries(reasons)
  .map(([code, { meaning }]) => `WHEN ${textLiteral(code)} THEN ${textLiteral(meaning)}`)
  .join(' ');

const refusedCorrections = (batch: PlacedBatch, { runId, at }: Refusal): string => {
  const raw = Object.keys(correctionColumns).map((name) => `${quote(name)} := d.${quote(name)}`);
  return `SELECT ${textLiteral(sourceId(batch.digest))} AS source_id, ${textLiteral(batch.label)} AS source, d.record AS record,
    CAST(NULL AS BIGINT) AS line, CAST(NULL AS BIGINT) AS byte_position, SPLIT_PART(j.problem, ' ', 2) AS column_name,
    SPLIT_PART(j.problem, ' ', 1) AS code, CASE SPLIT_PART(j.problem, ' ', 1) ${meanings} END AS reason,
    LEFT(CAST(TO_JSON(STRUCT_PACK(${raw.join(', ')})) AS VARCHAR), 65536) AS raw, CAST(NULL AS VARCHAR) AS order_id,
    CAST(NULL AS VARCHAR) AS line_id, LEFT(d.customer_id, 200) AS customer_id, ${textLiteral(runId)} AS run_id,
    TIMESTAMP '${sqlInstant(at)}' AS refused_at
  FROM judged_corrections j JOIN delivered_corrections d ON d.batch_id = j.batch_id AND d.record = j.record WHERE j.problem IS NOT NULL`;
};

/**
 * Puts corrections aside that cannot be understood, are not signed, or have nothing to take back.
 *
 * @param session with `delivered_corrections` and `judged_corrections` bound
 */
export const quarantineCorrections = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  batch: PlacedBatch,
  delivered: DeliveredBatch,
  refusal: Refusal,
): Promise<Quarantined> => {
  const rows = await session.materialise('refused_corrections', refusedCorrections(batch, refusal));
  return await keepQuarantine(session, place, parent, delivered, { relation: 'refused_corrections', rows });
};
