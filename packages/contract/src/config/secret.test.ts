import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { ConfigError } from '../errors/config.ts';
import { readSecret } from './secret.ts';

test('a secret is revealed on request and by no other way of printing it', () => {
  const secret = readSecret({ AUDIT_DB_PASSWORD: 'hunter2' }, 'AUDIT_DB_PASSWORD');
  expect(secret?.reveal()).toBe('hunter2');
  for (const shown of [String(secret), JSON.stringify({ secret }), inspect(secret), JSON.stringify(Object.entries(secret ?? {}))]) {
    expect(shown).not.toContain('hunter2');
  }
});

test('a secret may stand in a file, and not in two places', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-secret-'));
  const path = join(folder, 'password');
  writeFileSync(path, 'hunter2\n');
  expect(readSecret({ AUDIT_P_FILE: path }, 'AUDIT_P')?.reveal()).toBe('hunter2');
  expect(() => readSecret({ AUDIT_P_FILE: path, AUDIT_P: 'x' }, 'AUDIT_P')).toThrow(ConfigError);
  expect(() => readSecret({ AUDIT_P_FILE: join(folder, 'none') }, 'AUDIT_P')).toThrow(/cannot read/);
  rmSync(folder, { recursive: true });
});

test('a secret that is not set is absent', () => {
  expect(readSecret({ AUDIT_P: '' }, 'AUDIT_P')).toBeUndefined();
});
