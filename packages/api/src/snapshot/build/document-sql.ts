import { textLiteral } from '@audit/warehouse';
import type { GoldFact, GoldParts, GoldScore } from './gold-parts.ts';
import {
  arraySql,
  cellSql,
  jsonConstant,
  type JsonPieces,
  type JsonText,
  markedCell,
  markedMembers,
  type Member,
  objectSql,
  piecesOf,
  valuesSql,
} from '../json-sql.ts';

const identity = ['name', 'country', 'region', 'industry', 'segment', 'website', 'owner', 'linkage_confidence'];
const identityMembers = ({ customers }: GoldParts): readonly Member[] => [
  ['id', 'c.master_id'],
  ...markedMembers('c', customers, identity),
];

/** A reason, and the same in words. */
const reasonMembers = (column: string | undefined) =>
  [
    ['reason', column ?? jsonConstant(null)],
    ['reason_text', column === undefined ? jsonConstant(null) : `reason_in_words(${column})`],
  ] as const;

const factSql = ({ customers }: GoldParts, { name, label, unit, hasReason }: GoldFact): JsonText =>
  objectSql([
    ['name', jsonConstant(name)],
    ['label', jsonConstant(label)],
    ['unit', jsonConstant(unit)],
    ['value', markedCell('c', name, customers.columns[name]!)],
    ...reasonMembers(hasReason ? `c."${name}_reason"` : undefined),
  ]);

const scoreSql = ({ name, label, parts, table }: GoldScore): JsonText => {
  const of = (column: string): string => cellSql(`score_${name}`, column, table.columns[column]!, true);
  const own = parts.map((part) =>
    objectSql([
      ['name', jsonConstant(part.name)],
      ['label', jsonConstant(part.label)],
      ['weight', jsonConstant(part.weight === null ? null : Number(part.weight))],
      ['value', of(part.name)],
      ...reasonMembers(`score_${name}."${part.name}_reason"`),
      ['points', of(`${part.name}_points`)],
      ['lost', of(`${part.name}_lost`)],
    ]),
  );
  return objectSql([
    ['name', jsonConstant(name)],
    ['label', jsonConstant(label)],
    ['value', of(name)],
    // Cut, not rounded: 79.6 is no 80 in the colour of 79.
    ['shown', `CAST(floor(score_${name}."${name}") AS BIGINT)`],
    ['band', `score_${name}."${name}_band"`],
    ...reasonMembers(`score_${name}."${name}_reason"`),
    ['coverage', of(`${name}_coverage`)],
    ['parts', arraySql(own)],
  ]);
};

const alertMembers = ({ customers }: GoldParts): readonly Member[] => [
  [
    'alerts',
    objectSql([
      ['open', 'c.open_alerts'],
      ['worst', 'c.worst_alert'],
      // What people did is counted when it is asked for.
      ['acknowledged', jsonConstant(0)],
      ['snoozed', jsonConstant(0)],
    ]),
  ],
  [
    'recommendations',
    objectSql([
      ['open', 'c.open_recommendations'],
      ['acted_on', jsonConstant(0)],
      ['next_action', 'c.next_action'],
      ['next_action_priority', 'c.next_action_priority'],
    ]),
  ],
  [
    'last_event',
    {
      json: `CASE WHEN c.last_event_at IS NOT NULL THEN ${
        objectSql([
          ['at', markedCell('c', 'last_event_at', customers.columns['last_event_at']!)],
          ['title', markedCell('c', 'last_event', customers.columns['last_event']!)],
        ]).json
      } END`,
    },
  ],
];

const list = (relation: string): JsonText => ({ json: `COALESCE(${relation}.list, '[]')` });

/** Everything a page of a customer shows at once. */
const documentObject = (parts: GoldParts): JsonPieces =>
  piecesOf(
    objectSql([
      ...identityMembers(parts),
      ['accounts', list('member')],
      ['aliases', list('merged')],
      ['metrics', arraySql(parts.facts.map((fact) => factSql(parts, fact)))],
      ['scores', arraySql(parts.scores.map(scoreSql))],
      ['courses', list('course')],
      ['records', list('kept')],
      ...alertMembers(parts),
      ['data_gaps', list('gap')],
      ['as_of', 'CAST(c.as_of AS VARCHAR)'],
      ['version', 'served_version()'],
      ['definition_version', 'c.definition_version'],
    ]),
  );

const scoreMembers = (scores: readonly GoldScore[]) =>
  scores.flatMap(({ name }) => [[name, `score_${name}."${name}"`] as const, [`${name}_band`, `score_${name}."${name}_band"`] as const]);

/** A customer as a line of a list. */
const lineObject = (parts: GoldParts): JsonText =>
  objectSql([
    ...identityMembers(parts),
    ['scores', objectSql(scoreMembers(parts.scores))],
    ...markedMembers('c', parts.customers, ['mrr', 'clv', 'annual_revenue']),
    ['open_alerts', 'c.open_alerts'],
    ['worst_alert', 'c.worst_alert'],
    ['next_action', 'c.next_action'],
    ['as_of', 'CAST(c.as_of AS VARCHAR)'],
  ]);

/** A stretch of the customers in the order of their ids: from the first one to before the other; to the end where there is none. */
export interface CustomerStretch {
  readonly from: string;
  readonly until: string | undefined;
}

/** Lists beside the row of a customer, as `master_id, list`: its accounts, the ids merged into it, the course of its metrics, how many records of a kind, and what cannot be decided. @param of gives the rows of a relation that count */
const listsSql = (of: (relation: string) => string): Readonly<Record<string, string>> => ({
  member: `SELECT master_id, CAST(to_json(list({'id': account_id, 'confidence': confidence, 'rule': rule} ORDER BY account_id)) AS VARCHAR) AS list FROM ${of('account_of')} GROUP BY master_id`,
  merged: `SELECT master_id, CAST(to_json(list(id ORDER BY id)) AS VARCHAR) AS list FROM ${of('other_id')} WHERE kind = 'merged' GROUP BY master_id`,
  course: `WITH points AS (
      SELECT m.master_id, m.metric, list({'month': CAST(m.month AS VARCHAR), 'value': CASE WHEN isfinite(m.value) THEN m.value END} ORDER BY m.month) AS points
      FROM ${of('monthly')} m WHERE m.month > served_day() - INTERVAL 12 MONTH GROUP BY m.master_id, m.metric
    )
    SELECT master_id, CAST(to_json(list({'metric': metric, 'points': points} ORDER BY metric)) AS VARCHAR) AS list FROM points GROUP BY master_id`,
  kept: `SELECT master_id, CAST(to_json(list({'kind': kind, 'total': total, 'current': current} ORDER BY kind)) AS VARCHAR) AS list
    FROM (SELECT r.master_id, r.kind, COUNT(*) AS total, COUNT(*) FILTER (r.is_current) AS current FROM ${of('record')} r GROUP BY r.master_id, r.kind) counted GROUP BY master_id`,
  gap: `SELECT master_id, CAST(to_json(list({'rule': rule_id, 'missing': CAST(missing AS JSON)} ORDER BY rule_id)) AS VARCHAR) AS list FROM ${of('data_gap')} GROUP BY master_id`,
});

/**
 * A row a customer of a stretch: what lists are filtered and sorted by, its line in them, and the values of its document, to fill `documentTexts` with; both with personal values marked. Documents are long: a few thousand customers at once fit in memory whatever their number.
 */
export const customerSql = (parts: GoldParts, { from, until }: CustomerStretch): string => {
  const within = `master_id >= ${textLiteral(from)}${until === undefined ? '' : ` AND master_id < ${textLiteral(until)}`}`;
  const of = (relation: string): string => `(SELECT * FROM ${relation} WHERE ${within})`;
  const scores = parts.scores.map(
    ({ name }) => `LEFT JOIN ${of(`gold_score_${name}`)} score_${name} ON score_${name}.master_id = c.master_id`,
  );
  const lists = Object.entries(listsSql(of)).map(([name, sql]) => `LEFT JOIN (${sql}) ${name} ON ${name}.master_id = c.master_id`);
  const has = (name: string): string => (name in parts.customers.columns ? `CAST(c."${name}" AS DOUBLE)` : 'CAST(NULL AS DOUBLE)');
  // What identifies a person is not to be filtered by: whoever may not see it could ask until they know.
  const word = (name: string): string => (parts.customers.columns[name]?.pii === 'none' ? `c."${name}"` : 'CAST(NULL AS VARCHAR)');
  const ofScore = (name: string, what: string, type: string): string =>
    parts.scores.some((score) => score.name === name) ? `score_${name}.${name}${what}` : `CAST(NULL AS ${type})`;
  return `SELECT number_of.n, c.master_id, lower(strip_accents(c.name)) AS name, ${ofScore('health', '', 'DOUBLE')} AS health, ${ofScore('churn_risk', '', 'DOUBLE')} AS churn_risk,
    lower(${ofScore('health', '_band', 'VARCHAR')}) AS band, lower(${ofScore('churn_risk', '_band', 'VARCHAR')}) AS risk,
    ${has('mrr')} AS mrr, ${has('clv')} AS clv, ${has('annual_revenue')} AS annual_revenue, CAST(c.open_alerts AS DOUBLE) AS open_alerts,
    ${word('country')} AS country, ${word('segment')} AS segment, ${lineObject(parts).json} AS line, ${valuesSql(documentObject(parts))} AS document
  FROM ${of('gold_customer')} c JOIN ${of('number_of')} number_of ON number_of.master_id = c.master_id ${[...scores, ...lists].join(' ')}`;
};

/** What every document has alike: texts around the values of `customerSql`. */
export const documentTexts = (parts: GoldParts): readonly string[] => documentObject(parts).texts;
