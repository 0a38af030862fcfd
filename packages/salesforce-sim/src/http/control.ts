import { z } from 'zod';
import { parseFaults } from '../faults/read-fault-plan.ts';
import type { SimulatedOrg } from '../simulated-org.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { ApiRefusal } from './api-refusal.ts';
import { type Answer, json } from './exchange.ts';

const rows = z.union([z.int().nonnegative(), z.array(z.string())]).optional();
const changeSpec = z.strictObject({
  object: z.string(),
  insert: z.int().nonnegative().optional(),
  update: rows,
  softDelete: rows,
  hardDelete: rows,
  undelete: rows,
  lateSeconds: z.int().nonnegative().optional(),
});
const advanceSpec = z.strictObject({ to: z.union([z.int().nonnegative(), z.string()]) });

/** What the routes of the simulator itself act on. */
export interface Controlled {
  readonly org: SimulatedOrg;
  readonly faults: FaultPlan;
}

const read = <T>(schema: z.ZodType<T>, body: string): T => {
  const parsed = schema.safeParse(JSON.parse(body === '' ? '{}' : body));
  if (!parsed.success) throw new ApiRefusal(400, 'JSON_PARSER_ERROR', z.prettifyError(parsed.error));
  return parsed.data;
};

const given = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const act = async ({ org, faults }: Controlled, path: string, body: string): Promise<unknown> => {
  switch (path) {
    case '/simulator/advance':
      return { clock: await org.advance(read(advanceSpec, body).to) };
    case '/simulator/change':
      return await org.change(given(read(changeSpec, body)) as Parameters<SimulatedOrg['change']>[0]);
    case '/simulator/faults':
      faults.clear();
      faults.add(parseFaults('the plan', JSON.parse(body)));
      return { planned: true };
    default:
      throw new ApiRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
};

/**
 * The routes under `/simulator/`, which no real Salesforce has: they move the clock, change rows and plan faults of a simulator in
 * another process. Undefined for all other paths.
 */
export const answerControl = async (controlled: Controlled, method: string, path: string, body: string): Promise<Answer | undefined> => {
  if (!path.startsWith('/simulator/')) return undefined;
  if (method !== 'POST') throw new ApiRefusal(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are POST`);
  try {
    return json(await act(controlled, path, body));
  } catch (error) {
    if (error instanceof ApiRefusal) throw error;
    throw new ApiRefusal(400, 'SIMULATOR', error instanceof Error ? error.message : 'unknown');
  }
};
