import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHere as audit } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-customers-'));
writeFileSync(
  join(cwd, 'crm.json'),
  JSON.stringify([
    { customer_id: ' 12 ', acquisition_ts: '2023-01-15T00:00:00Z', metadata: { tier: 'gold' } },
    { customer_id: '13', acquisition_ts: '2022-02-15', is_visible: false },
  ]),
);
writeFileSync(join(cwd, 'shop.csv'), 'customer_id,acquisition_ts,source_system\n12,2022-01-15,shop\n');
writeFileSync(join(cwd, 'bad.csv'), `customer_id,acquisition_ts,is_visible\n${'x,yesterday,true\n'.repeat(25)}14,2022-01-15,maybe\n`);

const records = (text: string): readonly Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('validate prints the records of all files, trimmed and in UTC', async () => {
  const { code, stdout } = await audit(['customers', 'validate', 'crm.json', 'shop.csv', '--source-system', 'crm', '--json'], { cwd });
  expect(code).toBe(0);
  expect(records(stdout)).toEqual([
    { customer_id: '12', acquisition_ts: '2023-01-15T00:00:00Z', source_system: 'crm', is_visible: true, metadata: { tier: 'gold' } },
    { customer_id: '13', acquisition_ts: '2022-02-15T00:00:00Z', source_system: 'crm', is_visible: false, metadata: {} },
    { customer_id: '12', acquisition_ts: '2022-01-15T00:00:00Z', source_system: 'shop', is_visible: true, metadata: {} },
  ]);
});

test('merge keeps one record a customer, with all its source systems and what they disagree on', async () => {
  const { code } = await audit(['customers', 'merge', 'crm.json', 'shop.csv', '--source-system', 'crm', '--output', 'out/merged.ndjson'], {
    cwd,
  });
  expect(code).toBe(0);
  const merged = records(readFileSync(join(cwd, 'out/merged.ndjson'), 'utf8'));
  expect(merged).toHaveLength(2);
  expect(merged[0]).toMatchObject({ customer_id: '12', acquisition_ts: '2022-01-15T00:00:00Z', source_systems: ['crm', 'shop'] });
  expect(merged[0]?.['conflicts']).toMatchObject([{ field: 'acquisition_ts', discarded: ['2023-01-15T00:00:00Z'] }]);
});

test('records that are not visible are left out on request', async () => {
  const { stdout } = await audit(['customers', 'validate', 'crm.json', '--source-system', 'crm', '--enforce-visibility', '--json'], {
    cwd,
  });
  expect(records(stdout).map((record) => record['customer_id'])).toEqual(['12']);
});

test('every bad record is named with its file, record and line, and nothing is printed as good', async () => {
  const { code, stdout, stderr } = await audit(['customers', 'validate', 'bad.csv', '--source-system', 'crm'], { cwd });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('26 bad records');
  expect(stderr).toContain('(line 2), column acquisition_ts: BAD_TIMESTAMP "yesterday"\n');
  expect(stderr).toContain('(line 27), column is_visible: BAD_BOOLEAN "maybe"\n');
  for (let record = 1; record <= 26; record++) expect(stderr).toContain(`bad.csv record ${record} (line ${record + 1}), column`);
});

test('a dash prints the records alone; an output that is a folder, or the input, is refused before it is touched', async () => {
  const merge = (output: string) => audit(['customers', 'merge', 'shop.csv', '--output', output], { cwd });
  const { code, stdout } = await merge('-');
  expect({ code, ids: records(stdout).map((record) => record['customer_id']) }).toEqual({ code: 0, ids: ['12'] });
  mkdirSync(join(cwd, 'folder'));
  expect(await merge('folder')).toMatchObject({ code: 2, stderr: expect.stringContaining('folder is a folder; name a file') as string });
  expect(await merge('shop.csv')).toMatchObject({ code: 2, stderr: expect.stringContaining('the place of the input shop.csv') as string });
  expect(readdirSync(join(cwd, 'folder'))).toEqual([]);
});

test('what is missing is said to be a flag, or a column of another name', async () => {
  writeFileSync(join(cwd, 'names.csv'), 'customer_id,Acquired\n1,2024-01-01\n');
  const named = await audit(['customers', 'validate', 'names.csv', '--source-system', 'crm'], { cwd });
  expect(named.stderr).toContain('correct them at their source; nothing is read from "Acquired":');
  const system = await audit(['customers', 'validate', 'crm.json'], { cwd });
  expect(system.stderr).toContain('correct them at their source, or name their source system with --source-system:');
});
