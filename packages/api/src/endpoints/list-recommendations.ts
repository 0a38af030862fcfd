import { customerRecommendations } from '@audit/contract';
import { z } from 'zod';
import { listName } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { columnMembers, jsonColumn, objectSql } from '../snapshot/json-sql.ts';
import { count, day, evidence, optionalNumber, pageOf } from './answer-fields.ts';
import { afterPlace, type Keyset, keysetOrder, pageJson, placeIn, Values } from './keyset.ts';
import { ofKnownCustomer } from './of-customer.ts';
import { cursor, customerParams, limit, wordList } from './request-fields.ts';

const recommendation = z.strictObject({
  id: z.string(),
  rule: z.string(),
  episode: count,
  priority: z.string(),
  action: z.string(),
  reason: z.string(),
  expected_outcome: z.string(),
  impact_amount: optionalNumber,
  impact_method: z.string(),
  status: z.string(),
  created_on: day,
  expires_on: day,
  closed_on: day.nullable(),
  evidence,
});

const shown = [
  'episode',
  'priority',
  'action',
  'reason',
  'expected_outcome',
  'impact_amount',
  'impact_method',
  'status',
  'created_on',
  'expires_on',
  'closed_on',
];
const item = objectSql([
  ['id', 'r.recommendation_id'],
  ['rule', 'r.rule_id'],
  ...columnMembers('r', customerRecommendations, shown, false),
  ['evidence', jsonColumn('r', 'evidence')],
]);
const keyset: Keyset = { key: 'CAST(r.created_on AS VARCHAR)', id: 'r.recommendation_id', descending: true, keyed: 'text' };
const path = '/api/customer/:id/recommendations';

/** `GET /api/customer/:id/recommendations` */
export const listRecommendations = endpoint({
  path,
  name: 'listRecommendations',
  summary: 'Next actions for a customer, the newest first',
  params: customerParams,
  query: z.strictObject({
    status: wordList.optional().describe('States, such as open; all by default'),
    priority: wordList.optional().describe('Priorities, such as HIGH,MEDIUM; all by default'),
    limit,
    cursor,
  }),
  answer: pageOf(recommendation),
  problems: ['NO_SUCH_CUSTOMER', 'BAD_CURSOR', 'CURSOR_OUTDATED'],
  reply: ofKnownCustomer(path, async (asked) => {
    const { params, query, snapshot } = asked;
    const { status, priority, limit: most } = query;
    const list = listName('recommendations', params.id, status, priority);
    const values = new Values();
    const among = (column: string, words: readonly string[] | undefined): string =>
      words === undefined ? '' : ` AND r.${column} IN (${words.map((word) => values.add(word)).join(', ')})`;
    const own = `r.master_id = ${values.add(params.id)}${among('status', status)}${among('priority', priority)}`;
    const after = afterPlace(keyset, placeIn(asked, list), values);
    const rows = await snapshot.rows(
      `SELECT ${item.json}, ${keyset.key}, ${keyset.id} FROM recommendation r WHERE ${own} AND ${after} ${keysetOrder(keyset)} LIMIT ${most + 1}`,
      values.list,
    );
    return { body: pageJson(rows, most, snapshot.tag, list) };
  }),
});
