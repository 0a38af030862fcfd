import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHere as audit } from '../audit-in-process.fixture.ts';

test('a machine that is set up passes, with a check for each part', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-doctor-'));
  const { code, stdout } = await audit(['doctor', '--json'], { cwd });
  const { ok, checks } = JSON.parse(stdout) as { readonly ok: boolean; readonly checks: readonly { readonly name: string }[] };
  expect({ code, ok }).toEqual({ code: 0, ok: true });
  expect(checks.map(({ name }) => name)).toEqual([
    'node',
    'settings',
    'engine',
    'memory',
    'lake',
    'lake disk',
    'lake log',
    'temp',
    'temp disk',
  ]);
});

test('a lake that is a file is found, with what to do', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-doctor-'));
  writeFileSync(join(cwd, 'data'), '');
  const { code, stdout } = await audit(['doctor'], { cwd });
  expect(code).toBe(2);
  expect(stdout).toMatch(/^FAIL {2}lake +.*data is a file\n +name a folder/m);
  expect(stdout).toContain('\n1 of 7 not fit for work.\n');
});

test('a folder to spill to that cannot be one is found, whatever the engine makes of it', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-doctor-'));
  writeFileSync(join(cwd, 'full'), '');
  const { code, stdout } = await audit(['doctor'], { cwd, env: { AUDIT_TEMP_DIR: 'full/spill' } });
  expect(code).toBe(2);
  expect(stdout).toMatch(/^FAIL {2}temp +.*full is a file\n +name a folder/m);
});

test('what is spilt lies in a folder of the user’s own unless told otherwise: in another user’s he could not write', async () => {
  const { stdout } = await audit(['doctor', '--json'], { cwd: mkdtempSync(join(tmpdir(), 'audit-doctor-')) });
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly { readonly name: string; readonly detail: string }[] };
  expect(checks.find(({ name }) => name === 'temp')?.detail).toContain(join(tmpdir(), `audit-${userInfo().uid}`));
});
