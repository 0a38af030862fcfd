import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { count, instant, pageOf } from './answer-fields.ts';
import { noFields } from './request-fields.ts';

const run = z.strictObject({
  version: count,
  committed_at: instant,
  job: z.string(),
  run_id: z.string(),
  clock: instant,
  seconds: z.number(),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      mode: z.string(),
      why: z.string(),
      resumed: z.boolean(),
      seconds: z.number(),
      counts: z.record(z.string(), z.number()),
    }),
  ),
  changed: z.array(z.strictObject({ table: z.string(), rows: count })),
});

/** `GET /api/runs` */
export const listRuns = endpoint({
  path: '/api/runs',
  name: 'listRuns',
  summary: 'Runs whose versions are kept, the newest first: their steps, counts and times',
  params: noFields,
  query: noFields,
  answer: pageOf(run),
  reply: async ({ snapshot }) => await Promise.resolve({ body: snapshot.contents.runs }),
});
