import { z } from 'zod';
import { actionStates } from '../actions/action.ts';
import { actionResource, actionView } from '../actions/action-view.ts';
import { badCursor, listName, writeCursor } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { pageOf } from './answer-fields.ts';
import { placeIn } from './keyset.ts';
import { cursor, limit, noFields } from './request-fields.ts';

/** `GET /api/actions` */
export const listActions = endpoint({
  path: '/api/actions',
  name: 'listActions',
  summary: 'Recommendations that were acted on, the last asked for first',
  params: noFields,
  query: z.strictObject({
    state: z.enum(actionStates).exclude(['proposed']).optional().describe('Those in this state; all by default'),
    delivery: z.literal('dead').optional().describe('dead: those whose connector was told in vain, and is not any more'),
    limit,
    cursor,
  }),
  answer: pageOf(actionResource),
  problems: ['BAD_CURSOR', 'CURSOR_OUTDATED'],
  byVersion: false,
  personal: true,
  reply: async (asked) => {
    const { query, snapshot, access, service } = asked;
    const { actions, deliveries } = service.actions.state;
    const list = listName('actions', query.state, query.delivery);
    const place = placeIn(asked, list);
    if (place !== undefined && typeof place.key !== 'number') throw badCursor();
    const before = typeof place?.key === 'number' ? place.key : Number.POSITIVE_INFINITY;
    const byAction = Map.groupBy(deliveries.values(), ({ action_id: id }) => id);
    const of = (id: string) => byAction.get(id) ?? [];
    const wanted = [...actions.values()]
      .toReversed()
      .filter(({ requested_seq: seq, state }) => seq < before && (query.state === undefined || state === query.state))
      .filter(({ id }) => query.delivery === undefined || of(id).some(({ state }) => state === 'dead'));
    const shown = wanted.slice(0, query.limit);
    const last = wanted.length > query.limit ? shown.at(-1) : undefined;
    const next = last === undefined ? null : writeCursor(snapshot.tag, list, { key: last.requested_seq, id: last.id });
    const items = shown.map((record) => actionView(record, undefined, of(record.id), access));
    return await Promise.resolve({ body: JSON.stringify({ items, next_cursor: next }) });
  },
});
