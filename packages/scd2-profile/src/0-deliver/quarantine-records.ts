import { reasons } from '@audit/contract';
import { type Manifest, type Publication, type Session, textLiteral } from '@audit/warehouse';
import type { DeliveredBatch } from './delivered-batch.ts';
import type { Delivery } from './delivery.ts';
import { keepQuarantine, type Quarantined } from './keep-quarantine.ts';
import type { RefusalRule } from './refusal-rule.ts';
import type { Refusal } from './keep-records.ts';
import { refusedRow } from './refused-row.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';

const isRefused = ({ rules }: Delivery): string => rules.map(({ when }) => `(${when})`).join(' OR ');

/** Records that break a rule, in the columns of the quarantine. */
const refusedRows = (batch: PlacedBatch, refusal: Refusal, delivery: Delivery): string => {
  const { names, rules } = delivery;
  const firstOf = (what: (rule: RefusalRule) => string): string =>
    `CASE ${rules.map((rule) => `WHEN ${rule.when} THEN ${textLiteral(what(rule))}`).join(' ')} END`;
  const column = firstOf((rule) => rule.column);
  const code = firstOf((rule) => rule.code);
  const reason = firstOf((rule) => reasons[rule.code].meaning);
  return `SELECT ${refusedRow(batch, refusal, { column, code, reason, names })} FROM delivered d WHERE ${isRefused(delivery)}`;
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
