import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upstreamViewNames } from '@audit/contract/profile';
import { openTrialBank, type TrialBank, trialServer } from '@audit/medallion/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere as audit } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-doctor-source-'));
let bank: TrialBank;
beforeAll(async () => {
  if (trialServer !== undefined) bank = await openTrialBank(trialServer);
});
afterAll(async () => await bank?.[Symbol.asyncDispose]());

interface Check {
  readonly name: string;
  readonly status: string;
  readonly detail: string;
}
interface Report {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** The doctor's report of a view, and what it finds wrong. */
const examine = async (env: Readonly<Record<string, string>> = {}) => {
  const { code, stdout } = await audit(['doctor', '--source', 'opdb', '--json'], { cwd, env: { AUDIT_OPDB_URL: bank.url, ...env } });
  const { ok, checks } = JSON.parse(stdout) as Report;
  const not = (status: string) => Object.fromEntries(checks.filter((check) => check.status === status).map((c) => [c.name, c.detail]));
  return { code, ok, checks, failed: not('fail'), warned: not('warn') };
};

describe.skipIf(trialServer === undefined)('doctor --source opdb', () => {
  test('finds the customers of the bank whose id is blank or too long, and nothing else that must not be', async () => {
    const { code, ok, checks, failed, warned } = await examine();
    expect({ code, ok }).toEqual({ code: 3, ok: false });
    expect(failed).toEqual({ customer_id: '1 row null or blank; 1 row longer than 50 characters' });
    expect(warned).toEqual({});
    expect(checks.map(({ name }) => name)).toEqual(['view', ...upstreamViewNames, 'parity bronze', 'parity silver']);
    expect(checks.slice(-2).map(({ detail }) => detail)).toEqual([
      '25 of 25 columns are the same in bronze',
      '25 of 25 columns are the same in silver',
    ]);
  });

  test('says for people what is wrong and where it stands what it must be', async () => {
    const { code, stdout } = await audit(['doctor', '--source', 'opdb'], { cwd, env: { AUDIT_OPDB_URL: bank.url } });
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^FAIL {2}customer_id +1 row null or blank; 1 row longer .*\n +docs\/upstream\/customer_profile_requirements\.md/m,
    );
    expect(stdout).toMatch(/1 of 28 not fit for work\.\n$/);
  });

  test('passes a view that is as required', async () => {
    await bank.sql(`CREATE VIEW opdb.good AS SELECT * FROM opdb.vw_customer_profile_standardized WHERE length(customer_id) <= 50`);
    const { code, ok, failed, warned, checks } = await examine({ AUDIT_OPDB_VIEW: 'opdb.good' });
    expect({ code, ok, failed, warned }).toEqual({ code: 0, ok: true, failed: {}, warned: {} });
    expect(checks[0]?.detail).toMatch(/^opdb\.good at 127\.0\.0\.1:\d+\/bank_\w+, 307 rows in it$/);
  });

  test('counts each way in which values can be wrong', async () => {
    const wrong: Readonly<Record<string, string>> = {
      customer_id: `CASE WHEN customer_id = '100001' THEN '100002' ELSE customer_id END`,
      evidence_unique_key: `lower(evidence_unique_key)`,
      firstname: `firstname || U&'\\00A0'`,
      lastname: `repeat(lastname, 40)`,
      person_title: `lower(person_title)`,
      person_title_other: `'Sir'`,
      marital_status: `'OTHER'`,
      occupation_other: `NULL::varchar`,
      birthdate: `'infinity'::date`,
      source_of_income_list: `'SALARY|DIVIDEND|GIFT'`,
      purpose_of_investment_list: `'RETIREMENT|RETIREMENT'`,
      income_country: `'Thailand'`,
      education_level: `'BACHELORS'`,
      last_modified_ts: `NULL::timestamp`,
    };
    const columns = upstreamViewNames.map((name) => `${wrong[name] ?? name} AS ${name}`).join(', ');
    await bank.sql(`CREATE VIEW opdb.wrong AS SELECT ${columns} FROM opdb.vw_customer_profile_standardized WHERE customer_id < '100013'
      AND length(customer_id) = 6`);
    const { code, failed, warned } = await examine({ AUDIT_OPDB_VIEW: 'opdb.wrong' });
    expect(code).toBe(3);
    expect(failed).toEqual({
      customer_id: '1 row more than one of their customer',
      evidence_unique_key: '1 row not in upper case',
      firstname: '12 rows with white space at an end',
      lastname: '12 rows longer than 200 characters',
      person_title: '12 rows no upper-case code',
      person_title_other: '12 rows with a text although person_title is not OTHER',
      marital_status: '12 rows with a code that customer_marital_status does not have',
      birthdate: '12 rows no day of the calendar',
      income_country: '12 rows longer than 7 characters; 12 rows no upper-case code',
      education_level: '12 rows with a code that customer_education_level does not have',
      source_of_income_list:
        '12 rows not sorted by bytes, or with a member twice; 12 rows with a code that customer_source_of_income does not have',
      purpose_of_investment_list: '12 rows not sorted by bytes, or with a member twice',
    });
    expect(warned).toEqual({ last_modified_ts: '12 rows null: the change will be dated by the extract' });
  });

  test('warns of OTHER without its text, and of changes after now', async () => {
    await bank.sql(`CREATE VIEW opdb.poor AS SELECT * FROM opdb.good WHERE FALSE;
      CREATE OR REPLACE VIEW opdb.poor AS SELECT ${upstreamViewNames
        .map((name) =>
          name === 'occupation_other'
            ? `NULL::varchar AS ${name}`
            : name === 'last_modified_ts'
              ? `now()::timestamp + interval '1 day' AS ${name}`
              : name,
        )
        .join(', ')} FROM opdb.good WHERE customer_id IN ('007', '7')`);
    const { code, warned } = await examine({ AUDIT_OPDB_VIEW: 'opdb.poor' });
    expect(code).toBe(0);
    expect(warned).toEqual({
      occupation_other: '1 row without a text although occupation is OTHER',
      last_modified_ts: '2 rows after now: the change will be dated by the extract',
    });
  });

  test('names columns that are missing, of another type, or too many; parity falls below the limit', async () => {
    await bank.sql(`CREATE VIEW opdb.other_columns AS SELECT customer_id::char(60), birthdate::text, 1 AS shoe_size, firstname, person_title_other, op
      FROM opdb.good, (VALUES (NULL::text)) AS o (op)`);
    const { code, failed, warned } = await examine({ AUDIT_OPDB_VIEW: 'opdb.other_columns' });
    expect(code).toBe(3);
    expect(failed).toMatchObject({
      customer_id: 'character(60), not varchar or text',
      birthdate: 'text, not date',
      lastname: 'missing',
      'parity bronze': expect.stringMatching(/^4 of 26 columns are the same in bronze, not .*shoe_size$/) as string,
      'parity silver': expect.stringContaining('birthdate') as string,
    });
    expect(Object.keys(failed)).toHaveLength(25);
    expect(warned).toEqual({ shoe_size: 'integer: not in the contract, it stays where it is' });
  });

  test('ends with the exit code of what keeps it from the view, and never tells the password', async () => {
    const run = async (env: Readonly<Record<string, string>>) => {
      const { code, stdout, stderr } = await audit(['doctor', '--source', 'opdb', '--json'], { cwd, env });
      expect(stdout + stderr).not.toContain('hunter2');
      return { code, error: (JSON.parse(stdout) as { readonly error: { readonly code: string } }).error.code };
    };
    const url = (part: object): string => Object.assign(new URL(bank.url), part).href;
    writeFileSync(join(cwd, 'url'), `${url({ password: 'hunter2' })}\n`);
    expect(await run({})).toEqual({ code: 2, error: 'USAGE' });
    expect(await run({ AUDIT_OPDB_URL_FILE: join(cwd, 'url') })).toEqual({ code: 5, error: 'SOURCE_AUTHENTICATION' });
    expect(await run({ AUDIT_OPDB_URL: url({ port: '1', password: 'hunter2' }) })).toEqual({ code: 6, error: 'SOURCE_UNAVAILABLE' });
    expect(await run({ AUDIT_OPDB_URL: bank.url, AUDIT_OPDB_VIEW: 'opdb.none' })).toEqual({ code: 2, error: 'SOURCE_REFUSED' });
    expect(await run({ AUDIT_OPDB_URL: bank.url, AUDIT_OPDB_VIEW: 'none' })).toEqual({ code: 2, error: 'CONFIG' });
  });
});
