import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTrialBank, type TrialBank, trialServer } from '@audit/medallion/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere as audit } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-load-source-'));
let bank: TrialBank;
beforeAll(async () => {
  if (trialServer !== undefined) bank = await openTrialBank(trialServer);
});
afterAll(async () => await bank?.[Symbol.asyncDispose]());

const load = async (args: readonly string[] = []) => {
  const { code, stdout, stderr } = await audit(['profile', 'load', '--source', 'opdb', '--json', ...args], {
    cwd,
    env: { AUDIT_OPDB_URL: bank.url },
  });
  return { code, stderr, account: JSON.parse(stdout) as Readonly<Record<string, unknown>> };
};
const rows = async (table: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const { stdout } = await audit(['show', table, '--limit', '0', '--json'], { cwd });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
};

describe.skipIf(trialServer === undefined)('profile load --source opdb', () => {
  test('loads every customer of the bank; those with a blank or too long id stand in quarantine', async () => {
    const { code, account } = await load();
    expect(code).toBe(4);
    expect(account).toMatchObject({ records: 309, created: 307, quarantined: 2, corrected: 0, closed: 0 });
    const refused = await rows('ops_quarantine');
    expect(refused.map(({ record, code, column_name }) => [record, code, column_name])).toEqual([
      [1, 'BLANK_ID', 'customer_id'],
      [309, 'ID_TOO_LONG', 'customer_id'],
    ]);
    const seven = (await rows('curated_dim_customer_profile')).find(({ customer_id }) => customer_id === '007');
    expect(seven).toMatchObject({
      person_title: 'OTHER',
      source_of_income: ['DIVIDEND', 'OTHER', 'SALARY'],
      effective_start_ts: '2025-07-01T08:00:00.000001Z',
    });
  });

  test('makes a version of the row that changed there, and of no other', async () => {
    await bank.sql(`UPDATE opdb.customer_employment SET job_cd = 'RET', updated_at = '2025-11-01 09:30:00.25' WHERE cust_no = '100007'`);
    const { code, account } = await load();
    expect({ code, account }).toMatchObject({
      code: 4,
      account: { records: 309, created: 1, corrected: 0, unchanged: 306, quarantined: 2 },
    });
    const versions = (await rows('curated_dim_customer_profile')).filter(({ customer_id }) => customer_id === '100007');
    expect(versions.map(({ occupation, effective_start_ts, is_current }) => [occupation, effective_start_ts, is_current])).toEqual([
      ['GOVERNMENT_OFFICER', '2025-06-15T04:19:00Z', false],
      ['RETIRED', '2025-11-01T09:30:00.250000Z', true],
    ]);
  });

  test('takes a change back as news, although the view then is what it was before', async () => {
    await bank.sql(`UPDATE opdb.customer_detail SET marital_cd = 'D' WHERE cust_no = '100011'`);
    expect((await load()).account).toMatchObject({ created: 0, corrected: 1 });
    await bank.sql(`UPDATE opdb.customer_detail SET marital_cd = 'W' WHERE cust_no = '100011'`);
    expect((await load()).account).toMatchObject({ created: 0, corrected: 1 });
  });

  test('publishes nothing when the source is not there, or files are named besides', async () => {
    const before = await audit(['history', 'curated_dim_customer_profile', '--json'], { cwd });
    const away = Object.assign(new URL(bank.url), { port: '1' }).href;
    const unreachable = await audit(['profile', 'load', '--source', 'opdb'], { cwd, env: { AUDIT_OPDB_URL: away } });
    expect(unreachable.code).toBe(6);
    const both = await audit(['profile', 'load', 'x.ndjson', '--source', 'opdb'], { cwd, env: { AUDIT_OPDB_URL: bank.url } });
    expect(both.code).toBe(2);
    const neither = await audit(['profile', 'load'], { cwd });
    expect({ code: neither.code, says: neither.stderr.includes('--source opdb') }).toEqual({ code: 2, says: true });
    expect(await audit(['history', 'curated_dim_customer_profile', '--json'], { cwd })).toEqual(before);
  });
});
