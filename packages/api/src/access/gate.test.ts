import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Gate } from './gate.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
let now = start;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const folder = mkdtempSync(join(tmpdir(), 'audit-gate-'));
let server: Server;
let asked = 0;
const published: object[] = [];
let gate: Gate;
beforeAll(async () => {
  published.push(
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'r', use: 'sig' },
    { ...ec.publicKey.export({ format: 'jwk' }), kid: 'e' },
  );
  server = createServer((_, response) => {
    asked++;
    response.end(JSON.stringify({ keys: published }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const jwks = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  const issuer = { issuer: 'https://id.example', audience: 'audit', jwks };
  gate = new Gate({ keys: join(folder, 'none.json'), issuer, unmaskRoles: ['steward'], localRole: 'steward', now: () => now });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
const good = { iss: 'https://id.example', aud: ['other', 'audit'], exp: start / 1000 + 600, sub: 'jo', scope: 'openid read unknown' };
const signedBy = (alg: string, key: KeyObject, claims: object = {}, header: object = {}): string => {
  const text = `${part({ alg, kid: alg === 'RS256' ? 'r' : 'e', ...header })}.${part({ ...good, ...claims })}`;
  const signature = sign('sha256', Buffer.from(text), alg === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' } : key);
  return `${text}.${signature.toString('base64url')}`;
};
const admit = async (token: string) => {
  const { id, scopes, unmasked } = await gate.admit({ authorization: `Bearer ${token}`, apiKey: undefined });
  return { id, scopes: [...scopes], unmasked };
};

describe('tokens of an issuer', () => {
  test('are taken when one of its keys signed them, by RS256 or ES256, for us and in time', async () => {
    expect(await admit(signedBy('RS256', rsa.privateKey))).toEqual({ id: 'jo', scopes: ['read'], unmasked: false });
    expect(await admit(signedBy('ES256', ec.privateKey, { scp: ['act'], roles: ['steward'] }))).toEqual({
      id: 'jo',
      scopes: ['read', 'act'],
      unmasked: true,
    });
    expect((await admit(signedBy('RS256', rsa.privateKey, { scope: 'read unmask', role: 'clerk' }))).unmasked).toBe(true);
    expect(asked).toBe(1);
  });

  const refused: readonly (readonly [string, () => string])[] = [
    ['signed by nobody', () => `${part({ alg: 'none' })}.${part(good)}.`],
    ['signed by a stranger', () => signedBy('RS256', stranger.privateKey)],
    ['whose claims were changed', () => signedBy('RS256', rsa.privateKey).replace(/\.[^.]+\./, `.${part({ ...good, scope: 'admin' })}.`)],
    [
      'signed with the public key as a secret',
      () => `${part({ alg: 'HS256', kid: 'r' })}.${part(good)}.${Buffer.alloc(32).toString('base64url')}`,
    ],
    ['that takes a key for one of another kind', () => signedBy('ES256', ec.privateKey, {}, { alg: 'RS256' })],
    ['of another issuer', () => signedBy('RS256', rsa.privateKey, { iss: 'https://evil.example' })],
    ['for somebody else', () => signedBy('RS256', rsa.privateKey, { aud: 'other' })],
    ['that expired', () => signedBy('RS256', rsa.privateKey, { exp: start / 1000 - 61 })],
    ['that never expires', () => signedBy('RS256', rsa.privateKey, { exp: undefined })],
    ['that is of later', () => signedBy('RS256', rsa.privateKey, { nbf: start / 1000 + 120 })],
    ['with a demand we do not know', () => signedBy('RS256', rsa.privateKey, {}, { crit: ['b64'] })],
    ['of four parts', () => `${signedBy('RS256', rsa.privateKey)}.x`],
  ];
  test.each(refused)('are refused: one %s', async (_, token) => {
    await expect(admit(token())).rejects.toMatchObject({ problem: 'NOT_AUTHENTICATED' });
  });

  test('of a new key are taken once the issuer publishes it, and it is asked for at most once a minute', async () => {
    const before = asked;
    await expect(admit(signedBy('RS256', stranger.privateKey, {}, { kid: 'new' }))).rejects.toMatchObject({ problem: 'NOT_AUTHENTICATED' });
    expect(asked).toBe(before);
    now += 61_000;
    published.push({ ...stranger.publicKey.export({ format: 'jwk' }), kid: 'new' });
    expect((await admit(signedBy('RS256', stranger.privateKey, {}, { kid: 'new' }))).id).toBe('jo');
    expect(asked).toBe(before + 1);
  });
});

test('a file of keys that others may read, or that is none, lets nobody in', () => {
  const path = join(folder, 'keys.json');
  const open = () => new Gate({ keys: path, issuer: undefined, unmaskRoles: [], localRole: '', now: () => now });
  expect(open().isOpen).toBe(true);
  writeFileSync(path, '{"version":1,"keys":[]}', { mode: 0o644 });
  expect(open).toThrow(/chmod 600/);
  rmSync(path);
  writeFileSync(path, '{"keys":[]}', { mode: 0o600 });
  expect(open).toThrow(/no file of keys/);
});

test('whoever removes the file of keys opens nothing', async () => {
  const path = join(folder, 'gone.json');
  writeFileSync(path, '{"version":1,"keys":[]}', { mode: 0o600 });
  const shut = new Gate({ keys: path, issuer: undefined, unmaskRoles: [], localRole: '', now: () => now });
  rmSync(path);
  now += 2000;
  expect(shut.isOpen).toBe(false);
  await expect(shut.admit({ authorization: undefined, apiKey: undefined })).rejects.toMatchObject({ problem: 'NOT_AUTHENTICATED' });
});
