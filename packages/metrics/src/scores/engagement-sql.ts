import { dayWords } from '../sql/day-words.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { double, steady } from '../sql/words.ts';
import type { FurtherFactSection, SubScoreSection } from './scores-schema.ts';
import { touchesSql } from './touches-sql.ts';

type Engagement = Extract<SubScoreSection, { readonly kind: 'engagement' }>;
type ChampionLeft = Extract<FurtherFactSection, { readonly kind: 'champion_left' }>;

/** Of each master that was ever touched: `master_id, score, last_two_way_days, touches, contacts`. */
export const engagementSql = (section: Engagement, run: GoldRun): string => {
  const { today, dayOf, within } = dayWords(run);
  const recent = within('t.touched_at', section.window_days);
  const upTo = (count: string, target: number): string => `LEAST(1e0, @ratio(${count}, ${target}))`;
  const score = `${double(section.recency_points)} * COALESCE(POWER(5e-1, @ratio(a.last_two_way_days, ${section.half_life_days})), 0e0) + ${double(section.touches_points)} * ${upTo('a.touches', section.touches_target)} + ${double(section.contacts_points)} * ${upTo('a.contacts', section.contacts_target)}`;
  return `SELECT a.master_id, ${steady(score)} AS score, a.last_two_way_days, a.touches, a.contacts
FROM (
  SELECT l.master_id, @days_between(${dayOf('l.last_two_way')}, ${today}) AS last_two_way_days, l.touches, l.contacts
  FROM (
    SELECT t.master_id, MAX(CASE WHEN t.is_two_way THEN t.touched_at END) AS last_two_way,
      COUNT(CASE WHEN ${recent} THEN 1 END) AS touches, COUNT(DISTINCT CASE WHEN ${recent} THEN t.who_id END) AS contacts
    FROM (
  ${touchesSql(section.touch_subtypes, section.two_way_subtypes, run)}
    ) t
    GROUP BY t.master_id
  ) l
) a`;
};

/** The touches it is made of, as source rows: those of its window, and all earlier ones, of which the last two-way one counts. */
export const engagementRows = (section: Engagement, run: GoldRun): string => {
  const { dayOf, within } = dayWords(run);
  const kind = `CASE WHEN t.is_two_way THEN 'two-way touch' ELSE 'touch' END`;
  return `SELECT t.master_id, t.source_table, t.source_id, ${dayOf('t.touched_at')} AS happened_on, CAST(NULL AS DECIMAL(18, 4)) AS amount,
  ${kind} || CASE WHEN ${within('t.touched_at', section.window_days)} THEN '' ELSE ', before the window' END || COALESCE(', with ' || t.who_id, '') AS note
FROM (
  ${touchesSql(section.touch_subtypes, section.two_way_subtypes, run)}
) t`;
};

/** Of each master with a person one was often in touch with: `master_id, has_left`. Reads `in_contacts` beside the touches. */
export const championSql = (section: ChampionLeft, run: GoldRun): string => {
  const { within } = dayWords(run);
  return `SELECT r.master_id, BOOL_OR(COALESCE(${within('c.email_bounced_date', section.left_window_days)}, FALSE)) AS has_left
FROM (
  SELECT n.master_id, n.who_id, n.touches, MAX(n.touches) OVER (PARTITION BY n.master_id) AS most
  FROM (
    SELECT t.master_id, t.who_id, COUNT(*) AS touches
    FROM (
    ${touchesSql(section.touch_subtypes, section.touch_subtypes, run)}
    ) t
    WHERE t.who_id IS NOT NULL AND ${within('t.touched_at', section.touches_window_days)}
    GROUP BY t.master_id, t.who_id
  ) n
) r
JOIN in_contacts c ON c.contact_id = r.who_id
WHERE r.touches = r.most AND r.touches >= ${section.touches_least}
GROUP BY r.master_id`;
};
