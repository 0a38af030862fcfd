import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askToken, logIn } from '../client.fixture.ts';
import { type Simulator, startSimulator } from '../index.ts';

let sim: Simulator;
beforeAll(async () => void (sim = await startSimulator({ seed: 1, accounts: 1, threads: 1 })));
afterAll(() => sim.close());

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1000);

const sign = (claims: object, { key = sim.credentials.privateKeyPem, alg = 'RS256' } = {}): string => {
  const body = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  return `${body}.${createSign('RSA-SHA256').update(body).sign(key).toString('base64url')}`;
};
const claims = (): Readonly<Record<string, unknown>> => ({
  iss: sim.credentials.clientId,
  sub: sim.credentials.username,
  aud: 'https://login.salesforce.com',
  exp: now() + 180,
});
const byAssertion = async (assertion: string): Promise<readonly [number, string | undefined]> => {
  const answer = await askToken(sim, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  const body = (await answer.json()) as { readonly error?: string; readonly error_description?: string };
  return [answer.status, body.error_description];
};

test('a signed assertion opens a session of the instance', async () => {
  const answer = await askToken(sim, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: sign(claims()) });
  const body = (await answer.json()) as Readonly<Record<string, string>>;
  expect(body).toMatchObject({ instance_url: sim.url, token_type: 'Bearer', id: `${sim.url}/id/00D5g0000000000EAA/0055g0000000000AAA` });
  const asked = await fetch(`${sim.url}/services/data/v60.0/limits`, { headers: { authorization: `Bearer ${body['access_token']}` } });
  expect(asked.status).toBe(200);
});

test('an assertion is refused for its key, algorithm, time, audience, issuer and user, each in its own words', async () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(await byAssertion(sign(claims(), { key: other }))).toEqual([400, 'invalid assertion']);
  expect(await byAssertion(sign(claims(), { alg: 'none' }))).toEqual([400, 'invalid assertion']);
  expect(await byAssertion(`${sign(claims()).split('.').slice(0, 2).join('.')}.`)).toEqual([400, 'invalid assertion']);
  expect(await byAssertion('nonsense')).toEqual([400, 'invalid assertion']);
  expect(await byAssertion(sign({ ...claims(), exp: now() - 1 }))).toEqual([400, 'expired authorization code']);
  expect(await byAssertion(sign({ ...claims(), exp: now() + 3600 }))).toEqual([
    400,
    'invalid assertion: exp is more than five minutes ahead',
  ]);
  expect(await byAssertion(sign({ ...claims(), exp: undefined }))).toEqual([400, 'expired authorization code']);
  expect(await byAssertion(sign({ ...claims(), aud: 'https://example.com' }))).toEqual([400, 'audience is invalid']);
  expect(await byAssertion(sign({ ...claims(), iss: 'another' }))).toEqual([400, 'invalid client credentials']);
  expect(await byAssertion(sign({ ...claims(), sub: 'nobody@example.com' }))).toEqual([400, "user hasn't approved this consumer"]);
});

test('client credentials and refresh tokens open sessions, wrong ones do not', async () => {
  const { clientId: client_id, clientSecret: client_secret, refreshToken: refresh_token } = sim.credentials;
  const status = async (form: Readonly<Record<string, string>>): Promise<number> => (await askToken(sim, form)).status;
  expect(await status({ grant_type: 'client_credentials', client_id, client_secret })).toBe(200);
  expect(await status({ grant_type: 'client_credentials', client_id, client_secret: 'x' })).toBe(400);
  expect(await status({ grant_type: 'client_credentials', client_id: 'x', client_secret })).toBe(400);
  expect(await status({ grant_type: 'refresh_token', client_id, client_secret, refresh_token })).toBe(200);
  expect(await status({ grant_type: 'refresh_token', client_id, client_secret, refresh_token: 'x' })).toBe(400);
  expect(await status({ grant_type: 'authorization_code', client_id, client_secret })).toBe(400);
});

test('the password grant is refused unless it is allowed', async () => {
  const form = ({ credentials }: Simulator): Readonly<Record<string, string>> => ({
    grant_type: 'password',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    username: credentials.username,
    password: credentials.password + credentials.securityToken,
  });
  expect((await askToken(sim, form(sim))).status).toBe(400);
  const lenient = await startSimulator({ seed: 1, accounts: 1, threads: 1, allowPassword: true });
  expect((await askToken(lenient, form(lenient))).status).toBe(200);
  expect((await askToken(lenient, { ...form(lenient), password: 'x' })).status).toBe(400);
  await lenient.close();
});

test('nothing is answered without a session, and one that is idle for two hours is over', async () => {
  const client = await logIn(sim);
  expect(await client.refusal('/limits', { headers: { authorization: 'Bearer nonsense' } })).toEqual([401, 'INVALID_SESSION_ID']);
  expect((await client.ask('/limits')).status).toBe(200);
  await sim.org.advance(7201);
  expect(await client.refusal('/limits')).toEqual([401, 'INVALID_SESSION_ID']);
});
