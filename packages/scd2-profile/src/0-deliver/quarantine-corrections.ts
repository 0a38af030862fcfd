import { reasons } from '@audit/contract';
import { correctionColumns } from '@audit/contract/profile';
import { type Manifest, type Publication, type Session, textLiteral } from '@audit/warehouse';
import type { DeliveredBatch } from './delivered-batch.ts';
import { keepQuarantine, type Quarantined } from './keep-quarantine.ts';
import type { Refusal } from './keep-records.ts';
import { refusedRow } from './refused-row.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';

const meanings = Object.entries(reasons)
  .map(([code, { meaning }]) => `WHEN ${textLiteral(code)} THEN ${textLiteral(meaning)}`)
  .join(' ');

const refusedCorrections = (batch: PlacedBatch, refusal: Refusal): string => {
  const code = `SPLIT_PART(j.problem, ' ', 1)`;
  const column = `SPLIT_PART(j.problem, ' ', 2)`;
  const names = Object.keys(correctionColumns);
  return `SELECT ${refusedRow(batch, refusal, { column, code, reason: `CASE ${code} ${meanings} END`, names })}
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
