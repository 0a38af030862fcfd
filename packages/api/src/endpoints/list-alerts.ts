import { customerAlerts } from '@audit/contract';
import { z } from 'zod';
import { alertMarks, alertMarksView } from '../alerts/alert-view.ts';
import { listName } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { withMembers } from '../http/json-text.ts';
import { columnMembers, jsonColumn, objectSql } from '../snapshot/json-sql.ts';
import { count, day, evidence, pageOf } from './answer-fields.ts';
import { afterPlace, type Keyset, keysetOrder, pageJson, placeIn, Values } from './keyset.ts';
import { ofKnownCustomer } from './of-customer.ts';
import { cursor, customerParams, limit, wordList } from './request-fields.ts';

const alert = z.strictObject({
  id: z.string(),
  rule: z.string(),
  episode: count,
  severity: z.string(),
  state: z.string(),
  title: z.string(),
  message: z.string(),
  opened_on: day,
  resolved_on: day.nullable(),
  evidence,
  ...alertMarks,
});

const item = objectSql([
  ['id', 'a.alert_id'],
  ['rule', 'a.rule_id'],
  ...columnMembers('a', customerAlerts, ['episode', 'severity', 'state', 'title', 'message', 'opened_on', 'resolved_on'], false),
  ['evidence', jsonColumn('a', 'evidence')],
]);
const keyset: Keyset = { key: 'CAST(a.opened_on AS VARCHAR)', id: 'a.alert_id', descending: true, keyed: 'text' };
const path = '/api/customer/:id/alerts';

/** `GET /api/customer/:id/alerts` */
export const listAlerts = endpoint({
  path,
  name: 'listAlerts',
  summary: 'Alerts of a customer, the newest first',
  params: customerParams,
  query: z.strictObject({
    state: wordList.optional().describe('States, such as open; all by default'),
    severity: wordList.optional().describe('Severities, such as critical,high; all by default'),
    limit,
    cursor,
  }),
  answer: pageOf(alert),
  problems: ['NO_SUCH_CUSTOMER', 'BAD_CURSOR', 'CURSOR_OUTDATED'],
  byState: true,
  personal: true,
  reply: ofKnownCustomer(path, async (asked) => {
    const { params, query, snapshot, access, service } = asked;
    const { state, severity, limit: most } = query;
    const list = listName('alerts', params.id, state, severity);
    const values = new Values();
    const among = (column: string, words: readonly string[] | undefined): string =>
      words === undefined ? '' : ` AND a.${column} IN (${words.map((word) => values.add(word)).join(', ')})`;
    const own = `a.master_id = ${values.add(params.id)}${among('state', state)}${among('severity', severity)}`;
    const after = afterPlace(keyset, placeIn(asked, list), values);
    const rows = await snapshot.rows(
      `SELECT ${item.json}, ${keyset.key}, ${keyset.id} FROM alert a WHERE ${own} AND ${after} ${keysetOrder(keyset)} LIMIT ${most + 1}`,
      values.list,
    );
    const { alerts } = service.actions.state;
    const merged = rows.map(([own, key, id]) => [
      withMembers(String(own), alertMarksView(alerts.get(String(id)), service.now(), access)),
      key,
      id,
    ]);
    return { body: pageJson(merged, most, snapshot.tag, list) };
  }),
});
