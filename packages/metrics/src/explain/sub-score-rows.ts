import type { GoldRun } from '../inputs/sources.ts';
import type { SubScore } from '../scores/score-definitions.ts';
import { touchesSql } from '../scores/touches-sql.ts';
import { dayWords } from '../sql/day-words.ts';
import { wordList } from '../sql/words.ts';

/**
 * The source rows a sub-score is computed of, as `contributingRows` gives those of a metric, in the language of models; undefined of one that is computed from
 * other facts.
 */
export const subScoreRows = ({ section }: SubScore, run: GoldRun): string | undefined => {
  const { today, until, dayOf, within } = dayWords(run);
  if (section.kind === 'payment_history') {
    const late = `CASE WHEN i.paid_date <= ${today} THEN 'paid ' || @ymd(i.paid_date) || ', ' || @text(GREATEST(@days_between(i.due_date, i.paid_date), 0)) || ' days late'
      ELSE 'open, ' || @text(GREATEST(@days_between(i.due_date, ${today}), 0)) || ' days late' END`;
    return `SELECT i.master_id, 'invoices' AS source_table, i.invoice_id AS source_id, i.due_date AS happened_on, CAST(i.total_amount_base AS DECIMAL(18, 4)) AS amount, 'due; ' || ${late} AS note
      FROM in_invoices i WHERE i.due_date > @add_months(${today}, -${section.window_months}) AND i.due_date <= ${today} AND i.total_amount_base > 0
        AND NOT COALESCE(@ascii_lower(i.status) IN ${wordList(section.excluded_statuses)}, FALSE)`;
  }
  if (section.kind === 'support_quality') {
    const opened = dayOf('c.created_date');
    return `SELECT c.master_id, 'cases' AS source_table, c.case_id AS source_id, ${opened} AS happened_on, CAST(NULL AS DECIMAL(18, 4)) AS amount,
        COALESCE(c.priority, 'no') || ' priority, ' || CASE WHEN c.closed_date < ${until} THEN 'closed ' || @ymd(${dayOf('c.closed_date')}) ELSE 'open' END
          || COALESCE(', satisfaction ' || @text(c.csat), '') AS note
      FROM in_cases c WHERE ${within(opened, section.window_days)} OR (c.created_date < ${until} AND COALESCE(c.closed_date >= ${until}, TRUE) AND NOT COALESCE(c.is_closed, FALSE))`;
  }
  if (section.kind !== 'engagement') return undefined;
  const touches = touchesSql(section.touch_subtypes, section.two_way_subtypes, run);
  return `SELECT t.master_id, 'touches' AS source_table, COALESCE(t.who_id, '') AS source_id, ${dayOf('t.touched_at')} AS happened_on, CAST(NULL AS DECIMAL(18, 4)) AS amount,
      CASE WHEN t.is_two_way THEN 'both spoke' ELSE 'one way' END AS note FROM (${touches}) t WHERE ${within('t.touched_at', section.window_days)}`;
};
