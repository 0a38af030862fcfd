import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { count, day, instant } from './answer-fields.ts';
import { noFields } from './request-fields.ts';

const open = { params: noFields, query: noFields, scope: null, byVersion: false } as const;

/** `GET /healthz` */
export const getHealth = endpoint({
  ...open,
  path: '/healthz',
  name: 'getHealth',
  summary: 'Whether the process lives',
  answer: z.strictObject({ status: z.literal('ok') }),
  reply: async () => await Promise.resolve({ body: '{"status":"ok"}' }),
});

const readiness = z.strictObject({
  status: z.enum(['ready', 'behind']).describe('behind: the newest version cannot be served, the one before is'),
  version: count,
  as_of: day,
  checked_at: instant.describe('When it last looked for a new version'),
  broken: z.strictObject({ version: count.nullable(), code: z.string(), since: instant }).nullable(),
});

/** `GET /readyz` */
export const getReadiness = endpoint({
  ...open,
  path: '/readyz',
  name: 'getReadiness',
  summary: 'Which version is served, and whether the newest one is',
  answer: readiness,
  reply: async ({ service: { keeper } }) => {
    const { current, broken, checkedAt } = keeper;
    const status = broken === undefined ? 'ready' : 'behind';
    const checked = new Date(checkedAt).toISOString();
    return await Promise.resolve({
      body: JSON.stringify({ status, version: current.version, as_of: current.asOf, checked_at: checked, broken: broken ?? null }),
    });
  },
});

/** `GET /metrics` */
export const getMetrics = endpoint({
  ...open,
  scope: 'read',
  path: '/metrics',
  name: 'getMetrics',
  summary: 'Measures of the service and of the customer base, for Prometheus',
  answer: undefined,
  type: 'text/plain; version=0.0.4; charset=utf-8',
  reply: async ({ service }) => await Promise.resolve({ body: service.metrics.text() }),
});

/** `GET /openapi.json` */
export const getOpenApi = endpoint({
  ...open,
  path: '/openapi.json',
  name: 'getOpenApi',
  summary: 'This description',
  answer: z.looseObject({ openapi: z.string() }),
  reply: async ({ service }) => await Promise.resolve({ body: service.openApi }),
});
