import { join } from 'node:path';
import { FileMissing, FileUnreadable } from '@audit/contract';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Client, createJob, finishJob, logIn, type Page } from '../client.fixture.ts';
import { type Fault, parseFaults, readFaultPlan, type Simulator, startSimulator } from '../index.ts';

let sim: Simulator;
let client: Client;
let results: string;
beforeAll(async () => {
  sim = await startSimulator({ seed: 3, accounts: 50, threads: 1 });
  client = await logIn(sim);
  const { id } = await finishJob(client, 'SELECT Id, Name FROM Account');
  results = `/jobs/query/${id}/results?maxRecords=20`;
});
afterEach(() => sim.clearFaults());
afterAll(() => sim.close());

const plan = (fault: Omit<Fault, 'on'>, on: Partial<Fault['on']> = {}): void =>
  sim.addFaults([{ ...fault, on: { nth: 1, path: '/results', ...on } }]);

/** The page of a locator, and whether it came to its end. */
const read = async (locator = ''): Promise<string> => (await client.ask(`${results}${locator}`)).text;

test('a status strikes the nth request that matches, and as many after it as planned', async () => {
  plan({ kind: 'status', status: 429, headers: { 'retry-after': '3' } }, { nth: 2, times: 2 });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await client.ask(results)).status);
  expect(statuses).toEqual([200, 429, 429, 200, 200]);
  expect(sim.requests.slice(-5).map(({ fault }) => fault)).toEqual([null, 'status', 'status', null, null]);
});

test('no fault strikes or counts the routes of the simulator itself', async () => {
  sim.addFaults([{ kind: 'cut', on: { nth: 1, times: 2 } }]);
  const advance = { method: 'POST', body: '{"to":0}' };
  for (let i = 0; i < 2; i++) expect(await (await fetch(`${sim.url}/simulator/advance`, advance)).json()).toEqual({ clock: sim.org.clock });
  await expect(read()).rejects.toThrow('terminated');
});

test('a status speaks HTML, or as the API speaks', async () => {
  plan({ kind: 'status', status: 503, headers: { 'retry-after': '3' } });
  const html = await client.ask(results);
  expect([html.status, html.headers.get('content-type'), html.headers.get('retry-after'), html.text.startsWith('<html>')]).toEqual([
    503,
    'text/html;charset=UTF-8',
    '3',
    true,
  ]);
  plan({ kind: 'status', status: 400, errorCode: 'QUERY_TIMEOUT', message: 'Your query request was running for too long.' });
  expect(await client.refusal(results)).toEqual([400, 'QUERY_TIMEOUT']);
});

test('a delay keeps the answer back', async () => {
  plan({ kind: 'delay', millis: 150 });
  const started = performance.now();
  expect((await client.ask(results)).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThanOrEqual(145);
});

test('a cut breaks the connection in the middle of a page', async () => {
  const whole = await read();
  plan({ kind: 'cut' });
  await expect(read()).rejects.toThrow('terminated');
  expect(await read()).toBe(whole);
});

test('a short body ends early and looks whole', async () => {
  const whole = await read();
  plan({ kind: 'short-body', bytes: 200 });
  const short = await client.ask(results);
  expect([short.status, short.text, short.headers.get('sforce-numberofrecords')]).toEqual([
    200,
    Buffer.from(whole).subarray(0, 200).toString('utf8'),
    '20',
  ]);
});

test('a stalled answer begins and does not go on', async () => {
  plan({ kind: 'stall', bytes: 10 });
  const stalled = fetch(`${sim.url}/services/data/v60.0${results}`, {
    headers: { authorization: `Bearer ${client.token}` },
    signal: AbortSignal.timeout(300),
  });
  await expect(stalled.then((answer) => answer.text())).rejects.toThrow(/timeout/);
});

test('a duplicate page is the one before, under the headers of the one that is due', async () => {
  const [first, second] = [await read(), await read('&locator=MjA')];
  plan({ kind: 'duplicate-page' });
  const again = await client.ask(`${results}&locator=MjA`);
  expect([again.text, again.headers.get('sforce-locator')]).toEqual([first, 'NDA']);
  expect(await read('&locator=MjA')).toBe(second);
  const { nextRecordsUrl = '', records } = await client.json<Page>(`/query?q=${encodeURIComponent('SELECT Id FROM Invoice')}`, {
    headers: { 'sforce-query-options': 'batchSize=200' },
  });
  plan({ kind: 'duplicate-page' }, { path: /\/query\/01g/ });
  const page = await client.json<Page>(nextRecordsUrl);
  expect(page.records.slice(0, 5)).toEqual(records.slice(0, 5));
  expect((await client.json<Page>(nextRecordsUrl)).records[0]).not.toEqual(records[0]);
});

test('stripped headers leave the body alone', async () => {
  const whole = await read();
  plan({ kind: 'stripped-headers' });
  const { headers, text } = await client.ask(results);
  expect([headers.get('sforce-locator'), headers.get('sforce-numberofrecords'), headers.get('sforce-limit-info'), text]).toEqual([
    null,
    null,
    null,
    whole,
  ]);
});

test('an expired session stays expired, a new one opens', async () => {
  plan({ kind: 'expired-session' });
  expect(await client.refusal(results)).toEqual([401, 'INVALID_SESSION_ID']);
  expect(await client.refusal(results)).toEqual([401, 'INVALID_SESSION_ID']);
  client = await logIn(sim);
  expect((await client.ask(results)).status).toBe(200);
});

test('a planned quota is refused like one that is used up', async () => {
  plan({ kind: 'quota' });
  expect(await client.refusal(results)).toEqual([403, 'REQUEST_LIMIT_EXCEEDED']);
  expect((await client.ask(results)).status).toBe(200);
  const poor = await startSimulator({ seed: 1, accounts: 1, threads: 1, dailyRequests: 2 });
  const asking = await logIn(poor);
  expect([(await asking.ask('/limits')).status, (await asking.ask('/limits')).status]).toEqual([200, 200]);
  expect(await asking.refusal('/limits')).toEqual([403, 'REQUEST_LIMIT_EXCEEDED']);
  await poor.org.advance(86_400);
  expect((await (await logIn(poor)).ask('/limits')).status).toBe(200);
  await poor.close();
});

test('jobs are aborted or fail while they are waited for', async () => {
  for (const [kind, state] of [
    ['aborted-job', 'Aborted'],
    ['failed-job', 'Failed'],
  ] as const) {
    plan({ kind }, { method: 'GET', path: /\/jobs\/query\/\w+$/ });
    expect(await finishJob(client, 'SELECT Id FROM Account')).toMatchObject({ state });
    expect(await client.json(`/jobs/query/${(await createJob(client, 'SELECT Id FROM Account')).id}`)).not.toMatchObject({ state });
  }
});

test('a plan is read from JSON, and one that is wrong is refused with its place', () => {
  const [fault] = parseFaults('plan.json', [{ on: { pattern: 'results.*locator', nth: 3 }, kind: 'cut', bytes: 5 }]);
  expect(fault).toEqual({ on: { path: /results.*locator/, nth: 3 }, kind: 'cut', bytes: 5 });
  expect(() => parseFaults('plan.json', [{ on: {}, kind: 'flood' }])).toThrow('plan.json: 0.kind');
  expect(() => parseFaults('plan.json', [{ on: { pattern: '(' }, kind: 'cut' }])).toThrow('no regular expression');
  expect(() => readFaultPlan(join(import.meta.dirname, 'none.json'))).toThrow(FileMissing);
  expect(() => readFaultPlan(import.meta.dirname)).toThrow(FileUnreadable);
});
