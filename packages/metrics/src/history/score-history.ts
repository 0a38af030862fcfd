import type { Session } from '@audit/warehouse';
import type { GoldDay } from '../run/gold-day.ts';
import { modelText } from '../run/model-text.ts';

/** A score as the day's scores have it: names of its columns in `score_values`. */
export interface KeptScore {
  /** As the definitions call it: `health`. */
  readonly name: string;
  /** Column of its value. */
  readonly value: string;
  readonly band: string;
}

/** Days of which every score is kept. */
const everyDay = 35;

/** Rows of the day, those of other days, and which of them stay: see `gold_customer_score_history`. */
const historySql = (scores: readonly KeptScore[]): string => {
  const today = scores
    .map(
      ({ name, value, band }) =>
        `SELECT v.master_id, '${name}' AS score, CAST($as_of AS DATE) AS as_of, v.${value} AS value, v.${band} AS band FROM score_values v`,
    )
    .join('\n    UNION ALL ');
  return `WITH all_days AS (
    ${today}
    UNION ALL SELECT b.master_id, b.score, b.as_of, b.value, b.band FROM score_history_before b WHERE b.as_of <> CAST($as_of AS DATE)
  ), told AS (
    SELECT d.*, LAG(d.band) OVER (PARTITION BY d.master_id, d.score ORDER BY d.as_of) AS band_before,
      LAG(d.as_of) OVER (PARTITION BY d.master_id, d.score ORDER BY d.as_of) AS day_before,
      LEAD(d.as_of) OVER (PARTITION BY d.master_id, d.score ORDER BY d.as_of) AS day_after
    FROM all_days d
  )
  SELECT t.master_id, t.score, t.as_of, t.value, t.band, t.band_before, t.day_before FROM told t
  WHERE @days_between(t.as_of, $as_of) <= ${everyDay} OR t.day_before IS NULL OR t.band IS DISTINCT FROM t.band_before
    OR t.day_after IS NULL OR @trunc_date(month, t.day_after) <> @trunc_date(month, t.as_of)`;
};

/** What changed bands, up to the day. */
const bandsSql = `SELECT h.master_id, h.score, h.band_before, h.band, h.as_of AS changed_on FROM score_history_now h
  WHERE h.day_before IS NOT NULL AND h.as_of <= CAST($as_of AS DATE) AND h.band IS DISTINCT FROM h.band_before`;

/** Makes `score_history_now` and `bands_changed`, of `score_values` and `score_history_before` (all days the lake has). */
export const keepScores = async (session: Session, scores: readonly KeptScore[], { asOf: as_of }: GoldDay): Promise<void> => {
  await session.materialise('score_history_now', modelText(session, 'history of scores', historySql(scores), { as_of }));
  await session.materialise('bands_changed', modelText(session, 'changes of bands', bandsSql, { as_of }));
};
