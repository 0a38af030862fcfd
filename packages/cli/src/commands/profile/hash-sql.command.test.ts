import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHere as audit } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-hash-sql-'));

test('the hash is printed as SQL of the engine that is named, with the parts in the order of the law', async () => {
  const { code, stdout, stderr } = await audit(['profile', 'hash-sql', '--engine', 'duckdb'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    "SHA256(COALESCE(evidence_unique_key, '__NULL__')",
    "|| '|' || COALESCE(UPPER(firstname), '__NULL__')",
    "|| '|' || COALESCE(UPPER(lastname), '__NULL__')",
    "|| '|' || COALESCE(firstname_local, '__NULL__')",
    "|| '|' || COALESCE(lastname_local, '__NULL__')",
    "|| '|' || COALESCE(person_title, '__NULL__')",
    "|| '|' || COALESCE(marital_status, '__NULL__')",
    "|| '|' || COALESCE(nationality, '__NULL__')",
    "|| '|' || COALESCE(occupation, '__NULL__')",
    "|| '|' || COALESCE(education_level, '__NULL__')",
    "|| '|' || COALESCE(business_type, '__NULL__')",
    "|| '|' || COALESCE(STRFTIME(birthdate, '%Y-%m-%d'), '__NULL__')",
    "|| '|' || COALESCE(total_asset, '__NULL__')",
    "|| '|' || COALESCE(monthly_income, '__NULL__')",
    "|| '|' || COALESCE(income_country, '__NULL__')",
    "|| '|' || SHA256(ARRAY_TO_STRING(source_of_income, '|'))",
    "|| '|' || SHA256(ARRAY_TO_STRING(purpose_of_investment, '|')))",
    '',
  ]);
});

test('the hash of version 2 escapes what stands between the parts, and begins with a delimiter', async () => {
  const { stdout } = await audit(['profile', 'hash-sql', '--engine', 'duckdb', '--hash-version', '2'], { cwd });
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    "SHA256(''",
    "|| '|' || COALESCE(REPLACE(REPLACE(evidence_unique_key, '~', '~~'), '|', '~1'), '~0')",
    "|| '|' || COALESCE(REPLACE(REPLACE(UPPER(firstname), '~', '~~'), '|', '~1'), '~0')",
  ]);
  expect(stdout).toMatch(/\|\| '\|' \|\| SHA256\(ARRAY_TO_STRING\(purpose_of_investment, '\|'\)\)\)\n$/);
  expect((await audit(['profile', 'hash-sql', '--engine', 'duckdb', '--hash-version', '3'], { cwd })).code).toBe(2);
});

test('the string that is hashed is printed on demand', async () => {
  const { stdout } = await audit(['profile', 'hash-sql', '--engine', 'spark', '--canonical'], { cwd });
  expect(stdout).toMatch(/^COALESCE\(evidence_unique_key, '__NULL__'\)\n\|\| '\|' \|\| COALESCE\(TRANSLATE\(firstname, 'abc.+ß.+𐐨/u);
  expect(stdout).toMatch(/SHA2\(ARRAY_JOIN\(purpose_of_investment, '\|'\), 256\)\n$/);
});

test('an engine must be named, and be one of the three', async () => {
  expect(await audit(['profile', 'hash-sql'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  expect(await audit(['profile', 'hash-sql', '--engine', 'oracle'], { cwd })).toMatchObject({ code: 2, stdout: '' });
});
