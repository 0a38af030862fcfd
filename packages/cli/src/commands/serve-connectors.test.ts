import { createHmac } from 'node:crypto';
import { type Simulator, startSimulator } from '@audit/salesforce-sim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HookServer, openHookServer } from '../triggers/hook-server.fixture.ts';
import { openDesk } from './serve/action-desk.fixture.ts';
import { openServedLake, type ServedLake } from './serve/served-lake.fixture.ts';

const mill = '942fa2df-925d-5fa1-95bc-74d33bae6588';
const signing = 'the key of the signature';

let served: ServedLake;
let hook: HookServer;
let sim: Simulator;
beforeAll(async () => {
  hook = await openHookServer();
  sim = await startSimulator({ seed: 3, accounts: 5, threads: 1 });
  await sim.org.addField('Task', { name: 'Audit_Action_Id__c', type: 'string', externalId: true });
  const { clientId, clientSecret } = sim.credentials;
  const webhook = { url: hook.url, signing_env: 'DESK_KEY' };
  const connectors = [
    { name: 'desk', rules: ['R001', 'R003'], webhook },
    { name: 'printer', rules: ['R004'], webhook, cancel: 'none' },
    { name: 'crm', rules: ['R006'], salesforce: {} },
  ];
  served = await openServedLake(
    { serve: { connectors, delivery_tries: 2, requests_at_once: 1000, requests_per_second: 1000 } },
    { DESK_KEY: signing, SALESFORCE_LOGIN_URL: sim.url, SALESFORCE_CLIENT_ID: clientId, SALESFORCE_CLIENT_SECRET: clientSecret },
  );
}, 240_000);
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  await hook[Symbol.asyncDispose]();
  await sim.close();
});

const { post, execute, settled, recommendations } = openDesk(() => served);
const idOf = async (rule: string): Promise<string> => {
  const found = (await recommendations(mill)).find((one) => one.rule === rule);
  return found?.id ?? '';
};
const cancel = async (id: string) => await post(`/api/actions/${id}/cancel`, {});
const tasks = async () =>
  (await sim.org.truth('Task', ['Subject', 'Description', 'Status', 'Priority', 'ActivityDate', 'Audit_Action_Id__c', 'IsDeleted'])).filter(
    (row) => row['Audit_Action_Id__c'] !== null,
  );

describe('a webhook', () => {
  test('is told once, signed, with the id of the delivery; and that an action was taken back', async () => {
    const id = await idOf('R001');
    await execute(id, 'w-1', { note: 'before noon' });
    expect((await settled(id)).state).toBe('succeeded');
    const { headers, body } = hook.heard[0]!;
    expect(headers['idempotency-key']).toBe(`${id}-1`);
    const expected = createHmac('sha256', signing)
      .update(`${String(headers['audit-timestamp'])}.${body}`)
      .digest('hex');
    expect(headers['audit-signature']).toBe(`v1=${expected}`);
    expect(JSON.parse(body)).toMatchObject({
      event: 'action.requested',
      action_id: id,
      attempt: 1,
      customer: mill,
      rule: 'R001',
      note: 'before noon',
      action: 'Schedule Urgent Retention Call',
    });
    expect((await cancel(id)).status).toBe(202);
    await settled(id);
    expect(hook.heard.map((one) => [one.headers['idempotency-key'], (JSON.parse(one.body) as { event: string }).event])).toEqual([
      [`${id}-1`, 'action.requested'],
      [`${id}-1-cancel`, 'action.cancelled'],
    ]);
  });

  test('that fails is told again under the same id, and given up in the end; the next attempt is another delivery', async () => {
    const id = await idOf('R003');
    hook.heard.length = 0;
    hook.answer = () => 503;
    await execute(id, 'w-2');
    const failed = await settled(id);
    expect(failed).toMatchObject({ state: 'failed', error: 'it answered 503' });
    expect(failed.deliveries).toMatchObject([{ kind: 'execute', state: 'dead', tries: 2, error: 'it answered 503' }]);
    expect(hook.heard.map(({ headers }) => headers['idempotency-key'])).toEqual([`${id}-1`, `${id}-1`]);
    expect((await served.get('/api/actions?delivery=dead')).json).toMatchObject({ items: [{ id }] });
    expect((await served.get('/metrics')).text).toMatch(/^audit_outbox_dead 1$/m);
    hook.answer = () => 204;
    await execute(id, 'w-3');
    expect(await settled(id)).toMatchObject({ state: 'succeeded', attempt: 2, error: null, deliveries: [] });
    expect(hook.heard.at(-1)?.headers['idempotency-key']).toBe(`${id}-2`);
  });

  test('that refuses for good is not told again; what cannot be taken back says why', async () => {
    const id = await idOf('R004');
    hook.heard.length = 0;
    hook.answer = () => 422;
    await execute(id, 'w-4');
    expect(await settled(id)).toMatchObject({ state: 'failed', error: 'it answered 422' });
    expect(hook.heard).toHaveLength(1);
    hook.answer = () => 200;
    await execute(id, 'w-5');
    await settled(id, ({ state }) => state === 'succeeded');
    const refused = await cancel(id);
    expect([refused.status, refused.json]).toMatchObject([
      409,
      { detail: expect.stringMatching(/succeeded: printer has it.*cannot take it back/) as string },
    ]);
  });

  test('that hangs up may have it: it is told again, and an action taken back meanwhile is told as that', async () => {
    const id = await idOf('R001');
    hook.heard.length = 0;
    hook.answer = () => 'hang up';
    await execute(id, 'w-6');
    while (hook.heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    for (let tries = 0; tries < 100 && (await cancel(id)).status !== 202; tries++) await new Promise((resolve) => setTimeout(resolve, 10));
    hook.answer = () => 204;
    await settled(id, ({ deliveries }) => deliveries.length === 0);
    expect(hook.heard.map(({ headers }) => headers['idempotency-key'])).toEqual([`${id}-2`, `${id}-2-cancel`]);
  });
});

describe('Salesforce', () => {
  test('gets a task, once however often it is told, and it is deleted when the action is taken back', async () => {
    const id = await idOf('R006');
    // Salesforce did it, and its answer was lost: the connection breaks after the task is made.
    sim.addFaults([{ kind: 'cut', bytes: 0, on: { path: '/sobjects/Task/', method: 'PATCH', nth: 1 } }]);
    await execute(id, 's-1', { note: 'bring the figures', due_on: new Date().toISOString().slice(0, 10), assignee: 'jo' });
    const done = await settled(id);
    expect(done).toMatchObject({ state: 'succeeded', reference: expect.stringMatching(/^00T\w{15}$/) as string });
    expect(sim.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
    expect(await tasks()).toMatchObject([
      {
        Subject: 'Schedule Quarterly Business Review',
        Status: 'Not Started',
        Priority: 'Normal',
        Audit_Action_Id__c: `${id}-1`,
        IsDeleted: 'false',
      },
    ]);
    expect((await tasks())[0]?.['Description']).toMatch(/bring the figures\nFor: jo\nRule R006$/);
    expect((await cancel(id)).status).toBe(202);
    await settled(id);
    expect((await tasks())[0]?.['IsDeleted']).toBe('true');
    expect(served.log()).not.toMatch(/bring the figures|the key of the signature/);
  });

  test('that refuses a task says so by its code', async () => {
    await sim.org.removeField('Task', 'Audit_Action_Id__c');
    const id = await idOf('R006');
    await execute(id, 's-2');
    expect(await settled(id)).toMatchObject({ state: 'failed', error: 'Salesforce refused it (NOT_FOUND)' });
  });
});
