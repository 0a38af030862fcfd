import { quote, reasons, sourceId, trimmedCharacters } from '@audit/contract';
import { type Manifest, type Publication, type Session, textLiteral } from '@audit/warehouse';
import { type DeliveredBatch, deliveredNames } from './delivered-batch.ts';
import { keepQuarantine, type Quarantined } from './keep-quarantine.ts';
import type { Refusal } from './land-records.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';
import { sqlInstant } from '../load/sql-instant.ts';

const trimmed = `CASE WHEN REGEXP_FULL_MATCH(customer_id, '[!-~]+') THEN customer_id ELSE TRIM(customer_id, ${textLiteral(trimmedCharacters)}) END`;
const isBad = `COALESCE(${trimmed}, '') = '' OR LENGTH(${trimmed}) > 50`;

/** Records without a usable customer id, in the columns of the quarantine. */
const badIds = (batch: PlacedBatch, { runId, at }: Refusal): string => {
  const reason = (code: 'BLANK_ID' | 'ID_TOO_LONG'): string => textLiteral(reasons[code].meaning);
  const raw = deliveredNames.map((name) => `${quote(name)} := ${quote(name)}`).join(', ');
  return `SELECT ${textLiteral(sourceId(batch.digest))} AS source_id, ${textLiteral(batch.label)} AS source, record,
    CAST(NULL AS BIGINT) AS line, CAST(NULL AS BIGINT) AS byte_position, 'customer_id' AS column_name,
    CASE WHEN COALESCE(${trimmed}, '') = '' THEN 'BLANK_ID' ELSE 'ID_TOO_LONG' END AS code,
    CASE WHEN COALESCE(${trimmed}, '') = '' THEN ${reason('BLANK_ID')} ELSE ${reason('ID_TOO_LONG')} END AS reason,
    LEFT(CAST(TO_JSON(STRUCT_PACK(${raw})) AS VARCHAR), 65536) AS raw, CAST(NULL AS VARCHAR) AS order_id, CAST(NULL AS VARCHAR) AS line_id,
    LEFT(customer_id, 200) AS customer_id, ${textLiteral(runId)} AS run_id, TIMESTAMP '${sqlInstant(at)}' AS refused_at
  FROM delivered WHERE ${isBad}`;
};

/**
 * Puts aside what has no customer or could not be read at all; everything else is loaded, however odd.
 *
 * @param session with `delivered` bound
 */
export const quarantineRecords = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  batch: PlacedBatch,
  delivered: DeliveredBatch,
  refusal: Refusal,
): Promise<Quarantined> => {
  // Ids alone first: what is wrong with a record is told in all its columns, and few are wrong.
  const [found] = await session.evidence(`SELECT 1 AS n FROM delivered WHERE ${isBad}`, 1);
  const without = found === undefined ? 0 : await session.materialise('records_without_customer', badIds(batch, refusal));
  return await keepQuarantine(session, place, parent, delivered, { relation: 'records_without_customer', rows: without });
};
