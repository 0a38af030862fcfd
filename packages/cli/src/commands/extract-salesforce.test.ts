import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '@audit/salesforce-sim';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import type { Finished } from '../audit-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-salesforce-'));
let sim: Simulator;
let secrets: readonly string[] = [];
beforeAll(async () => {
  sim = await startSimulator({ seed: 3, accounts: 20, threads: 1 });
  const { privateKeyPem, clientSecret, refreshToken, password } = sim.credentials;
  secrets = [privateKeyPem.split('\n')[4] ?? '', clientSecret, refreshToken, password];
  writeFileSync(join(cwd, 'key.pem'), privateKeyPem);
});
afterAll(async () => {
  await sim.close();
  rmSync(cwd, { recursive: true, force: true });
});

const told: string[] = [];
const audit = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> => {
  const { clientId, username } = sim.credentials;
  const login = { SALESFORCE_CLIENT_ID: clientId, SALESFORCE_USERNAME: username, SALESFORCE_LOGIN_URL: sim.url };
  const done = await auditHere(args, { cwd, env: { ...login, SALESFORCE_PRIVATE_KEY_FILE: join(cwd, 'key.pem'), ...env } });
  told.push(done.stdout, done.stderr);
  return done;
};
const extract = (...args: readonly string[]): Promise<Finished> => audit(['extract', ...args, '--source', 'salesforce']);
interface Summary {
  readonly version: number;
  readonly tables: readonly { readonly object: string; readonly received: number; readonly landed: number; readonly deleted: number }[];
}
const summary = ({ stdout }: Finished): Summary => JSON.parse(stdout) as Summary;

test('a run that the quota stops exits 75, and the next one goes on from its last page', async () => {
  sim.addFaults([{ kind: 'quota', on: { path: /queryAll\?q=SELECT%20Id.*FROM%20Contact/, nth: 1 } }]);
  const stopped = await extract('account', 'contact', '--json');
  expect(stopped.code).toBe(75);
  expect(stopped.stdout).toMatch(/API requests of the day are used up.*run again later to go on from there/);
  const read = (): number => sim.requests.filter(({ path, status }) => status === 200 && /SELECT%20Id.*FROM%20Account/.test(path)).length;
  expect(read()).toBe(1);
  const done = await extract('account', 'contact', '--json');
  expect(done.code).toBe(0);
  expect(summary(done)).toMatchObject({
    version: 1,
    tables: [
      { object: 'Account', landed: 20 },
      { object: 'Contact', landed: 40 },
    ],
  });
  expect(read()).toBe(1);
});

test('a right that is missing exits 2 and says which; once it is granted, what was read of other tables counts', async () => {
  const fault = { kind: 'status', status: 403, errorCode: 'INSUFFICIENT_ACCESS', message: 'no rights to Asset' } as const;
  sim.addFaults([{ ...fault, on: { path: /SELECT%20Id.*FROM%20Asset/, nth: 1 } }]);
  const before = sim.requests.length;
  const refused = await extract('account', 'asset', '--lake', 'granted');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/Asset.*grant the user of the login a right to read it/)]);
  expect((await extract('account', 'asset', '--lake', 'granted', '--quiet')).code).toBe(0);
  expect(sim.requests.slice(before).filter(({ path }) => /SELECT%20Id.*FROM%20Account/.test(path)).length).toBe(1);
});

test('only what changed comes the next time, with a cursor for each table, and what is gone by comparing', async () => {
  await sim.org.advance(3600);
  await sim.org.change({ object: 'Account', insert: 1, update: 2, hardDelete: 1 });
  await sim.org.advance(3600);
  expect(summary(await extract('Account', '--json'))).toMatchObject({ version: 2, tables: [{ received: 4, landed: 4, deleted: 1 }] });
  const nothing = await extract('Account', '--reconcile');
  expect([nothing.code, nothing.stdout]).toEqual([0, expect.stringContaining('Nothing new: nothing was published.')]);
  expect(nothing.stdout).toMatch(
    /salesforce Account: all 20 records of the source compared by key and stamp, none differs \(0 were missing, 0 are gone/,
  );
  const live = (await audit(['show', 'account', '--limit', '0', '--json'])).stdout.trim().split('\n');
  expect(live.length).toBe(24);
  expect((await audit(['state', 'show'])).stdout).toMatch(/salesforce\.Account +.*"through":"2026-06-01T13:58:00\.000Z"/);
});

test('a dry run counts rows and requests and reads none', async () => {
  const before = sim.requests.length;
  const { code, stdout } = await extract('case', 'task', '--dry-run', '--json');
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    [
      { object: 'Case', mode: 'full', rows: 40, api_calls: 3 },
      { object: 'Task', rows: 80 },
    ],
  ]);
  const names = (JSON.parse(stdout) as readonly object[]).map((one) => Object.keys(one).toSorted());
  const planned = ['api_calls', 'bytes', 'mode', 'object', 'rows', 'since', 'source', 'table', 'why'];
  expect(names).toEqual([planned, planned]);
  expect(sim.requests.slice(before).some(({ path }) => /SELECT%20Id/.test(path))).toBe(false);
});

test('the doctor logs in and tells rights, quota and the source of each metric', async () => {
  await sim.org.removeField('Contract', 'EndDate');
  const { code, stdout } = await audit(['doctor', '--source', 'salesforce']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/ok +login +organisation 00D\w{15} at 127\.0\.0\.1/);
  expect(stdout).toMatch(/ok +metric win rate +Opportunity\.AccountId/);
  expect(stdout).toMatch(/warn +metric days to expiry +no source: null, and R001 undecidable\n.*Contract\.EndDate/);
});

test.each([
  [
    'a login that is refused exits 5',
    { SALESFORCE_USERNAME: 'nobody@example.org' },
    5,
    /correct SALESFORCE_CLIENT_ID, SALESFORCE_USERNAME/,
  ],
  ['no secret at all exits 2', { SALESFORCE_PRIVATE_KEY_FILE: '' }, 2, /SALESFORCE_PRIVATE_KEY.* is not set/],
  ['an address without https exits 2', { SALESFORCE_LOGIN_URL: 'http://example.org' }, 2, /SALESFORCE_LOGIN_URL/],
] as const)('%s', async (_, env, code, message) => {
  const refused = await audit(['extract', 'account', '--source', 'salesforce'], env);
  expect([refused.code, refused.stdout]).toEqual([code, '']);
  expect(refused.stderr).toMatch(message);
});

test('a source that is not available exits 6, and so does a page that stays short, until it is whole', async () => {
  sim.addFaults([{ kind: 'status', status: 503, headers: { 'retry-after': '86400' }, on: { path: 'sobjects/Order/describe', nth: 1 } }]);
  expect((await extract('Order')).code).toBe(6);
  const env = { SALESFORCE_BULK_PAGE_ROWS: '1000' };
  sim.addFaults([{ kind: 'short-body', on: { path: /\/results\?.*locator/, nth: 1, times: 99 } }]);
  const refused = await audit(['extract', 'usage__c', '--source', 'salesforce'], env);
  sim.clearFaults();
  expect(refused.code).toBe(6);
  expect(refused.stderr).toMatch(/Usage__c, page 2 of job \w+ is not whole: .*asked again: .*nothing was published/);
  expect((await audit(['extract', 'usage__c', '--source', 'salesforce', '--quiet'], env)).code).toBe(0);
});

test('no secret stands in anything that was printed or written', () => {
  const files = readdirSync(join(cwd, 'data'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const written = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  expect(written.length).toBeGreaterThan(5);
  for (const secret of secrets) expect([...told, ...written].some((text) => text.includes(secret))).toBe(false);
});
