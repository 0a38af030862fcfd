import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedCatalogs } from '@audit/scd2-profile';
import { beforeAll, expect, test } from 'vitest';
import { auditHere as audit } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-mapped-load-'));
const records = [
  { customer_id: '1', person_title: ' mister ', nationality: 'tha', marital_status: null, source_of_income_list: 'wage|salary|DIVIDEND' },
  { customer_id: '2', occupation: 'Astronaut', occupation_other: 'To the Moon', education_level: 'Astronautics', total_asset: '7' },
  { customer_id: '3', source_of_income_list: 'lottery|betting|OTHER', purpose_of_investment_list: 'fame' },
];

beforeAll(() => writeFileSync(join(cwd, 'profiles.json'), JSON.stringify(records)));

const loaded = async (lake: string, ...flags: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const load = await audit(['profile', 'load', 'profiles.json', '--lake', lake, '--quiet', ...flags], { cwd });
  expect(load).toMatchObject({ code: 0, stderr: '' });
  const { stdout } = await audit(['show', 'dim_customer_profile', '--lake', lake, '--json'], { cwd });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
};

test('codes and source codes become codes, and null stays null', async () => {
  const [first] = await loaded('mapped');
  expect(first).toMatchObject({ person_title: 'MR', nationality: 'TH', marital_status: null, source_of_income: ['DIVIDEND', 'SALARY'] });
});

test('what no catalog knows is OTHER where free text says what it is, and UNKNOWN where nothing does', async () => {
  const [, second] = await loaded('mapped');
  expect(second).toMatchObject({
    occupation: 'OTHER',
    occupation_other: 'To the Moon',
    education_level: 'UNKNOWN',
    education_level_other: null,
    total_asset: 'UNKNOWN',
  });
});

test('members no catalog knows are one UNKNOWN, beside the OTHER that the source said itself', async () => {
  const [, , third] = await loaded('mapped');
  expect(third).toMatchObject({ source_of_income: ['OTHER', 'UNKNOWN'], purpose_of_investment: ['UNKNOWN'] });
});

test('a bank’s own catalogs are used where they are named', async () => {
  cpSync(shippedCatalogs, join(cwd, 'ours'), { recursive: true });
  const path = join(cwd, 'ours', 'customer_occupation.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace('[PEP]', '[PEP, astronaut]'));
  const [, second] = await loaded('by-ours', '--catalogs', 'ours');
  expect(second).toMatchObject({ occupation: 'POLITICIAN', occupation_other: null });
});

test('with mapping off, spellings are stored as they are', async () => {
  writeFileSync(join(cwd, 'audit.config.json'), '{"profile": {"mapping": "off"}}');
  const [first, second] = await loaded('unmapped');
  expect(first).toMatchObject({ person_title: 'MISTER', nationality: 'THA', source_of_income: ['DIVIDEND', 'SALARY', 'WAGE'] });
  expect(second).toMatchObject({ occupation: 'ASTRONAUT', total_asset: '7' });
});

test('a load with catalogs that break their rules is refused, and writes nothing', async () => {
  cpSync(shippedCatalogs, join(cwd, 'wrong'), { recursive: true });
  writeFileSync(join(cwd, 'wrong', 'customer_occupation.yaml'), 'name: customer_occupation\n');
  const env = { AUDIT_PROFILE_MAPPING: 'on' };
  const { code, stderr } = await audit(['profile', 'load', 'profiles.json', '--lake', 'refused', '--catalogs', 'wrong'], { cwd, env });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('CATALOG_INVALID') as string });
  expect((await audit(['tables', '--lake', 'refused'], { cwd })).code).toBe(2);
});
