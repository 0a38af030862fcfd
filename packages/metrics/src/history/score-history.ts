import type { Session } from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';

/** A score or sub-score as `score_values` has it. */
export interface KeptScore {
  /** As the definitions call it, and its column: `health`. */
  readonly name: string;
  /** Column of its band; a sub-score has none, and is told apart by whether it is known. */
  readonly band: string | undefined;
  /** For how many days each day of it is kept; of the time before, the days around a change of band, and the last of each month. */
  readonly days: number;
}

const bandOf = ({ name, band }: KeptScore): string =>
  band === undefined ? `CASE WHEN v.${name} IS NULL THEN 'missing' ELSE 'known' END` : `v.${band}`;

/** Rows of the day, those of other days, and which of them stay: see `gold_customer_score_history`. */
const historySql = (scores: readonly KeptScore[]): string => {
  const today = scores.map(
    (one) =>
      `SELECT v.master_id, '${one.name}' AS score, CAST($as_of AS DATE) AS as_of, v.${one.name} AS value, ${bandOf(one)} AS band, ${one.band === undefined ? 'FALSE' : 'TRUE'} AS is_daily FROM score_values v`,
  );
  const daily = scores.flatMap(({ name, band }) => (band === undefined ? [] : [`'${name}'`])).join(', ');
  // Of a score that is defined no more only what tells bands and months is kept.
  const daysOf =
    scores.length === 0 ? '-1' : `CASE t.score ${scores.map(({ name, days }) => `WHEN '${name}' THEN ${days}`).join(' ')} ELSE -1 END`;
  return `WITH all_days AS (
    ${today.map((one) => `${one}\n    UNION ALL `).join('')}SELECT b.master_id, b.score, b.as_of, b.value, b.band, b.score IN (${daily === '' ? 'NULL' : daily}) AS is_daily
    FROM score_history_before b WHERE b.as_of <> CAST($as_of AS DATE)
  ), told AS (
    SELECT d.*, LAG(d.band) OVER (PARTITION BY d.master_id, d.score ORDER BY d.as_of ASC NULLS FIRST) AS band_before,
      LEAD(d.band) OVER (PARTITION BY d.master_id, d.score ORDER BY d.as_of ASC NULLS FIRST) AS band_after,
      LAG(d.as_of) OVER (PARTITION BY d.master_id, d.score ORDER BY d.as_of ASC NULLS FIRST) AS day_before,
      LEAD(d.as_of) OVER (PARTITION BY d.master_id, d.score ORDER BY d.as_of ASC NULLS FIRST) AS day_after
    FROM all_days d
  )
  SELECT t.master_id, t.score, t.as_of, t.value, t.band, t.band_before, t.day_before, t.is_daily FROM told t
  WHERE (@days_between(t.as_of, $as_of) <= ${daysOf}) OR t.day_before IS NULL OR t.day_after IS NULL
    OR t.band IS DISTINCT FROM t.band_before OR t.band IS DISTINCT FROM t.band_after OR @trunc_date(month, t.day_after) <> @trunc_date(month, t.as_of)`;
};

/** What changed bands, up to the day. */
const bandsSql = `SELECT h.master_id, h.score, h.band_before, h.band, h.as_of AS changed_on FROM score_history_now h
  WHERE h.is_daily AND h.day_before IS NOT NULL AND h.as_of <= CAST($as_of AS DATE) AND h.band IS DISTINCT FROM h.band_before`;

/** Makes `score_history_now` and `bands_changed`, of `score_values` and `score_history_before` (all days the lake has). */
export const keepScores = async (session: Session, scores: readonly KeptScore[], { asOf: as_of }: GoldRun): Promise<void> => {
  await session.materialise('score_history_now', modelText(session, 'history of scores', historySql(scores), { as_of }));
  await session.materialise('bands_changed', modelText(session, 'changes of bands', bandsSql, { as_of }));
};
