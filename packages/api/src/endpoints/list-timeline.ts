import { customerTimeline, instantOf } from '@audit/contract';
import { z } from 'zod';
import { badCursor, listName, type Place } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { columnMembers, type JsonText, objectSql } from '../snapshot/json-sql.ts';
import { instant, optionalNumber, pageOf } from './answer-fields.ts';
import { afterPlace, type Keyset, keysetOrder, pageJson, placeIn, Values } from './keyset.ts';
import { isAfter, journalEvents, type PlacedEvent } from './journal-events.ts';
import { ofKnownCustomer } from './of-customer.ts';
import { cursor, customerParams, limit, moment, wordList } from './request-fields.ts';

const event = z.strictObject({
  id: z.string(),
  happened_at: instant,
  kind: z.string(),
  title: z.string().describe('*** for those who may not see personal data'),
  amount: optionalNumber,
  account_id: z.string(),
  source_table: z.string(),
  source_id: z.string(),
});

const shown = ['happened_at', 'kind', 'title', 'amount', 'account_id', 'source_table', 'source_id'];
const itemOf = (unmasked: boolean): JsonText => objectSql([['id', 'e.event_id'], ...columnMembers('e', customerTimeline, shown, unmasked)]);
const keyset: Keyset = { key: 'epoch_us(e.happened_at)', id: 'e.event_id', descending: true, keyed: 'micros' };
const path = '/api/customer/:id/timeline';

/** Rows of a page, with what people did where it belongs. */
const mergedRows = (rows: readonly (readonly unknown[])[], done: readonly PlacedEvent[], most: number): readonly (readonly unknown[])[] => {
  if (done.length === 0) return rows;
  const placed = rows.map(([item, micros, id]): PlacedEvent => ({ item: String(item), micros: BigInt(String(micros)), id: String(id) }));
  return [...placed, ...done]
    .toSorted((left, right) => (isAfter(right, left) ? -1 : 1))
    .slice(0, most)
    .map(({ item, micros, id }) => [item, micros, id]);
};

/** When the last event before was. @throws ApiProblem 400: each event has a time */
const microsIn = ({ key }: Place): bigint => {
  if (typeof key !== 'string') throw badCursor();
  return BigInt(key);
};

/** Microseconds of a day, its beginning, or of an instant. */
const microsOf = (text: string): bigint => instantOf(text.length === 10 ? `${text}T00:00:00Z` : text);

/** `GET /api/customer/:id/timeline` */
export const listTimeline = endpoint({
  path,
  name: 'listTimeline',
  summary: 'What happened with a customer, the newest first',
  params: customerParams,
  query: z.strictObject({
    kinds: wordList.optional().describe('Kinds of events, such as case_opened,meeting; all by default'),
    from: moment.optional().describe('Not before: a day, its beginning in UTC, or an instant'),
    to: moment.optional().describe('Before: a day, its beginning in UTC, or an instant'),
    limit,
    cursor,
  }),
  answer: pageOf(event),
  problems: ['NO_SUCH_CUSTOMER', 'BAD_CURSOR', 'CURSOR_OUTDATED'],
  personal: true,
  byState: true,
  reply: ofKnownCustomer(path, async (asked) => {
    const { params, query, snapshot, access, service } = asked;
    const { kinds, from, to, limit: most } = query;
    const list = listName('timeline', params.id, kinds, from, to);
    const place = placeIn(asked, list);
    const values = new Values();
    const own = [
      `e.master_id = ${values.add(params.id)}`,
      ...(kinds === undefined ? [] : [`e.kind IN (${kinds.map((kind) => values.add(kind)).join(', ')})`]),
      ...(from === undefined ? [] : [`epoch_us(e.happened_at) >= ${values.add(microsOf(from))}`]),
      ...(to === undefined ? [] : [`epoch_us(e.happened_at) < ${values.add(microsOf(to))}`]),
      afterPlace(keyset, place, values),
    ];
    const rows = await snapshot.rows(
      `SELECT ${itemOf(access.unmasked).json}, ${keyset.key}, ${keyset.id} FROM timeline e WHERE ${own.join(' AND ')} ${keysetOrder(keyset)} LIMIT ${most + 1}`,
      values.list,
    );
    const [first, last] = [from, to].map((text) => (text === undefined ? undefined : microsOf(text)));
    const after = place === undefined ? undefined : { micros: microsIn(place), id: place.id };
    const done = await journalEvents(snapshot, service.actions.state, { customer: params.id, kinds, from: first, to: last, after });
    return { body: pageJson(mergedRows(rows, done, most + 1), most, snapshot.tag, list) };
  }),
});
