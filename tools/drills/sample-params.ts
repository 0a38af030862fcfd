import type { Stage } from '@audit/warehouse';
import { z } from 'zod';

/** A value for every parameter that has no default; a stage picks its own. */
const sample: Readonly<Record<string, unknown>> = {
  after: '2024-01-01T00:00:00.000000Z',
  at: '2024-01-20T00:00:00.000000Z',
  attributes: '',
  base: 'EUR',
  batch_id: 'bat1',
  clock: '2024-01-01T00:00:00Z',
  customer_id: 'c1',
  enforce_visibility: true,
  event_id: 'eve1',
  exclude_status: ['cancelled'],
  feed: 'changelog',
  from: '2024-01-10T00:00:00.000000Z',
  future: 'warn',
  hash_version: 2,
  input_tz: 'Europe/Berlin',
  known_at: '2024-02-25T00:00:00.000000Z',
  last_sk: 7,
  load_ts: '2024-06-01T00:00:00.000000Z',
  mapping: true,
  max_age: 7,
  returns: 'net',
  source_system: 'CRM',
  to: '2024-01-20T00:00:00.000000Z',
  until: '2024-03-01',
  zone: 'America/New_York',
};

/** Parameters of a stage, not yet validated: what has a default keeps it. */
export const sampleParams = (stage: Stage): Readonly<Record<string, unknown>> => {
  const required = Object.entries(stage.params.shape).filter(([, schema]) => !z.safeParse(schema, undefined).success);
  return Object.fromEntries(required.map(([name]) => [name, sample[name]]));
};
