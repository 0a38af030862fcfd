import { businessMetrics, customerAlerts, goldLineage, pipelineHealth, type Table } from '@audit/contract';
import type { GoldParts } from './gold-parts.ts';
import { cellSql, columnMembers, type JsonText, objectSql } from './json-sql.ts';

const namesOf = (table: { readonly columns: Readonly<Record<string, unknown>> }): readonly string[] =>
  Object.keys(table.columns).filter((name) => name === 'as_of' || !Object.hasOwn(goldLineage, name));

/** Items of a query, `item` as JSON text and `place`, as a list. */
const listOf = (query: string): JsonText => ({ json: `concat('[', (SELECT string_agg(item, ',' ORDER BY place) FROM (${query}) q), ']')` });

const top = 20;

/** Customers by the risk of losing them, the worst first. */
const atRiskSql = (item: string): string =>
  `SELECT d.${item} AS item, c.place FROM document d
   JOIN (SELECT n, row_number() OVER (ORDER BY churn_risk DESC NULLS LAST, n) AS place FROM customer WHERE churn_risk IS NOT NULL QUALIFY place <= ${top}) c ON c.n = d.n`;

const alertMembers = columnMembers(
  'a',
  customerAlerts,
  ['alert_id', 'master_id', 'rule_id', 'severity', 'state', 'title', 'message', 'opened_on'],
  false,
);

const alertsSql = (customers: Table, unmasked: boolean): string => `SELECT ${
  objectSql([...alertMembers, ['customer', cellSql('c', 'name', customers.columns['name']!, unmasked)]]).json
} AS item, row_number() OVER (ORDER BY a.opened_on DESC, a.severity = 'critical' DESC, a.severity = 'high' DESC, a.alert_id) AS place
  FROM alert a LEFT JOIN gold_customer c ON c.master_id = a.master_id WHERE a.state = 'open' QUALIFY place <= ${top}`;

const bandsSql = (column: string): string =>
  `SELECT ${
    objectSql([
      ['band', column],
      ['customers', 'COUNT(*)'],
    ]).json
  } AS item, ${column} AS place FROM customer GROUP BY ${column}`;

/** Rules that cannot be decided for some, the values that are missing, and why. */
const gapsSql = `WITH missing AS (
    SELECT rule_id, fact, json_extract_string(CAST(missing AS JSON), concat('$."', fact, '"')) AS reason
    FROM (SELECT rule_id, missing, unnest(json_keys(CAST(missing AS JSON))) AS fact FROM data_gap) named
  ), why AS (
    SELECT rule_id, concat('[', string_agg(${
      objectSql([
        ['fact', 'fact'],
        ['reason_text', 'reason_in_words(reason)'],
        ['customers', 'customers'],
      ]).json
    }, ',' ORDER BY customers DESC, fact, reason), ']') AS list
    FROM (SELECT rule_id, fact, reason, COUNT(*) AS customers FROM missing GROUP BY rule_id, fact, reason) counted GROUP BY rule_id
  )
  SELECT ${
    objectSql([
      ['rule', 'g.rule_id'],
      ['customers', 'g.customers'],
      ['missing', { json: "COALESCE(why.list, '[]')" }],
    ]).json
  } AS item, g.rule_id AS place FROM (SELECT rule_id, COUNT(*) AS customers FROM data_gap GROUP BY rule_id) g LEFT JOIN why ON why.rule_id = g.rule_id`;

/** Figures of the customer base: the newest, or those of the day before them that there are figures of. */
const businessOf = (before: number): JsonText => ({
  json: `(SELECT ${objectSql(columnMembers('b', businessMetrics, namesOf(businessMetrics), true)).json} FROM business b ORDER BY b.as_of DESC LIMIT 1 OFFSET ${before})`,
});

/** The customer base at a glance, a row: as people with and without the right to see personal data get it. */
export const dashboardSql = ({ customers }: GoldParts): string => {
  const document = (item: 'item' | 'item_masked'): JsonText =>
    objectSql([
      ['business', businessOf(0)],
      ['business_before', businessOf(1)],
      ['health', listOf(bandsSql('band'))],
      ['churn_risk', listOf(bandsSql('risk'))],
      ['at_risk', listOf(atRiskSql(item))],
      ['new_alerts', listOf(alertsSql(customers, item === 'item'))],
      ['data_gaps', listOf(gapsSql)],
      [
        'freshness',
        listOf(
          `SELECT ${objectSql(columnMembers('p', pipelineHealth, namesOf(pipelineHealth), true)).json} AS item, p.layer AS place FROM pipeline p
           WHERE p.as_of = (SELECT MAX(as_of) FROM pipeline)`,
        ),
      ],
      ['as_of', '(SELECT CAST(MAX(as_of) AS VARCHAR) FROM gold_customer)'],
      ['version', 'served_version()'],
    ]);
  return `SELECT ${document('item').json} AS document, ${document('item_masked').json} AS document_masked`;
};
