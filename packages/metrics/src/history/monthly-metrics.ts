import { quote } from '@audit/contract';
import type { Definitions } from '../definitions/definitions.ts';
import { addMonths } from '../inputs/calendar.ts';
import type { ValueContext } from '../values/kind.ts';
import { contributingRows } from '../values/explained-value.ts';
import { modelText } from '../run/model-text.ts';
import type { MonthlySettings } from './monthly-schema.ts';

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** First days of the months, the oldest first. */
const monthsTo = (asOf: string, months: number): readonly string[] =>
  Array.from({ length: months }, (_, at) => addMonths(monthOf(asOf), at + 1 - months));

/** What was paid for by the month at the end of each month; of the current one, on the as-of day. */
const recurringSql = (name: string, months: readonly string[]): string =>
  `SELECT i.master_id, m.month, '${name}' AS metric, CAST(SUM(i.amount) AS DOUBLE) AS value
   FROM (${months.map((month) => `SELECT CAST('${month}' AS DATE) AS month`).join(' UNION ALL ')}) m
   JOIN ${quote(`recurring_items_of_${name}`)} i ON i.starts_on <= LEAST(CAST($as_of AS DATE), @add_days(@next_period(month, m.month), -1))
     AND COALESCE(i.ends_on >= LEAST(CAST($as_of AS DATE), @add_days(@next_period(month, m.month), -1)), TRUE)
   GROUP BY i.master_id, m.month`;

/** The rows a revenue is made of. */
const revenueRows = (name: string): string => `revenue_rows_of_${name}`;

/** Revenue of each month, of the rows its metric is made of. */
const revenueSql = (name: string): string =>
  `SELECT r.master_id, @trunc_date(month, r.happened_on) AS month, '${name}' AS metric, CAST(SUM(r.amount) AS DOUBLE) AS value
   FROM ${quote(revenueRows(name))} r WHERE r.happened_on IS NOT NULL GROUP BY r.master_id, @trunc_date(month, r.happened_on)`;

/** Each score on the last day of a month that was computed. */
const scoresSql = `SELECT h.master_id, h.month, h.score AS metric, h.value FROM (
    SELECT s.*, @trunc_date(month, s.as_of) AS month,
      ROW_NUMBER() OVER (PARTITION BY s.master_id, s.score, @trunc_date(month, s.as_of) ORDER BY s.as_of DESC NULLS LAST) AS place
    FROM score_history_now s WHERE s.is_daily AND s.as_of <= CAST($as_of AS DATE) AND s.as_of >= CAST($since AS DATE)) h WHERE h.place = 1`;

/** Makes `monthly_now`, of `score_history_now` and what values were computed of: see `gold_metrics_monthly`. */
export const tellMonths = async (definitions: Definitions, settings: MonthlySettings, context: ValueContext): Promise<void> => {
  const { session, run } = context;
  const months = monthsTo(run.asOf, settings.months);
  const params = { as_of: run.asOf, since: months[0] };
  const parts = definitions.metrics.flatMap(({ kind, name }): readonly (readonly [string, string])[] => {
    if (kind === 'mrr') return [[name, recurringSql(name, months)]];
    return kind === 'revenue' ? [[name, revenueSql(name)]] : [];
  });
  // They hold words of the definitions, which may look like marks of a model: they are bound, not written into one.
  for (const { kind, name } of definitions.metrics)
    if (kind === 'revenue') await session.bindSql(revenueRows(name), contributingRows(definitions, name, context));
  const texts = [...parts.map(([, sql]) => sql), scoresSql];
  const sql = `SELECT p.master_id, p.month, p.metric, p.value FROM (${texts.join('\n   UNION ALL ')}) p`;
  await session.materialise('monthly_now', modelText(session, 'metrics by month', sql, params));
};
