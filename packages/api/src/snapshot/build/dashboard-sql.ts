import { businessMetrics, customerAlerts, goldLineage, pipelineHealth } from '@audit/contract';
import { columnMembers, type JsonText, objectSql } from '../json-sql.ts';

const namesOf = (table: { readonly columns: Readonly<Record<string, unknown>> }): readonly string[] =>
  Object.keys(table.columns).filter((name) => name === 'as_of' || !Object.hasOwn(goldLineage, name));

/** Items of a query, `item` as JSON text and `place`, as a list. */
const listOf = (query: string): JsonText => ({ json: `concat('[', (SELECT string_agg(item, ',' ORDER BY place) FROM (${query}) q), ']')` });

const top = 20;

/** The lines of those of `relation` (of the shape of `customerSql`) with the highest risk of being lost. */
export const worstSql = (relation: string): string =>
  `SELECT n, churn_risk, line FROM ${relation} WHERE churn_risk IS NOT NULL ORDER BY churn_risk DESC, n LIMIT ${top}`;

const atRiskSql = 'SELECT line AS item, row_number() OVER (ORDER BY churn_risk DESC, n) AS place FROM worst';

const alertsSql = `SELECT ${
  objectSql(
    columnMembers('a', customerAlerts, ['alert_id', 'master_id', 'rule_id', 'severity', 'state', 'title', 'message', 'opened_on'], false),
  ).json
} AS item, row_number() OVER (ORDER BY a.opened_on DESC, a.severity = 'critical' DESC, a.severity = 'high' DESC, a.alert_id) AS place
  FROM alert a WHERE a.state = 'open' QUALIFY place <= ${top}`;

const bandsSql = (column: string): string =>
  `SELECT ${
    objectSql([
      ['band', column],
      ['customers', 'COUNT(*)'],
    ]).json
  } AS item, ${column} AS place FROM customer GROUP BY ${column}`;

const gapsSql = `SELECT ${
  objectSql([
    ['rule', 'rule_id'],
    ['customers', 'COUNT(*)'],
  ]).json
} AS item, rule_id AS place FROM data_gap GROUP BY rule_id`;

/** The customer base at a glance, personal values marked; the worst customers are in `worst`. */
export const dashboardSql = (): string =>
  `SELECT ${
    objectSql([
      [
        'business',
        {
          json: `(SELECT ${objectSql(columnMembers('b', businessMetrics, namesOf(businessMetrics), true)).json} FROM business b ORDER BY b.as_of DESC LIMIT 1)`,
        },
      ],
      ['health', listOf(bandsSql('band'))],
      ['churn_risk', listOf(bandsSql('risk'))],
      ['at_risk', listOf(atRiskSql)],
      ['new_alerts', listOf(alertsSql)],
      ['data_gaps', listOf(gapsSql)],
      [
        'freshness',
        listOf(
          `SELECT ${objectSql(columnMembers('p', pipelineHealth, namesOf(pipelineHealth), true)).json} AS item, p.layer AS place FROM pipeline p
           WHERE p.as_of = (SELECT MAX(as_of) FROM pipeline)`,
        ),
      ],
      ['as_of', 'CAST(served_day() AS VARCHAR)'],
      ['version', 'served_version()'],
    ]).json
  } AS document`;
