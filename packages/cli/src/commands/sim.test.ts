import { mkdtempSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import { auditProgram } from '../audit-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-sim-'));

interface Ready {
  readonly url: string;
  readonly clock: string;
  readonly credentials: Readonly<Record<string, string>>;
}

test('a served simulator says where it is and how to log in, moves on when told to, and ends on SIGTERM', async () => {
  const options = ['--accounts', '12', '--seed', '4', '--clock', '2026-02-01T00:00:00Z', '--json'];
  const child = spawn(process.execPath, [auditProgram, 'sim', 'serve', ...options], { cwd });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (text: Buffer) => resolve(text.toString())));
  const { url, clock, credentials } = JSON.parse(line) as Ready;
  expect(clock).toBe('2026-02-01T00:00:00Z');
  const form = {
    grant_type: 'client_credentials',
    client_id: credentials['clientId'] ?? '',
    client_secret: credentials['clientSecret'] ?? '',
  };
  const token = (await (await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })).json()) as {
    readonly access_token: string;
  };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${url}/simulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const count = async (): Promise<number> => {
    const answer = await fetch(`${url}/services/data/v60.0/query?q=SELECT+COUNT()+FROM+Account`, {
      headers: { authorization: `Bearer ${token.access_token}` },
    });
    return answer.status === 200 ? ((await answer.json()) as { readonly totalSize: number }).totalSize : answer.status;
  };
  expect(await count()).toBe(12);
  expect(await (await post('change', { object: 'Account', insert: 3, lateSeconds: 60 })).json()).toMatchObject({ inserted: { length: 3 } });
  expect(await count()).toBe(12);
  expect(await (await post('advance', { to: 60 })).json()).toEqual({ clock: '2026-02-01T00:01:00Z' });
  expect(await count()).toBe(15);
  await post('faults', [{ on: { path: '/query' }, kind: 'status', status: 503 }]);
  expect([await count(), await count()]).toEqual([503, 15]);
  expect((await post('change', { object: 'Nothing' })).status).toBe(400);
  await post('add-field', { object: 'Account', name: 'Tier__c', type: 'picklist' });
  await post('change-field', { object: 'Account', name: 'Tier__c', type: 'string', length: 40 });
  const truth = (await (await post('truth', { object: 'Account', fields: ['Id', 'Tier__c'] })).json()) as readonly object[];
  expect([truth.length, Object.keys(truth[0] ?? {})]).toEqual([15, ['Id', 'Tier__c']]);
  await post('remove-field', { object: 'Account', name: 'Tier__c' });
  const without = (await (await post('truth', { object: 'Account', fields: ['Id', 'Tier__c'] })).json()) as readonly object[];
  expect(Object.keys(without[0] ?? {})).toEqual(['Id']);
  expect((await post('add-field', { object: 'Account', name: 'no name', type: 'string' })).status).toBe(400);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('what cannot be served is refused before it starts, with exit code 2', async () => {
  writeFileSync(join(cwd, 'wrong.json'), '[{"on": {}, "kind": "flood"}]');
  const busy = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => busy.once('listening', resolve));
  const port = (busy.address() as { readonly port: number }).port;
  const refusal = async (...options: readonly string[]): Promise<string> => {
    const { code, stderr } = await auditHere(['sim', 'serve', '--accounts', '5', ...options], { cwd });
    expect(code).toBe(2);
    return stderr;
  };
  expect(await refusal('--faults', 'wrong.json')).toMatch(/CONFIG: .*wrong\.json: 0\.kind/);
  expect(await refusal('--faults', 'missing.json')).toContain('FILE_MISSING');
  expect(await refusal('--clock', 'yesterday')).toContain('"yesterday" is no instant');
  expect(await refusal('--port', String(port))).toContain(`port ${port} cannot be listened on`);
  busy.close();
});
