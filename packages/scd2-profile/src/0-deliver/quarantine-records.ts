import { quote, reasons, sourceId } from '@audit/contract';
import { type Manifest, type Publication, type Session, textLiteral } from '@audit/warehouse';
import type { DeliveredBatch } from './delivered-batch.ts';
import type { Delivery } from './delivery.ts';
import { keepQuarantine, type Quarantined } from './keep-quarantine.ts';
import type { RefusalRule } from './refusal-rule.ts';
import type { Refusal } from './keep-records.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';
import { sqlInstant } from '../load/sql-instant.ts';

const isRefused = ({ rules }: Delivery): string => rules.map(({ when }) => `(${when})`).join(' OR ');

/** Records that break a rule, in the columns of the quarantine. */
const refusedRows = (batch: PlacedBatch, { runId, at }: Refusal, delivery: Delivery): string => {
  const { names, rules } = delivery;
  const firstOf = (what: (rule: RefusalRule) => string): string =>
    `CASE ${rules.map((rule) => `WHEN ${rule.when} THEN ${textLiteral(what(rule))}`).join(' ')} END`;
  const raw = names.map((name) => `${quote(name)} := ${quote(name)}`).join(', ');
  return `SELECT ${textLiteral(sourceId(batch.digest))} AS source_id, ${textLiteral(batch.label)} AS source, record,
    CAST(NULL AS BIGINT) AS line, CAST(NULL AS BIGINT) AS byte_position,
    ${firstOf(({ column }) => column)} AS column_name, ${firstOf(({ code }) => code)} AS code, ${firstOf(({ code }) => reasons[code].meaning)} AS reason,
    LEFT(CAST(TO_JSON(STRUCT_PACK(${raw})) AS VARCHAR), 65536) AS raw, CAST(NULL AS VARCHAR) AS order_id, CAST(NULL AS VARCHAR) AS line_id,
    LEFT(customer_id, 200) AS customer_id, ${textLiteral(runId)} AS run_id, TIMESTAMP '${sqlInstant(at)}' AS refused_at
  FROM delivered WHERE ${isRefused(delivery)}`;
};

/**
 * Puts aside what breaks a rule or could not be read at all; everything else is loaded, however odd.
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
  const { delivery } = delivered;
  // Columns with rules alone first: what is wrong with a record is told in all its columns, and few are wrong.
  const [found] = await session.evidence(`SELECT 1 AS n FROM delivered WHERE ${isRefused(delivery)}`, 1);
  const broken = found === undefined ? 0 : await session.materialise('refused_records', refusedRows(batch, refusal, delivery));
  return await keepQuarantine(session, place, parent, delivered, { relation: 'refused_records', rows: broken });
};
