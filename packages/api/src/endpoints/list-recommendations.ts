import { z } from 'zod';
import { listName } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { withMembers } from '../http/json-text.ts';
import { executionOf } from '../actions/execution.ts';
import { pageOf } from './answer-fields.ts';
import { afterPlace, type Keyset, keysetOrder, pageJson, placeIn, Values } from './keyset.ts';
import { ofKnownCustomer } from './of-customer.ts';
import { recommendation, recommendationItem, recommendationVersion } from './recommendation-item.ts';
import { cursor, customerParams, limit, wordList } from './request-fields.ts';

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
  byState: true,
  personal: true,
  reply: ofKnownCustomer(path, async (asked) => {
    const { params, query, snapshot, access, service } = asked;
    const { status, priority, limit: most } = query;
    const list = listName('recommendations', params.id, status, priority);
    const values = new Values();
    const among = (column: string, words: readonly string[] | undefined): string =>
      words === undefined ? '' : ` AND r.${column} IN (${words.map((word) => values.add(word)).join(', ')})`;
    const own = `r.master_id = ${values.add(params.id)}${among('status', status)}${among('priority', priority)}`;
    const after = afterPlace(keyset, placeIn(asked, list), values);
    const rows = await snapshot.rows(
      `SELECT ${recommendationItem.json}, ${keyset.key}, ${keyset.id} FROM recommendation r WHERE ${own} AND ${after} ${keysetOrder(keyset)} LIMIT ${most + 1}`,
      values.list,
    );
    const { actions } = service.actions.state;
    const merged = rows.map(([item, key, id]) => {
      const action = actions.get(String(id));
      const more = { execution: executionOf(action, access), version: recommendationVersion(String(item), action) };
      return [withMembers(String(item), more), key, id];
    });
    return { body: pageJson(merged, most, snapshot.tag, list) };
  }),
});
