import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedCatalogs } from '@audit/scd2-profile';
import { beforeAll, expect, test } from 'vitest';
import { auditHere as audit } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-profile-catalogs-'));
const titles = 'customer_person_title.yaml';
const edit = (folder: string, change: (text: string) => string): void => {
  const path = join(cwd, folder, titles);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};

beforeAll(() => {
  for (const folder of ['ours', 'wrong', 'shrunk']) cpSync(shippedCatalogs, join(cwd, folder), { recursive: true });
  edit('ours', (text) => text.replace('version: 1.0.0', 'version: 1.1.0').replace('MISTER', 'HERR'));
  edit('wrong', (text) => text.replace('MISTER', 'dr.').replace('order: 3', 'order: 2'));
  edit('shrunk', (text) => text.replace('code: PROF', 'code: PROFESSOR_EMERITUS'));
});

test('the shipped catalogs are checked when no folder is named, and each is shown with its counts', async () => {
  const { code, stdout, stderr } = await audit(['profile', 'catalogs', 'check'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^customer_person_title +1\.0\.0 +7 +7 +17 /m);
  expect(stdout).toMatch(/^customer_nationality +1\.0\.0 +251 +251 +503 /m);
  expect(stdout).toContain(`All 11 catalogs in ${shippedCatalogs} keep their rules.`);
});

test('programs get the same as a document', async () => {
  const { stdout } = await audit(['profile', 'catalogs', 'check', '--json'], { cwd });
  const { folder, catalogs } = JSON.parse(stdout) as { readonly folder: string; readonly catalogs: readonly object[] };
  expect(folder).toBe(shippedCatalogs);
  expect(catalogs).toHaveLength(11);
  expect(catalogs[0]).toEqual({
    catalog: 'customer_person_title',
    version: '1.0.0',
    effective_from: '2025-12-01',
    owner: 'Data Architecture',
    codes: 7,
    active: 7,
    source_codes: 17,
  });
});

test('the folder is that of the flag, else of the settings, which say where it is from', async () => {
  const titleVersion = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { stdout } = await audit(['profile', 'catalogs', 'check', '--json', ...args], { cwd: join(cwd, 'project'), env });
    return (JSON.parse(stdout) as { readonly catalogs: readonly { readonly version: string }[] }).catalogs[0]?.version;
  };
  cpSync(join(cwd, 'ours'), join(cwd, 'project', 'catalogs'), { recursive: true });
  writeFileSync(join(cwd, 'project', 'audit.config.json'), '{"profile": {"catalogs": "catalogs", "mapping": "off"}}');
  expect(await titleVersion([])).toBe('1.1.0');
  expect(await titleVersion(['--catalogs', shippedCatalogs])).toBe('1.0.0');
  expect(await titleVersion([], { AUDIT_PROFILE_CATALOGS: shippedCatalogs })).toBe('1.0.0');
  const { stdout } = await audit(['config', 'show', '--json'], { cwd: join(cwd, 'project') });
  expect(JSON.parse(stdout)).toMatchObject({
    'profile.catalogs': { value: 'catalogs', origin: 'audit.config.json' },
    'profile.mapping': { value: 'off', origin: 'audit.config.json' },
  });
});

test('mapping is on unless the settings say off, and nothing else', async () => {
  const { stdout } = await audit(['config', 'show', '--json'], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    'profile.catalogs': { value: null, origin: 'default' },
    'profile.mapping': { value: 'on', origin: 'default' },
  });
  const wrong = await audit(['config', 'show'], { cwd, env: { AUDIT_PROFILE_MAPPING: 'maybe' } });
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('give one of on, off') as string });
});

test('every fault is named, with file, line and remedy, and the exit is 2', async () => {
  const { code, stdout, stderr } = await audit(['profile', 'catalogs', 'check', '--catalogs', 'wrong', '--json'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(`audit: CATALOG_INVALID: 2 faults in the catalogs in "${join(cwd, 'wrong')}":\n`);
  expect(stderr).toContain(`  ${titles}:28 (MS): order 2 is that of MRS (line 20) already; give it another\n`);
  expect(stderr).toContain(
    `  ${titles}:36 (DR): source code "DR." reads the same as "dr." of MR (${titles}:12): DR.; keep it with one of them\n`,
  );
  const { error } = JSON.parse(stdout) as { readonly error: { readonly facts: { readonly findings: readonly object[] } } };
  expect(error).toMatchObject({ code: 'CATALOG_INVALID', exit_code: 2 });
  expect(error.facts.findings).toContainEqual({
    file: titles,
    line: 28,
    code: 'MS',
    what: 'order 2 is that of MRS (line 20) already',
    remedy: 'give it another',
  });
});

test('a code that an earlier version had is missed', async () => {
  const passed = await audit(['profile', 'catalogs', 'check', '--catalogs', 'ours', '--against', shippedCatalogs], { cwd });
  expect(passed.code).toBe(0);
  const { code, stderr } = await audit(['profile', 'catalogs', 'check', '--catalogs', 'shrunk', '--against', 'ours'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('(PROF): the code of version 1.1.0 is gone, and profiles may hold it; put it back with active: false');
  expect(stderr).toContain('version 1.0.0 is before the earlier one, 1.1.0');
});

test('a folder that is not there is named', async () => {
  const { code, stderr } = await audit(['profile', 'catalogs', 'check', '--catalogs', 'nowhere'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('there is no such folder; name one with --catalogs') as string,
  });
});
