import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHere as audit } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-config-'));
writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ lake: './from-file', tz: 'Europe/Berlin', on_error: 'quarantine' }));

test('a flag wins over the environment, the environment over the file, the file over the default', async () => {
  const env = { AUDIT_LAKE: './from-env', AUDIT_TZ: 'Asia/Tokyo' };
  const { code, stdout } = await audit(['config', 'show', '--lake', './from-flag', '--json'], { cwd, env });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    lake: { value: './from-flag', origin: 'flag --lake' },
    tz: { value: 'Asia/Tokyo', origin: 'env AUDIT_TZ' },
    on_error: { value: 'quarantine', origin: 'audit.config.json' },
    returns: { value: 'reject', origin: 'default' },
  });
});

test('people see every setting with its value and origin', async () => {
  const { stdout } = await audit(['config', 'show'], { cwd });
  expect(stdout).toMatch(/^tz +Europe\/Berlin +audit\.config\.json +Business zone/m);
});

test('an unknown key in the file is refused by name, and every command that reads settings says so', async () => {
  const bad = mkdtempSync(join(tmpdir(), 'audit-config-bad-'));
  writeFileSync(join(bad, 'audit.config.json'), '{"lakes": "./data"}');
  const { code, stderr } = await audit(['config', 'show'], { cwd: bad });
  expect(code).toBe(2);
  expect(stderr).toContain('there is no setting "lakes"');
  const doctor = await audit(['doctor', '--json'], { cwd: bad });
  expect(doctor.code).toBe(2);
  expect(JSON.parse(doctor.stdout)).toMatchObject({ ok: false });
});
