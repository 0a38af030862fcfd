import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Secret } from '@audit/contract';
import { expect, test } from 'vitest';
import type { SalesforceCredentials } from './credentials.ts';
import { failure, openTrial } from './salesforce-trial.fixture.ts';

test('no secret stands in what a run keeps, tells or fails with', async () => {
  await using trial = await openTrial({ accounts: 20, allowPassword: true });
  const { clientId, clientSecret, username, password, securityToken, refreshToken, privateKeyPem } = trial.sim.credentials;
  const ways: readonly SalesforceCredentials[] = [
    { kind: 'jwt', clientId, username, privateKey: new Secret(privateKeyPem) },
    { kind: 'client-credentials', clientId, clientSecret: new Secret(clientSecret) },
    { kind: 'refresh-token', clientId, clientSecret: new Secret(clientSecret), refreshToken: new Secret(refreshToken) },
    {
      kind: 'password',
      clientId,
      username,
      clientSecret: new Secret(clientSecret),
      password: new Secret(password),
      securityToken: new Secret(securityToken),
    },
  ];
  const told: unknown[] = [];
  const tokens: string[] = [];
  for (const credentials of ways) {
    const client = trial.client({ credentials });
    tokens.push((await client.session()).token.reveal());
    told.push(client, await client.session());
    trial.sim.addFaults([{ kind: 'quota', on: { path: 'queryAll?q=SELECT%20Id', nth: 1 } }]);
    told.push(await failure(trial.attempt(['Contact'], { client: { credentials }, onProgress: (progress) => told.push(progress) })));
    trial.sim.clearFaults();
    trial.sim.addFaults([{ kind: 'expired-session', on: { path: 'limits', nth: 1, times: 9 } }]);
    told.push(await failure(client.json('asking', 'limits')));
    trial.sim.clearFaults();
  }
  const wrong = { kind: 'client-credentials', clientId, clientSecret: new Secret('wrong-canary') } as const;
  told.push(await failure(trial.attempt(['Contact'], { client: { credentials: wrong } })));
  const kept = readdirSync(trial.stage, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  told.push(...(await trial.extract(['Contact'])));
  const everything = [...kept, ...told.map((one) => inspect(one, { depth: 12, showHidden: true })), JSON.stringify(told.map(String))].join(
    '\n',
  );
  expect(kept.length).toBeGreaterThan(0);
  const line = privateKeyPem.split('\n')[3] ?? '';
  for (const secret of [clientSecret, password, securityToken, refreshToken, line, 'wrong-canary', ...tokens]) {
    expect(secret.length).toBeGreaterThan(10);
    expect(everything.includes(secret)).toBe(false);
  }
});
