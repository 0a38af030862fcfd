import { z } from 'zod';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { parseFaults } from '../faults/read-fault-plan.ts';
import { keptTypes } from '../organisation/sobject.ts';
import type { SimulatedOrg } from '../simulated-org.ts';
import { ApiRefusal } from './api-refusal.ts';
import { type Answer, json } from './exchange.ts';
import { parseJson } from './parse-json.ts';

/** What the routes of the simulator itself act on. */
export interface Controlled {
  readonly org: SimulatedOrg;
  readonly faults: FaultPlan;
}

type Action = (controlled: Controlled, body: unknown) => Promise<unknown>;

/** The body as the schema has it. */
const read = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ApiRefusal(400, 'JSON_PARSER_ERROR', z.prettifyError(parsed.error));
  return parsed.data;
};

const rows = z.union([z.int().nonnegative(), z.array(z.string())]).exactOptional();
const changeSpec = z.strictObject({
  object: z.string(),
  insert: z.int().nonnegative().exactOptional(),
  update: rows,
  softDelete: rows,
  hardDelete: rows,
  undelete: rows,
  lateSeconds: z.int().nonnegative().exactOptional(),
});
const advanceSpec = z.strictObject({ to: z.union([z.int().nonnegative(), z.string()]) });
const truthSpec = z.strictObject({ object: z.string(), fields: z.array(z.string()).exactOptional() });
const removedField = z.strictObject({ object: z.string(), name: z.string() });
const fieldSpec = z.strictObject({
  object: z.string(),
  name: z.string().regex(/^[A-Za-z]\w{0,39}$/),
  type: z.enum(keptTypes),
  length: z.int().positive().exactOptional(),
  precision: z.int().positive().max(38).exactOptional(),
  scale: z.int().nonnegative().max(10).exactOptional(),
  externalId: z.boolean().exactOptional(),
});

const splitField = (body: unknown): Parameters<SimulatedOrg['addField']> => {
  const { object, ...field } = read(fieldSpec, body);
  return [object, field];
};

const actions: Readonly<Record<string, Action>> = {
  advance: async ({ org }, body) => ({ clock: await org.advance(read(advanceSpec, body).to) }),
  change: ({ org }, body) => org.change(read(changeSpec, body)),
  'add-field': async ({ org }, body) => ({ done: (await org.addField(...splitField(body))) === undefined }),
  'change-field': async ({ org }, body) => ({ done: (await org.changeField(...splitField(body))) === undefined }),
  'remove-field': async ({ org }, body) => {
    const { object, name } = read(removedField, body);
    await org.removeField(object, name);
    return { done: true };
  },
  truth: ({ org }, body) => {
    const { object, fields } = read(truthSpec, body);
    return org.truth(object, fields);
  },
  faults: async ({ faults }, body) => {
    const plan = parseFaults('the plan', body);
    faults.clear();
    faults.add(plan);
    return { planned: plan.length };
  },
};

const root = '/simulator/';

/** Whether a path is one of the simulator itself, which no real Salesforce has: no fault strikes it. */
export const isControl = (path: string): boolean => path.startsWith(root);

/** The routes under `/simulator/`: they move the clock, change rows and fields and plan faults of a simulator in another process. */
export const answerControl = async (controlled: Controlled, method: string, path: string, body: string): Promise<Answer> => {
  const name = path.slice(root.length);
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) throw new ApiRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (method !== 'POST') throw new ApiRefusal(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are POST`);
  try {
    return json(await action(controlled, parseJson(body)));
  } catch (error) {
    if (error instanceof ApiRefusal) throw error;
    throw new ApiRefusal(400, 'SIMULATOR', error instanceof Error ? error.message : 'unknown');
  }
};
