import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import { auditProgram } from '../audit-process.fixture.ts';
import { type Heard, type HookServer, openHookServer } from './hook-server.fixture.ts';

let cwd: string;
let hook: HookServer;
beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'audit-triggers-'));
  hook = await openHookServer();
});
afterEach(async () => {
  await hook[Symbol.asyncDispose]();
  rmSync(cwd, { recursive: true, force: true });
});

const secret = 'a-secret-of-the-bank';
const env = { CRM_KEY: secret, AUDIT_OPDB_URL: 'postgresql://audit:pw@db/bank' };

interface Told {
  readonly event_id: string;
  readonly change_kind: string;
  readonly customer_id: string;
}

const crm = (more: object = {}): object => ({
  name: 'crm',
  webhook: { url: hook.url, signing_env: 'CRM_KEY' },
  give_up_seconds: 1,
  ...more,
});
const configure = (...targets: readonly object[]): void =>
  writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ on_profile_change: targets }));

const row = (customer: number, day: number, more: object = {}): object => ({
  customer_id: `C${customer}`,
  firstname: 'Xanthippa',
  evidence_unique_key: 'QZ77190342',
  occupation: 'EMPLOYEE',
  source_of_income_list: 'SALARY',
  last_modified_ts: `2025-01-0${day}T00:00:00Z`,
  ...more,
});
const file = (name: string, ...rows: readonly object[]): string => {
  writeFileSync(join(cwd, name), rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return name;
};
const audit = (...args: readonly string[]) => auditHere(args, { cwd, env });
const load = (name: string, day: number) =>
  audit('profile', 'load', name, '--batch-id', name, '--extract-ts', `2025-01-0${day}T12:00:00Z`, '--load-ts', `2025-01-0${day}T13:00:00Z`);
const first = () => load(file('first.ndjson', row(2, 1), row(1, 1), row(3, 1)), 2);
/** Two customers get another occupation, one of them twice; one gets another source of income. */
const second = () =>
  load(
    file(
      'second.ndjson',
      row(1, 5, { occupation: 'RETIRED' }),
      row(2, 5, { source_of_income_list: 'SALARY|PENSION' }),
      row(3, 5, { occupation: 'RETIRED' }),
      row(3, 3, { occupation: 'STUDENT' }),
    ),
    6,
  );

const linesOf = (text: string): readonly Told[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Told);
const idsOf = (told: readonly Told[]): readonly string[] => told.map(({ event_id: id }) => id);
const recorded = async (): Promise<readonly string[]> => idsOf(linesOf((await audit('profile', 'events', '--json')).stdout));
const heardIds = (heard: readonly Heard[] = hook.heard): readonly string[] => idsOf(heard.map(({ body }) => JSON.parse(body) as Told));
const versions = async (): Promise<number> => (await audit('history', '--json')).stdout.trim().split('\n').length;

test('each event is told once, in the order of recording; a rerun that commits nothing tells nothing', async () => {
  configure(crm());
  expect((await first()).code).toBe(0);
  expect((await second()).code).toBe(0);
  expect(heardIds()).toEqual(await recorded());
  expect(hook.heard).toHaveLength(7);
  const before = hook.heard.length;
  expect((await second()).code).toBe(0);
  expect((await audit('profile', 'events', '--deliver', '--json')).stdout).toBe('{"target":"crm","told":0}\n');
  expect(hook.heard).toHaveLength(before);
});

test('what is told is signed, carries the event as key, and names attributes and intervals, never personal values', async () => {
  configure(crm());
  await first();
  await second();
  for (const { headers, body } of hook.heard) {
    const seconds = String(headers['audit-timestamp']);
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(300);
    expect(headers['audit-signature']).toBe(`v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`);
    expect(headers['idempotency-key']).toBe((JSON.parse(body) as Told).event_id);
    expect(body).not.toMatch(/Xanthippa|QZ77190342/);
  }
  expect(JSON.parse(hook.heard[3]?.body ?? '')).toMatchObject({
    event_type: 'PROFILE_VERSION_CREATE',
    change_kind: 'APPENDED',
    rationale_code: 'SOURCE_UPDATE',
    customer_id: 'C1',
    customer_profile_version_sk: 4,
    version_num: 2,
    event_ts: '2025-01-05T00:00:00Z',
    recorded_ts: '2025-01-06T13:00:00Z',
    attributes_changed: ['occupation'],
    effective_start_ts: '2025-01-05T00:00:00Z',
    effective_end_ts: null,
    hash_algorithm_version: 1,
    previous_profile_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    new_profile_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

test('a server that fails for a while is told until it takes it, and nothing is left out', async () => {
  configure(crm({ give_up_seconds: 20 }));
  let failures = 2;
  hook.answer = () => (failures-- > 0 ? (failures === 1 ? 503 : 'hang up') : 204);
  expect((await first()).code).toBe(0);
  expect([...new Set(heardIds())]).toEqual(await recorded());
  expect(hook.heard).toHaveLength(5);
});

test('a server that goes on failing undoes no load: exit 75, nothing secret is said, and the next run goes on', async () => {
  configure(crm());
  let taken = 0;
  hook.answer = () => (taken++ === 0 ? 204 : 500);
  const failed = await first();
  expect(failed.code).toBe(75);
  expect(failed.stdout).toContain('versions 3 created');
  expect(failed.stderr).toContain(
    'CHANGES_UNTOLD: what was loaded is published, but not everyone was told of it: "crm" after 1 event: it answered 500',
  );
  expect(failed.stderr).not.toMatch(/T0K3N|secret|C1/);
  expect(await versions()).toBe(1);
  hook.answer = () => 204;
  hook.heard.length = 0;
  expect((await second()).code).toBe(0);
  expect(heardIds()).toEqual((await recorded()).slice(1));
});

test('an answer that would be the same again is not asked for twice', async () => {
  configure(crm({ give_up_seconds: 600 }));
  hook.answer = () => 401;
  const { code, stderr } = await first();
  expect({ code, stderr }).toEqual({ code: 75, stderr: expect.stringContaining('"crm" after 0 events: it answered 401') as string });
  expect(hook.heard).toHaveLength(1);
});

test('a redirection is not followed', async () => {
  configure(crm());
  hook.answer = () => 307;
  expect((await first()).stderr).toContain('it answered 307');
  expect(hook.heard).toHaveLength(1);
});

test('a run that is killed between its commit and the answer has published; the next tells everything', async () => {
  configure(crm());
  const args = ['profile', 'load', file('first.ndjson', row(2, 1), row(1, 1)), '--batch-id', 'b', '--extract-ts', '2025-01-02T00:00:00Z'];
  const victim = spawn(process.execPath, [auditProgram, ...args], {
    cwd,
    env: { ...env, PATH: process.env['PATH'] ?? '' },
    stdio: 'ignore',
  });
  hook.answer = () => {
    victim.kill('SIGKILL');
    return 'hang up';
  };
  const [, signal] = (await once(victim, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  expect(await versions()).toBe(1);
  expect(hook.heard).toHaveLength(1);
  hook.answer = () => 204;
  expect((await audit(...args)).code).toBe(0);
  expect(await versions()).toBe(1);
  expect(heardIds()).toEqual([(await recorded())[0], ...(await recorded())]);
});

test('a target hears only of the attributes it names, sets among them', async () => {
  configure(crm({ attributes: ['source_of_income', 'marital_status'] }));
  await first();
  hook.heard.length = 0;
  await second();
  expect(hook.heard.map(({ body }) => (JSON.parse(body) as Told).customer_id)).toEqual(['C2']);
  configure(crm());
  expect((await audit('profile', 'events', '--deliver')).stdout).toBe('crm: told of 0 events\n');
});

test('a new target hears of what was recorded after the instant it names; --since tells it all of it again', async () => {
  configure();
  await first();
  await second();
  configure(crm({ since: '2025-01-02T20:00:00+07:00' }));
  expect((await audit('profile', 'events', '--deliver')).stdout).toBe('crm: told of 4 events\n');
  expect((await audit('profile', 'events', '--deliver', '--since', '1')).stdout).toBe('crm: told of 4 events\n');
  expect(heardIds()).toEqual([...(await recorded()).slice(3), ...(await recorded()).slice(3)]);
});

test('what is told again, and fails, is told again by the next run', async () => {
  configure(crm());
  await first();
  await second();
  hook.answer = () => 410;
  expect((await audit('profile', 'events', '--deliver', '--since', '1')).code).toBe(75);
  hook.answer = () => 204;
  hook.heard.length = 0;
  expect((await audit('profile', 'events', '--deliver')).stdout).toBe('crm: told of 4 events\n');
  expect(heardIds()).toEqual((await recorded()).slice(3));
});

/** A program of one's own: it keeps what it is told, its arguments and its environment, and ends as a file says. */
const program = `
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
writeFileSync('arguments.json', JSON.stringify([process.argv.slice(2), Object.keys(process.env)]));
const told = readFileSync(0, 'utf8');
if (existsSync('broken')) { console.error('it broke'); process.exit(7); }
appendFileSync('told.ndjson', told);
`;
const command = (): object => {
  writeFileSync(join(cwd, 'program.mjs'), program);
  return { name: 'suitability', command: [process.execPath, 'program.mjs', '; touch hacked; $(touch hacked)'], give_up_seconds: 8 };
};
const toldToProgram = (): readonly string[] => idsOf(linesOf(readFileSync(join(cwd, 'told.ndjson'), 'utf8')));

test('a program reads the events on its standard input; no shell reads its arguments, and it inherits no secret', async () => {
  configure(command(), crm());
  expect((await first()).code).toBe(0);
  expect((await second()).code).toBe(0);
  expect(toldToProgram()).toEqual(await recorded());
  const [args, names] = JSON.parse(readFileSync(join(cwd, 'arguments.json'), 'utf8')) as [string[], string[]];
  expect(args).toEqual(['; touch hacked; $(touch hacked)']);
  expect(existsSync(join(cwd, 'hacked'))).toBe(false);
  expect(names.filter((name) => name in env)).toEqual([]);
});

test('a program that fails keeps nobody else from being told, and is told when it works again', async () => {
  configure(command(), crm());
  writeFileSync(join(cwd, 'broken'), '');
  const { code, stderr } = await first();
  expect(code).toBe(75);
  expect(stderr).toContain('"suitability" after 0 events: it ended with 7');
  expect(stderr).toContain('it broke\n');
  expect(hook.heard).toHaveLength(3);
  rmSync(join(cwd, 'broken'));
  expect((await audit('profile', 'events', '--deliver')).stdout).toBe('suitability: told of 3 events\ncrm: told of 0 events\n');
  expect(toldToProgram()).toEqual(await recorded());
});

test('a program that is not there, or does not end, is named', async () => {
  configure(
    { name: 'absent', command: ['./no-such-program'] },
    { name: 'endless', command: [process.execPath, '-e', 'setInterval(() => {}, 1000)'], give_up_seconds: 1 },
  );
  const { code, stderr } = await first();
  expect(code).toBe(75);
  expect(stderr).toContain('"absent" after 0 events: it cannot be started (ENOENT)');
  expect(stderr).toContain('"endless" after 0 events: it did not end in time');
});

test('a secret that is not set is missed before anything is loaded', async () => {
  configure(crm({ webhook: { url: hook.url, signing_env: 'NO_SUCH_KEY' } }));
  const { code, stderr } = await first();
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining(
      'on_profile_change "crm": the variable NO_SUCH_KEY that it names is not set; set it, or NO_SUCH_KEY_FILE',
    ) as string,
  });
  expect(existsSync(join(cwd, 'data'))).toBe(false);
});

test('an address may come from the environment, and is not shown where it may not be one', async () => {
  configure(crm({ webhook: { url_env: 'HOOK_URL', signing_env: 'CRM_KEY' } }));
  const deliver = (url: string) =>
    auditHere(['profile', 'load', file('a.ndjson', row(1, 1))], {
      cwd,
      env: { ...env, HOOK_URL: url, AUDIT_CLOCK: '2025-02-01T00:00:00Z' },
    });
  const refused = await deliver('http://bank.example/T0K3N');
  expect({ code: refused.code, stderr: refused.stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('env HOOK_URL: it is no address a webhook may have') as string,
  });
  expect(refused.stderr).not.toContain('T0K3N');
  expect((await deliver(hook.url)).code).toBe(0);
  expect(hook.heard[0]?.headers['audit-timestamp']).toBe(String(Date.parse('2025-02-01T00:00:00Z') / 1000));
});

test('how far a target was told is kept beside the tables, without a word of a person, and makes no version', async () => {
  configure(crm());
  await first();
  expect(await versions()).toBe(1);
  const names = readdirSync(join(cwd, 'data/_cursors')).filter((name) => !name.startsWith('_lock'));
  expect(names).toEqual(['crm.json']);
  expect(readFileSync(join(cwd, 'data/_cursors/crm.json'), 'utf8')).not.toMatch(/"C\d/);
  expect((await audit('verify')).code).toBe(0);
  expect((await audit('vacuum', '--keep', '1')).code).toBe(0);
  expect((await audit('profile', 'events', '--deliver')).stdout).toBe('crm: told of 0 events\n');
});
