import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { count, optionalNumber, optionalText } from './answer-fields.ts';
import { noFields } from './request-fields.ts';

const quality = z.strictObject({
  version: count,
  freshness: z.array(z.strictObject({ source: z.string(), newest_change: optionalText, last_loaded: z.string(), rows: count })),
  columns: z.array(
    z.strictObject({
      table: z.string(),
      column: z.string(),
      rows: count,
      null_share: z.number(),
      null_share_before: optionalNumber,
      distinct: count,
      distinct_before: optionalNumber,
      rejected: count,
      flagged: count,
      is_drift: z.boolean(),
      profiled_at: z.string(),
    }),
  ),
  quarantine: z.array(
    z.strictObject({ source: z.string(), column: optionalText, code: z.string(), rows: count, last_refused: z.string() }),
  ),
  gates: z.array(
    z.strictObject({
      gate: z.string(),
      table: z.string(),
      measure: z.string(),
      value: optionalNumber,
      bound: z.string(),
      outcome: z.string(),
      pipeline: z.string(),
      as_of: z.string(),
    }),
  ),
  data_gaps: z.array(z.strictObject({ rule: z.string(), customers: count })),
});

/** `GET /api/quality` */
export const getQuality = endpoint({
  path: '/api/quality',
  name: 'getQuality',
  summary: 'Quality of the data: freshness, columns with drift, quarantine, gates, data gaps',
  params: noFields,
  query: noFields,
  answer: quality,
  reply: async ({ snapshot }) => await Promise.resolve({ body: snapshot.contents.quality }),
});
