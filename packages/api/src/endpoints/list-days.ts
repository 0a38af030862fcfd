import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { goldDays } from '../past/gold-days.ts';
import { count, day, pageOf } from './answer-fields.ts';
import { noFields } from './request-fields.ts';

/** `GET /api/days` */
export const listDays = endpoint({
  path: '/api/days',
  name: 'listDays',
  summary: 'Days customers can be seen as of, the newest first, each with the newest version of it',
  params: noFields,
  query: noFields,
  answer: pageOf(z.strictObject({ as_of: day, version: count })),
  reply: async ({ snapshot }) => {
    const items = [...goldDays(snapshot)]
      .map(([as_of, version]) => ({ as_of, version }))
      .toSorted((left, right) => (left.as_of < right.as_of ? 1 : -1));
    return await Promise.resolve({ body: JSON.stringify({ items, next_cursor: null }) });
  },
});
