import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, logIn } from '../client.fixture.ts';
import { type Simulator, startSimulator } from '../index.ts';

let sim: Simulator;
let client: Client;
beforeAll(async () => {
  sim = await startSimulator({ seed: 5, accounts: 5, threads: 1 });
  await sim.org.addField('Task', { name: 'Key__c', type: 'string', externalId: true });
  client = await logIn(sim);
});
afterAll(() => sim.close());

const path = '/sobjects/Task/Key__c/a%20b-1';
const patch = async (body: object) => {
  const { status, text } = await client.ask(path, { method: 'PATCH', body: JSON.stringify(body) });
  return [status, JSON.parse(text)] as const;
};
const rows = async () =>
  (await sim.org.truth('Task', ['Id', 'Subject', 'ActivityDate', 'IsClosed', 'Key__c', 'IsDeleted', 'SystemModstamp'])).filter(
    (row) => row['Key__c'] !== null,
  );

test('a row is written by its external id: made once, then changed; and deleted by it', async () => {
  const [made, { id, ...first }] = (await patch({ Subject: "O'Neil", ActivityDate: '2026-07-01' })) as readonly [
    number,
    { readonly id: string },
  ];
  expect([made, first]).toEqual([201, { success: true, errors: [], created: true }]);
  await sim.org.advance(60);
  expect(await patch({ subject: 'Call', IsClosed: true, ActivityDate: null })).toEqual([
    200,
    { id, success: true, errors: [], created: false },
  ]);
  expect(await rows()).toEqual([
    {
      Id: id,
      Subject: 'Call',
      ActivityDate: null,
      IsClosed: 'true',
      Key__c: 'a b-1',
      IsDeleted: 'false',
      SystemModstamp: '2026-06-01T12:01:00.000Z',
    },
  ]);
  expect((await client.query(`SELECT Id FROM Task WHERE Key__c = 'a b-1'`)).totalSize).toBe(1);
  expect((await client.ask(path, { method: 'DELETE' })).status).toBe(204);
  expect(await client.refusal(path, { method: 'DELETE' })).toEqual([404, 'NOT_FOUND']);
  expect((await rows())[0]?.['IsDeleted']).toBe('true');
  expect((await patch({ Subject: 'Again' }))[0]).toBe(201);
  expect((await sim.org.change({ object: 'Task', insert: 1 })).inserted).toHaveLength(1);
});

test('what is no external id, no field, or nobody’s to write is refused', async () => {
  const refused = async (to: string, body: object) => await client.refusal(to, { method: 'PATCH', body: JSON.stringify(body) });
  expect(await refused('/sobjects/Task/Other__c/1', {})).toEqual([404, 'NOT_FOUND']);
  expect(await refused('/sobjects/Nothing/Key__c/1', {})).toEqual([404, 'NOT_FOUND']);
  expect(await refused(path, { Colour: 'red' })).toEqual([400, 'INVALID_FIELD']);
  expect(await refused(path, { SystemModstamp: '2026-01-01T00:00:00Z' })).toEqual([400, 'INVALID_FIELD']);
  expect(await refused(path, { Subject: {} })).toEqual([400, 'JSON_PARSER_ERROR']);
});
