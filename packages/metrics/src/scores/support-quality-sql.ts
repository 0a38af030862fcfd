import { textLiteral } from '@audit/warehouse';
import { dayWords } from '../sql/day-words.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { double, exactSum, steady } from '../sql/words.ts';
import type { SubScoreSection } from './scores-schema.ts';

type SupportQuality = Extract<SubScoreSection, { readonly kind: 'support_quality' }>;

const targetSql = ({ resolution_target_hours: hours, other_target_hours: other }: SupportQuality): string => {
  const known = Object.entries(hours).map(([priority, target]) => `WHEN ${textLiteral(priority)} THEN ${double(target)}`);
  return known.length === 0 ? double(other) : `CASE c.priority ${known.join(' ')} ELSE ${double(other)} END`;
};

/** Cases that count: opened or closed in the window, or open still. One that was opened after the as-of day is not there yet. */
const casesSql = (section: SupportQuality, run: GoldRun): string => {
  const { today, until, dayOf, within } = dayWords(run);
  const hours = `@ratio(@epoch_micros(c.closed_date) - @epoch_micros(c.created_date), 3600000000)`;
  return `SELECT o.master_id, o.case_id, o.created_date, o.hours, o.target_hours, o.csat, o.is_open, o.closed_in,
    CASE WHEN o.is_open THEN @days_between(${dayOf('o.created_date')}, ${today}) END AS open_days,
    CASE WHEN o.closed_in AND o.hours IS NOT NULL THEN CASE WHEN o.hours <= o.target_hours THEN 100e0 ELSE 100e0 * @ratio(o.target_hours, o.hours) END END AS speed
  FROM (
    SELECT c.master_id, c.case_id, CAST(c.csat AS DOUBLE) AS csat, c.created_date, ${hours} AS hours, ${targetSql(section)} AS target_hours,
      CASE WHEN c.closed_date IS NULL THEN NOT COALESCE(c.is_closed, FALSE) ELSE c.closed_date >= ${until} END AS is_open,
      COALESCE(${within('c.closed_date', section.window_days)}, FALSE) AS closed_in
    FROM in_cases c
  ) o
  WHERE COALESCE(o.created_date < ${until}, TRUE) AND (o.is_open OR o.closed_in OR ${within('o.created_date', section.window_days)})`;
};

/** Promises due by the end of the as-of day: kept, or broken, which an open one is too. */
const promisesSql = (section: SupportQuality, run: GoldRun): string => {
  const { until, within } = dayWords(run);
  return `SELECT p.master_id, p.case_milestone_id, p.target_date, p.is_kept
  FROM (
    SELECT m.master_id, m.case_milestone_id, m.target_date,
      CASE
        WHEN m.completion_date < ${until} THEN m.completion_date <= m.target_date
        WHEN m.completion_date IS NULL AND COALESCE(m.is_completed, FALSE) THEN NULL
        ELSE FALSE
      END AS is_kept
    FROM in_case_milestones m
    WHERE ${within('m.target_date', section.window_days)}
  ) p
  WHERE p.is_kept IS NOT NULL`;
};

/**
 * Of each master with a case that counts: `master_id, score, cases, sla, resolution, csat, backlog`, each part from 0 to 100 and NULL where nothing tells it.
 * Reads `in_cases` and `in_case_milestones`.
 */
export const supportQualitySql = (section: SupportQuality, run: GoldRun): string => {
  const { csat_least: least, csat_most: most, weights } = section;
  const parts = Object.entries(weights);
  const weighed = parts.map(([name, weight]) => `CASE WHEN s.${name} IS NULL THEN 0e0 ELSE ${double(weight)} * s.${name} END`).join(' + ');
  const present = parts.map(([name, weight]) => `CASE WHEN s.${name} IS NULL THEN 0e0 ELSE ${double(weight)} END`).join(' + ');
  const mark = `100e0 * @ratio(c.csat - ${double(least)}, ${double(most - least)})`;
  return `SELECT s.master_id, ${steady(`@ratio(${weighed}, ${present})`)} AS score, s.cases, s.sla, s.resolution, s.csat, s.backlog
FROM (
  SELECT a.master_id, a.cases, 100e0 * @ratio(k.kept, k.kept + k.broken) AS sla, a.resolution, a.csat,
    CASE WHEN a.open_cases = 0 THEN 100e0 WHEN a.open_days IS NOT NULL THEN 100e0 * GREATEST(0e0, 1e0 - @ratio(a.open_days, ${double(section.backlog_zero_days)})) END AS backlog
  FROM (
    SELECT c.master_id, COUNT(*) AS cases, COUNT(CASE WHEN c.is_open THEN 1 END) AS open_cases, @ratio(SUM(c.open_days), COUNT(c.open_days)) AS open_days,
      @ratio(${exactSum('c.speed')}, COUNT(c.speed)) AS resolution,
      @ratio(${exactSum(`CASE WHEN c.closed_in THEN LEAST(100e0, GREATEST(0e0, ${mark})) END`)}, COUNT(CASE WHEN c.closed_in THEN c.csat END)) AS csat
    FROM (
  ${casesSql(section, run)}
    ) c
    GROUP BY c.master_id
  ) a
  LEFT JOIN (
    SELECT p.master_id, COUNT(CASE WHEN p.is_kept THEN 1 END) AS kept, COUNT(CASE WHEN NOT p.is_kept THEN 1 END) AS broken
    FROM (
  ${promisesSql(section, run)}
    ) p
    GROUP BY p.master_id
  ) k ON k.master_id = a.master_id
) s`;
};

/** The cases and promises it is made of, as source rows. */
export const supportQualityRows = (section: SupportQuality, run: GoldRun): string => {
  const { dayOf } = dayWords(run);
  const hours = `'closed after ' || @text(@money(c.hours, 18, 1)) || ' h, target ' || @text(@money(c.target_hours, 18, 1)) || ' h'`;
  const said = `CASE WHEN c.is_open THEN COALESCE('open for ' || @text(c.open_days) || ' days', 'open') ELSE COALESCE(${hours}, 'closed') END`;
  return `SELECT c.master_id, 'cases' AS source_table, c.case_id AS source_id, ${dayOf('c.created_date')} AS happened_on, CAST(NULL AS DECIMAL(18, 4)) AS amount,
  ${said} || COALESCE(', mark ' || @text(@money(c.csat, 9, 0)), '') AS note
FROM (
  ${casesSql(section, run)}
) c
UNION ALL
SELECT p.master_id, 'case_milestones' AS source_table, p.case_milestone_id AS source_id, ${dayOf('p.target_date')} AS happened_on, CAST(NULL AS DECIMAL(18, 4)) AS amount,
  CASE WHEN p.is_kept THEN 'promise kept' ELSE 'promise broken' END AS note
FROM (
  ${promisesSql(section, run)}
) p`;
};
