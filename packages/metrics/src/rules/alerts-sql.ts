import { textLiteral } from '@audit/warehouse';
import type { Fact } from '../definitions/unit.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { dayWords } from '../sql/day-words.ts';
import { factSql } from '../sql/words.ts';
import { evidenceSql } from './conditions-sql.ts';
import { byRule, episodeId } from './episode-sql.ts';
import { messageSql } from './message-template.ts';
import type { AlertRule } from './rule-definitions.ts';
import { ruleIdsSql } from './rule-ids-sql.ts';

const columns = [
  'alert_id',
  'master_id',
  'rule_id',
  'episode',
  'severity',
  'state',
  'title',
  'message',
  'evidence',
  'opened_on',
  'resolved_on',
] as const;

const lasting = columns.filter((name) => name !== 'state' && name !== 'resolved_on');

/**
 * `clearing_now`: customers of whom the condition that closes an alert holds: `master_id, rule_id`; no row where it does not hold or is undecidable.
 */
export const clearingSql = (alerts: readonly AlertRule[]): string =>
  alerts.length === 0
    ? 'SELECT CAST(NULL AS VARCHAR) AS master_id, CAST(NULL AS VARCHAR) AS rule_id FROM facts f WHERE FALSE'
    : alerts
        .map(({ id, clearWhen }) => `SELECT f.master_id, ${textLiteral(id)} AS rule_id FROM facts f WHERE ${factSql(clearWhen, 'f')}`)
        .join('\nUNION ALL\n');

/**
 * `alerts_kept`: alerts earlier runs opened, as they stand on the as-of day. What was resolved on that day or later counts as open and is judged anew. An open
 * one closes where its other condition holds, or its rule or customer is no more; undecidable keeps it. Reads `alerts_before`, `clearing_now`, `masters`.
 */
export const keptAlertsSql = (alerts: readonly AlertRule[], run: GoldRun): string => {
  const { today } = dayWords(run);
  return `SELECT ${lasting.map((name) => `j.${name}`).join(', ')}, j.resolved_on, CASE WHEN j.resolved_on IS NULL THEN 'open' ELSE 'resolved' END AS state
FROM (
  SELECT ${lasting.map((name) => `b.${name}`).join(', ')},
    CASE
      WHEN b.resolved_on < ${today} THEN b.resolved_on
      WHEN c.rule_id IS NOT NULL OR m.master_id IS NULL OR b.rule_id NOT IN ${ruleIdsSql(alerts)} THEN ${today}
    END AS resolved_on
  FROM alerts_before b
  LEFT JOIN clearing_now c ON c.master_id = b.master_id AND c.rule_id = b.rule_id
  LEFT JOIN masters m ON m.master_id = b.master_id
  WHERE b.opened_on < ${today}
) j`;
};

const freshSql = (alerts: readonly AlertRule[], facts: ReadonlyMap<string, Fact>, run: GoldRun): string => {
  const { today } = dayWords(run);
  const texts = (of: (alert: AlertRule) => string): string =>
    byRule(
      'n.rule_id',
      alerts.map((alert) => [alert.id, of(alert)]),
    );
  const values: Readonly<Record<(typeof columns)[number], string>> = {
    alert_id: episodeId('n.master_id', 'n.rule_id', 'n.episode'),
    master_id: 'n.master_id',
    rule_id: 'n.rule_id',
    episode: 'n.episode',
    severity: texts(({ section }) => textLiteral(section.severity)),
    state: `'open'`,
    title: texts(({ section }) => textLiteral(section.title)),
    message: texts(({ message }) => messageSql(message, 'f')),
    evidence: texts(({ when }) => evidenceSql(when, facts, 'f')),
    opened_on: today,
    resolved_on: 'CAST(NULL AS DATE)',
  };
  const cooldown = byRule(
    'o.rule_id',
    alerts.map(({ id, section }) => [id, String(section.cooldown_days)]),
  );
  return `SELECT ${columns.map((name) => `${values[name]} AS ${name}`).join(',\n  ')}
FROM (
  SELECT o.master_id, o.rule_id, CAST(COALESCE(MAX(k.episode), 0) + 1 AS INTEGER) AS episode
  FROM outcomes_now o
  LEFT JOIN alerts_kept k ON k.master_id = o.master_id AND k.rule_id = o.rule_id
  LEFT JOIN clearing_now c ON c.master_id = o.master_id AND c.rule_id = o.rule_id
  WHERE o.fired AND o.rule_id IN ${ruleIdsSql(alerts)} AND c.rule_id IS NULL
  GROUP BY o.master_id, o.rule_id
  HAVING COUNT(CASE WHEN k.state = 'open' THEN 1 END) = 0 AND COALESCE(@days_between(MAX(k.resolved_on), ${today}) >= ${cooldown}, TRUE)
) n
JOIN facts f ON f.master_id = n.master_id`;
};

/** `alerts_now`: all alerts up to the as-of day. Reads `alerts_kept`, `clearing_now`, `outcomes_now`, `facts`. */
export const alertsSql = (alerts: readonly AlertRule[], facts: ReadonlyMap<string, Fact>, run: GoldRun): string => {
  const kept = `SELECT ${columns.map((name) => `k.${name}`).join(', ')} FROM alerts_kept k`;
  return alerts.length === 0 ? kept : `${kept}\nUNION ALL\n${freshSql(alerts, facts, run)}`;
};
