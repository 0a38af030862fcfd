import { generateKeyPairSync, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { type AuditError } from '@audit/contract';
import { describe, expect, test } from 'vitest';
import { readCredentials } from './credentials.ts';
import { cut, json, scriptedServer, type ScriptedServer } from './scripted-server.fixture.ts';
import type { SalesforceOptions } from './salesforce-client.ts';
import { serverUrl } from './server-url.ts';

const expired = json(401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
const fine = json(200, { ok: true });
const busy = json(503, {}, { 'retry-after': '7' });
const ask = (server: ScriptedServer, options?: Partial<SalesforceOptions>) => server.client(options).json('asking', 'limits');
const failure = async (work: Promise<unknown>): Promise<AuditError> =>
  await work.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error as AuditError,
  );

describe('what may pass is tried again', () => {
  test('503 and 429 wait as long as the server asks, and all is counted', async () => {
    await using server = await scriptedServer([busy, json(429, []), json(500, 'x'), fine]);
    const client = server.client();
    expect(await client.json('asking', 'limits')).toEqual({ ok: true });
    expect(server.waits).toEqual([7000, 500, 250]);
    expect(client.costs).toEqual({ apiCalls: 4, retries: 3 });
  });

  test('a connection that breaks, and JSON that ends early, are asked for again', async () => {
    await using server = await scriptedServer([cut('{"ok":'), (answer) => answer.destroy(), (answer) => answer.end('{"ok":'), fine]);
    expect(await ask(server)).toEqual({ ok: true });
    expect(server.seen.length).toBe(5);
  });

  test('a fault that stays ends with exit 6, being sent away with exit 75, neither with a secret', async () => {
    await using broken = await scriptedServer([json(500, 'x')]);
    const lasting = await failure(ask(broken));
    expect([lasting.code, lasting.exitCode, broken.seen.length]).toEqual(['SOURCE_UNAVAILABLE', 6, 7]);
    await using full = await scriptedServer([json(429, [{ errorCode: 'TOO_MANY', message: 'slow down' }])]);
    const sent = await failure(ask(full));
    expect([sent.code, sent.exitCode, full.seen.length]).toEqual(['SOURCE_QUOTA', 75, 10]);
    await using asleep = await scriptedServer([json(503, {}, { 'retry-after': '86400' })]);
    expect([(await failure(ask(asleep))).exitCode, asleep.waits]).toEqual([6, []]);
  });

  test('a refusal is not: it names the code of Salesforce and what to do', async () => {
    await using server = await scriptedServer([json(403, [{ message: 'no access', errorCode: 'INSUFFICIENT_ACCESS' }])]);
    const refused = await failure(ask(server));
    expect([refused.exitCode, server.seen.length]).toEqual([2, 2]);
    expect(refused.message).toMatch(/asking was refused: no access \(errorCode INSUFFICIENT_ACCESS\); grant/);
  });
});

describe('a session', () => {
  test('that expired is renewed once a request; a second refusal is exit 5', async () => {
    await using server = await scriptedServer([expired, fine, expired]);
    const client = server.client();
    expect(await client.json('asking', 'limits')).toEqual({ ok: true });
    expect(server.seen.map(({ path }) => path.split('/').at(-1))).toEqual(['token', 'limits', 'token', 'limits']);
    expect(server.seen.at(-1)?.headers.authorization).toBe('Bearer token-3');
    const shutOut = await failure(client.json('asking', 'limits'));
    expect([shutOut.code, shutOut.exitCode]).toEqual(['SOURCE_AUTHENTICATION', 5]);
  });

  test('is not made where the server refuses the login: exit 5, and what the server quotes of a secret is hidden', async () => {
    await using server = await scriptedServer([fine], json(400, { error: 'invalid_client', error_description: 'bad secret hush-hush' }));
    const refused = await failure(ask(server));
    expect([refused.exitCode, server.seen.length]).toEqual([5, 1]);
    expect(refused.message).toMatch(/invalid_client: bad secret \*\*\*; correct SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET/);
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('hush-hush');
  });

  test('goes to no other host than the login, the configured one or Salesforce’s, and to none by a redirect', async () => {
    const elsewhere = { access_token: 'canary-token', instance_url: 'https://salesforce.com.evil.example' };
    await using server = await scriptedServer([fine], json(200, elsewhere));
    const led = await failure(ask(server));
    expect([led.exitCode, led.message]).toEqual([2, expect.stringMatching(/evil\.example.*is no host of Salesforce/)]);
    expect(inspect(led, { depth: 9 })).not.toContain('canary-token');
    await using moved = await scriptedServer([json(302, {}, { location: 'http://127.0.0.1:1/' })]);
    expect((await failure(ask(moved))).message).toMatch(/redirect, which is not followed/);
  });

  test('by JWT is asked for with a signature of the key, for five minutes at most', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const env = { SALESFORCE_PRIVATE_KEY: pem };
    await using server = await scriptedServer([fine]);
    await ask(server, { credentials: readCredentials(env, { clientId: 'app', username: 'u@example.org', kind: null }) });
    const form = new URLSearchParams(server.seen[0]?.body);
    const [head = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.');
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    expect(verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    const now = Date.UTC(2026, 0, 1) / 1000;
    const { exp, ...rest } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly exp: number };
    expect(rest).toEqual({ iss: 'app', sub: 'u@example.org', aud: server.url.origin });
    expect(exp > now && exp <= now + 300).toBe(true);
  });
});

test('a person’s password counts only where the settings ask for it', () => {
  const settings = { clientId: 'app', username: 'u', kind: null } as const;
  const env = { SALESFORCE_PASSWORD: 'p' };
  expect(() => readCredentials(env, settings)).toThrow(/salesforce.auth "password"/);
  expect(() => readCredentials(env, { ...settings, kind: 'password' })).toThrow(/SALESFORCE_CLIENT_SECRET is not set/);
  const whole = { ...env, SALESFORCE_CLIENT_SECRET: 's' };
  expect(readCredentials(whole, { ...settings, kind: 'password' }).kind).toBe('password');
  expect(readCredentials(whole, settings).kind).toBe('client-credentials');
  expect(readCredentials({ ...whole, SALESFORCE_REFRESH_TOKEN: 'r' }, settings).kind).toBe('refresh-token');
  expect(() => readCredentials({}, settings)).toThrow(/SALESFORCE_PRIVATE_KEY.* is not set/);
  expect(() => readCredentials(whole, { ...settings, clientId: null })).toThrow(/SALESFORCE_CLIENT_ID is not set/);
});

test('an address must be https, but on this machine', () => {
  expect(serverUrl('https://a.my.salesforce.com/path', 'x').href).toBe('https://a.my.salesforce.com/');
  expect(serverUrl('http://127.0.0.1:80/', 'x').hostname).toBe('127.0.0.1');
  for (const wrong of ['http://a.my.salesforce.com', 'ftp://a', 'nothing', 'https://u:p@a.my.salesforce.com'])
    expect(() => serverUrl(wrong, 'login_url')).toThrow(/login_url: .*(?:https|user or password)/);
});

describe('the quota', () => {
  const used = (count: number) => json(200, {}, { 'sforce-limit-info': `api-usage=${count}/100` });

  test('stops a run at its share of the day, and every run at the share of all: exit 75 before the next request', async () => {
    await using server = await scriptedServer([used(10)]);
    const client = server.client({ shares: { run: 0.03, total: 0.8 } });
    for (let at = 0; at < 3; at++) await client.json('asking', 'limits');
    const run = await failure(client.json('asking', 'limits'));
    expect([run.exitCode, run.message]).toEqual([
      75,
      expect.stringMatching(/made 3 API requests, 3 % of the day’s 100; what was read is kept/),
    ]);
    await using late = await scriptedServer([used(80)]);
    const other = late.client();
    await other.json('asking', 'limits');
    expect((await failure(other.json('asking', 'limits'))).message).toMatch(
      /80 of 100 API requests of the day are used, and we stop at 80 %/,
    );
    expect(late.seen.length).toBe(2);
  });

  test('that is used up is exit 75', async () => {
    await using server = await scriptedServer([
      json(403, [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]),
    ]);
    expect((await failure(ask(server))).exitCode).toBe(75);
  });
});

test('an interrupted wait is exit 130', async () => {
  await using server = await scriptedServer([busy]);
  const stop = new AbortController();
  const timing = {
    now: () => 0,
    random: () => 0.5,
    sleep: () => (stop.abort('SIGTERM'), Promise.reject(new DOMException('stopped', 'AbortError'))),
  };
  expect((await failure(ask(server, { signal: stop.signal, timing }))).exitCode).toBe(130);
});
