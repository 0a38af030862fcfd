import { columnsOfRule } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { Fact } from '../definitions/unit.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { dayWords } from '../sql/day-words.ts';
import { factSql } from '../sql/words.ts';
import { evidenceSql } from './conditions-sql.ts';
import { byRule, episodeId } from './episode-sql.ts';
import { messageSql } from './message-template.ts';
import type { RecommendationRule } from './rule-definitions.ts';
import { ruleIdsSql } from './rule-ids-sql.ts';

const columns = [
  'recommendation_id',
  'master_id',
  'rule_id',
  'episode',
  'priority',
  'action',
  'reason',
  'evidence',
  'expected_outcome',
  'impact_amount',
  'impact_method',
  'status',
  'created_on',
  'expires_on',
  'closed_on',
] as const;

/** Columns of a recommendation as it was when it was made. */
const lasting = columns.filter((name) => name !== 'status' && name !== 'closed_on');

/**
 * `recommendations_kept`: what earlier runs made, as it stands on the as-of day. What was closed on that day or later counts as open and is judged anew, so
 * that a day computed twice is the same. An open one expires on its day, is withdrawn where its condition does not hold (or its rule or customer is no more),
 * and stays where that is undecidable. Reads `recommendations_before`, `outcomes_now`, `masters`.
 */
export const keptRecommendationsSql = (rules: readonly RecommendationRule[], run: GoldRun): string => {
  const { today } = dayWords(run);
  return `SELECT ${lasting.map((name) => `j.${name}`).join(', ')}, j.closed_on,
  CASE WHEN j.closed_on IS NULL THEN 'open' WHEN j.was_closed THEN j.status WHEN j.expires_on <= ${today} THEN 'expired' ELSE 'withdrawn' END AS status
FROM (
  SELECT ${columns
    .filter((name) => name !== 'closed_on')
    .map((name) => `b.${name}`)
    .join(', ')}, COALESCE(b.closed_on < ${today}, FALSE) AS was_closed,
    CASE
      WHEN b.closed_on < ${today} THEN b.closed_on
      WHEN b.expires_on <= ${today} THEN b.expires_on
      WHEN o.rule_id IS NULL OR m.master_id IS NULL OR b.rule_id NOT IN ${ruleIdsSql(rules)} THEN ${today}
    END AS closed_on
  FROM recommendations_before b
  LEFT JOIN outcomes_now o ON o.master_id = b.master_id AND o.rule_id = b.rule_id
  LEFT JOIN masters m ON m.master_id = b.master_id
  WHERE b.created_on < ${today}
) j`;
};

const impactSql = ({ impact, section }: RecommendationRule): readonly [amount: string, method: string] => {
  if (impact === undefined || section.impact === undefined) return ['CAST(NULL AS DECIMAL(18, 2))', `'no estimate'`];
  const amount = `@try_decimal(${factSql(impact, 'f')}, 18, 2)`;
  const lacks = columnsOfRule(impact).map((name) => `CASE WHEN f.${name} IS NULL THEN ${textLiteral(name)} END`);
  const unknown = `CONCAT_WS(' ', 'not reckoned: no value of', NULLIF(CONCAT_WS(', ', ${lacks.join(', ')}), ''))`;
  return [amount, `CASE WHEN ${amount} IS NULL THEN ${unknown} ELSE ${textLiteral(section.impact.method)} END`];
};

/** Recommendations of conditions that hold and of which none is open: a new episode each. */
const freshSql = (rules: readonly RecommendationRule[], facts: ReadonlyMap<string, Fact>, run: GoldRun): string => {
  const { today } = dayWords(run);
  const texts = (of: (rule: RecommendationRule) => string): string =>
    byRule(
      'n.rule_id',
      rules.map((rule) => [rule.id, of(rule)]),
    );
  const values: Readonly<Record<(typeof columns)[number], string>> = {
    recommendation_id: episodeId('n.master_id', 'n.rule_id', 'n.episode'),
    master_id: 'n.master_id',
    rule_id: 'n.rule_id',
    episode: 'n.episode',
    priority: texts(({ section }) => textLiteral(section.priority)),
    action: texts(({ section }) => textLiteral(section.action)),
    reason: texts(({ reason }) => messageSql(reason, 'f')),
    evidence: texts(({ when }) => evidenceSql(when, facts, 'f')),
    expected_outcome: texts(({ section }) => textLiteral(section.expected_outcome)),
    impact_amount: `CAST(${texts((rule) => impactSql(rule)[0])} AS DECIMAL(18, 2))`,
    impact_method: texts((rule) => impactSql(rule)[1]),
    status: `'open'`,
    created_on: today,
    expires_on: texts(({ section }) => `@add_days(${today}, ${section.expires_after_days})`),
    closed_on: 'CAST(NULL AS DATE)',
  };
  return `SELECT ${columns.map((name) => `${values[name]} AS ${name}`).join(',\n  ')}
FROM (
  SELECT o.master_id, o.rule_id, CAST(COALESCE(MAX(k.episode), 0) + 1 AS INTEGER) AS episode
  FROM outcomes_now o
  LEFT JOIN recommendations_kept k ON k.master_id = o.master_id AND k.rule_id = o.rule_id
  WHERE o.fired AND o.rule_id IN ${ruleIdsSql(rules)}
  GROUP BY o.master_id, o.rule_id
  HAVING COUNT(CASE WHEN k.status = 'open' THEN 1 END) = 0
) n
JOIN facts f ON f.master_id = n.master_id`;
};

/** `recommendations_now`: all recommendations up to the as-of day. Reads `recommendations_kept`, `outcomes_now`, `facts`. */
export const recommendationsSql = (rules: readonly RecommendationRule[], facts: ReadonlyMap<string, Fact>, run: GoldRun): string => {
  const kept = `SELECT ${columns.map((name) => `k.${name}`).join(', ')} FROM recommendations_kept k`;
  return rules.length === 0 ? kept : `${kept}\nUNION ALL\n${freshSql(rules, facts, run)}`;
};
