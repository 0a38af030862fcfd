import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedMapping } from '@audit/medallion';
import { bindTable, countDifferent, duckDbEngine, Lake } from '@audit/warehouse';
import { beforeEach, describe, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import type { Finished } from '../audit-process.fixture.ts';
import { keptTables } from '../table-lookup.ts';
import { withRevenue } from './transform/trial-mapping.fixture.ts';

let cwd: string;
let currency: 'on' | 'off';
beforeEach(() => {
  currency = 'off';
  cwd = mkdtempSync(join(tmpdir(), 'audit-transform-'));
  mkdirSync(join(cwd, 'drop'));
});

type Row = Readonly<Record<string, unknown>>;
const audit = (args: readonly string[], clock = '2026-03-01T00:00:00Z'): Promise<Finished> =>
  auditHere(args, { cwd, env: { AUDIT_CLOCK: clock, AUDIT_SILVER_CURRENCY: currency } });
const drop = (name: string, rows: readonly Row[]): void =>
  writeFileSync(join(cwd, 'drop', name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
const extract = async (clock?: string, ...args: readonly string[]): Promise<void> => {
  const { code, stderr } = await audit(['extract', '--source', 'files', '--path', 'drop', '--quiet', ...args], clock);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
};
/** A few rates instead of the 221,702 that come with audit; and amounts are converted from here on. */
const convert = async (): Promise<void> => {
  currency = 'on';
  const rates = ['EUR', 'GBP'].map((base) => `${base},USD,2026-01-01,2027-01-01,1.25\n`);
  writeFileSync(join(cwd, 'rates.csv'), `base,quote,valid_from,valid_to,rate\n${rates.join('')}`);
  expect(await audit(['fx', 'import', 'rates.csv', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
};
const rowsOf = (text: string): readonly Row[] => text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Row]));
const show = async (table: string): Promise<readonly Row[]> => rowsOf((await audit(['show', table, '--limit', '0', '--json'])).stdout);

const stamp = '2026-01-05T10:00:00.000Z';
const accounts = [
  {
    Id: 'a1',
    Name: ' Müller GmbH ',
    BillingCountry: 'Germany',
    Phone: '030 1234567',
    Website: 'WWW.mueller.example',
    AnnualRevenue: '1.5E6',
    CurrencyIsoCode: 'EUR',
    LastModifiedDate: stamp,
    SystemModstamp: stamp,
  },
  {
    Id: 'a2',
    Name: 'Nowhere',
    BillingCountry: 'Atlantis',
    AnnualRevenue: '10',
    CurrencyIsoCode: 'XXQ',
    LastModifiedDate: stamp,
    SystemModstamp: stamp,
  },
  { Id: 'a3', Name: '', AnnualRevenue: '1,5', CurrencyIsoCode: 'USD', LastModifiedDate: stamp, SystemModstamp: stamp },
];
const opportunities = [
  { Id: 'o1', AccountId: 'a1', Amount: '100', CloseDate: '2026-01-05', IsClosed: 'true', CurrencyIsoCode: '', SystemModstamp: stamp },
  { Id: 'o2', AccountId: 'a1', Amount: '-1e2', CloseDate: '2026-01-05', CurrencyIsoCode: 'GBP', SystemModstamp: stamp },
];

const writeMapping = (mapping: unknown): void => writeFileSync(join(cwd, 'mapping.json'), JSON.stringify(mapping));

describe('the shipped mapping on files', () => {
  test('every row is in silver or in quarantine with its reason, sums close, and the second run publishes nothing', async () => {
    drop('Account.ndjson', accounts);
    drop('Opportunity.ndjson', opportunities);
    await extract();
    await convert();
    const first = await audit(['transform', '--json']);
    expect(first.code).toBe(4);
    const summary = JSON.parse(first.stdout) as {
      readonly tables: readonly Row[];
      readonly imported_rates: boolean;
      readonly absent: readonly string[];
    };
    expect(summary).toMatchObject({ published: true, quarantined: 2, imported_rates: false });
    expect(summary.absent).toContain('bronze_invoice');
    expect(summary.tables.map(({ table, account }) => [table, account])).toEqual([
      ['silver_accounts', { received: 3, superseded: 0, deleted: 0, filtered: 0, landed: 1, quarantined: 2 }],
      ['silver_opportunities', { received: 2, superseded: 0, deleted: 0, filtered: 0, landed: 2, quarantined: 0 }],
    ]);
    expect(await show('silver_accounts')).toMatchObject([
      {
        account_id: 'a1',
        country: 'DE',
        website: 'https://www.mueller.example',
        website_domain: 'mueller.example',
        annual_revenue: 1_500_000,
        annual_revenue_currency: 'EUR',
        annual_revenue_usd: 1_875_000,
        annual_revenue_rate_source: 'company',
        currency_source: 'field',
        currency_conflict: false,
        _flags: null,
      },
    ]);
    // The opportunity has no currency of its own: that of its account counts.
    expect(
      (await show('silver_opportunities')).map(
        ({ opportunity_id: id, amount, amount_currency: code, currency_source: by, is_open: open }) => [id, amount, code, by, open],
      ),
    ).toEqual([
      ['o1', 100, 'EUR', 'parent', false],
      ['o2', -100, 'GBP', 'field', true],
    ]);
    expect((await show('ops_refused_accounts')).map(({ account_id: id, _problems, _raw }) => [id, _problems, _raw])).toEqual([
      ['a2', 'annual_revenue CURRENCY_UNKNOWN currency', '***'],
      ['a3', 'name MISSING_FIELD null; annual_revenue BAD_NUMBER type', '***'],
    ]);
    const quarantine = await show('ops_quarantine');
    expect(quarantine.map(({ source, column_name: column, code }) => [source, column, code])).toEqual(
      expect.arrayContaining([
        ['bronze_account', 'annual_revenue', 'CURRENCY_UNKNOWN'],
        ['bronze_account', 'name', 'MISSING_FIELD'],
      ]),
    );
    expect(quarantine[0]?.['reason']).toContain('Rule of the mapping: accounts.');
    const again = await audit(['transform', '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ published: false, quarantined: 2 });
    expect((await audit(['verify'])).code).toBe(0);
  });

  test('personal data is in no profile, and no profile is printed of it', async () => {
    drop('Contact.ndjson', [{ Id: 'c1', LastName: 'Zzyzx', Email: 'Zzyzx@example.com', Phone: 'not a phone', SystemModstamp: stamp }]);
    await extract();
    const { stdout, code } = await audit(['transform', '--profile']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/silver_contacts +phone +100\.0 % +0 +1/);
    expect(stdout.toLowerCase()).not.toContain('zzyzx');
    const profile = await show('ops_quality_profile');
    expect(JSON.stringify(profile).toLowerCase()).not.toContain('zzyzx');
    expect(profile.find(({ column_name: name }) => name === 'contact_id')).toMatchObject({
      min_value: 'c1',
      max_value: 'c1',
      distinct_count: 1,
      null_share: 0,
    });
    expect(profile.find(({ column_name: name }) => name === 'phone')).toMatchObject({ flagged: 1, nulls: 1 });
    expect(JSON.stringify(await show('silver_contacts'))).not.toContain('Zzyzx');
  });

  test('the statement of a table runs by hand and gives the rows of the table; a column tells its story', async () => {
    drop('Account.ndjson', accounts);
    await extract();
    await convert();
    await audit(['transform', '--quiet']);
    const { stdout: sql } = await audit(['transform', '--show-sql', 'account']);
    const lake = Lake.open(join(cwd, 'data'));
    await using engine = duckDbEngine({ tempDirectory: cwd, directories: [cwd] });
    await using session = await engine.session();
    const kept = keptTables(lake.head());
    for (const { name, table, state } of kept)
      await bindTable(session, name === 'ops_fx_conversions' ? 'conversions' : name, lake, table, state);
    const statements = sql.split(/;\n/).filter((part) => part.trim() !== '');
    for (const statement of statements.slice(0, -1)) await session.execute(statement);
    await session.materialise('by_hand', (statements.at(-1) ?? '').trim());
    const accountsTable = kept.find(({ name }) => name === 'silver_accounts');
    expect(await countDifferent(session, 'by_hand', 'silver_accounts', Object.keys(accountsTable?.table.columns ?? {}))).toBe(0);
    const story = (await audit(['transform', '--explain', 'accounts.annual_revenue'])).stdout;
    expect(story).toContain('from bronze_account.AnnualRevenue');
    expect(story).toContain('read as a number, as decimal(18,2)');
    expect(story).toContain('2 records in quarantine for it');
    const converted = JSON.parse((await audit(['transform', '--explain', 'silver_accounts.annual_revenue_usd', '--json'])).stdout) as Row;
    expect(converted).toMatchObject({ last_run: { rows: 1 } });
    expect((await audit(['lineage', 'silver_accounts.annual_revenue_usd'])).stdout).toContain('from bronze_account.AnnualRevenue');
    expect((await audit(['transform', '--explain', 'accounts.anual_revenue'])).stderr).toContain('did you mean "annual_revenue"?');
  });
});

describe('a mapping of one’s own', () => {
  test('is refused with the JSON path and the nearest name of what bronze has; nothing is published', async () => {
    drop('Account.ndjson', [{ Id: 'a', Name: 'x', Size: '1', Revenue: '1', SystemModstamp: stamp }]);
    await extract();
    const slip = structuredClone(withRevenue) as unknown as { tables: { account: { columns: { source: string; validate?: object }[] } } };
    (slip.tables.account.columns[1] as { source: string }).source = 'Nmae';
    writeMapping(slip);
    const named = await audit(['transform', '--mapping', 'mapping.json']);
    expect(named).toMatchObject({ code: 2, stdout: '' });
    expect(named.stderr).toContain('tables.account.columns[1].source: bronze_account has no column "Nmae"; did you mean "Name"?');
    const pattern = structuredClone(withRevenue) as typeof slip;
    (pattern.tables.account.columns[1] as { validate?: object }).validate = { pattern: '(a' };
    writeMapping(pattern);
    const bad = await audit(['transform', '--mapping', 'mapping.json']);
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('tables.account.columns[1].validate.pattern: it is no regular expression (missing ): (a)');
    expect((await audit(['tables', '--json'])).stdout).not.toContain('silver_');
    const shipped = JSON.parse(readFileSync(shippedMapping, 'utf8')) as typeof slip;
    (shipped.tables.account.columns[0] as { source: string }).source = 'ID';
    writeMapping(shipped);
    expect((await audit(['transform', '--mapping', 'mapping.json'])).stderr).toContain(
      'tables.account.key[0]: no column is read from "Id"; did you mean "ID"?',
    );
  });

  test('a column and a table more are a change of configuration only; only the table whose mapping changed is computed again', async () => {
    drop('Account.ndjson', [{ Id: 'a', Name: 'x', Country: 'DE', Size: '1', Revenue: '1', SystemModstamp: stamp }]);
    drop('Deal.ndjson', [{ Id: 'd', AccountId: 'a', Amount: '5', Extra: 'new', SystemModstamp: stamp }]);
    await extract();
    await convert();
    writeMapping(withRevenue);
    const transform = async (): Promise<{ readonly tables: readonly Row[]; readonly published: boolean }> =>
      JSON.parse((await audit(['transform', '--mapping', 'mapping.json', '--json'])).stdout) as {
        readonly tables: readonly Row[];
        readonly published: boolean;
      };
    await transform();
    const changed = structuredClone(withRevenue) as unknown as { tables: { deal: { columns: object[] } } };
    changed.tables.deal.columns.push({ source: 'Extra', target: 'extra', case: 'upper' });
    writeMapping(changed);
    const plan = JSON.parse((await audit(['transform', '--mapping', 'mapping.json', '--dry-run', '--json'])).stdout) as readonly Row[];
    expect(plan.map(({ id, mode }) => [id, mode])).toEqual([
      ['medallion/accounts', 'skip'],
      ['medallion/refused_accounts', 'skip'],
      ['medallion/missing_deals_account_id', 'whole'],
      ['medallion/currency_parents_deals', 'whole'],
      ['medallion/deals', 'whole'],
      ['medallion/refused_deals', 'whole'],
    ]);
    const { tables } = await transform();
    expect(tables.map(({ table, mode }) => [table, mode])).toEqual([
      ['silver_accounts', 'skip'],
      ['silver_deals', 'whole'],
    ]);
    expect(await show('silver_deals')).toMatchObject([{ deal_id: 'd', extra: 'NEW', amount_currency: 'EUR', currency_source: 'country' }]);
  });

  test('currency can be switched off, in the mapping and in the settings', async () => {
    drop('Account.ndjson', [{ Id: 'a', Name: 'x', Size: '1', Revenue: '1', Money: 'nonsense', SystemModstamp: stamp }]);
    await extract();
    currency = 'on';
    writeMapping({ ...withRevenue, currency: 'off' });
    expect((await audit(['transform', '--mapping', 'mapping.json'])).code).toBe(0);
    expect(Object.keys((await show('silver_accounts'))[0] ?? {})).toEqual([
      'account_id',
      'name',
      'country',
      'money',
      'size',
      'stamp',
      'revenue',
      '_flags',
      '_source_system',
      '_extracted_at',
    ]);
    writeMapping(withRevenue);
    const off = await auditHere(['transform', '--mapping', 'mapping.json', '--json'], { cwd, env: { AUDIT_SILVER_CURRENCY: 'off' } });
    expect(JSON.parse(off.stdout)).toMatchObject({ published: false });
  });

  test('a wrong table, a lake without it, and no lake at all are told with what to do', async () => {
    expect(await audit(['transform'])).toMatchObject({ code: 2 });
    drop('Account.ndjson', accounts);
    await extract();
    expect((await audit(['transform', 'acount'])).stderr).toContain('did you mean "account"?');
    expect((await audit(['transform', 'invoice'])).stderr).toContain('the lake has no bronze_invoice; extract it first');
    expect((await audit(['transform', '--mapping', 'none.json'])).stderr).toContain('no file at "none.json"');
  });

  test('a row that is older than the one there changes nothing, and is counted', async () => {
    const thing = (stamp: string): Row => ({ Id: 'x', V: stamp, SystemModstamp: stamp });
    writeMapping({
      version: 1,
      tables: {
        thing: {
          target: 'things',
          key: ['Id'],
          columns: [
            { source: 'Id', target: 'id' },
            { source: 'V', target: 'v' },
            { source: 'SystemModstamp', target: 'stamp', type: 'timestamp' },
          ],
        },
      },
    });
    drop('Thing.ndjson', [thing('2026-01-02T00:00:00Z')]);
    await extract();
    const run = async (): Promise<Row> => JSON.parse((await audit(['transform', '--mapping', 'mapping.json', '--json'])).stdout) as Row;
    await run();
    drop('Thing.2.ndjson', [thing('2026-01-01T00:00:00Z')]);
    await extract('2026-03-02T00:00:00Z');
    expect(await run()).toMatchObject({ tables: [{ account: { received: 2, superseded: 1, landed: 1 } }] });
    expect(await show('silver_things')).toMatchObject([{ v: '2026-01-02T00:00:00Z' }]);
  });

  test('a column may be called as the statement calls one, and the engine makes capitals of both sides of a code table', async () => {
    writeMapping({
      version: 1,
      tables: {
        thing: {
          target: 'things',
          key: ['Id'],
          columns: [
            { source: 'Id', target: 'id' },
            { source: 'Age', target: 'age' },
            { source: 'Track', target: 'track', map: { values: { Straße: 'ST' }, ignore_case: true, unmatched: 'null' } },
          ],
        },
      },
    });
    drop('Thing.ndjson', [
      { Id: 'x', Age: '33', Track: 'straße', SystemModstamp: stamp },
      { Id: 'y', Age: 'old', Track: 'Weg', SystemModstamp: stamp },
    ]);
    await extract();
    expect(await audit(['transform', '--mapping', 'mapping.json', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
    expect(await show('silver_things')).toMatchObject([
      { id: 'x', age: '33', track: 'ST' },
      { id: 'y', age: 'old', track: null },
    ]);
  });

  test('rows without a key are in quarantine once, and counted', async () => {
    writeFileSync(join(cwd, 'drop', 'Thing.csv'), 'Code,V\nx,1\n,2\n');
    await extract();
    writeMapping({
      version: 1,
      tables: {
        thing: {
          target: 'things',
          key: ['Code'],
          columns: [
            { source: 'Code', target: 'code' },
            { source: 'V', target: 'v' },
          ],
        },
      },
    });
    const run = async (): Promise<Row> => {
      const { code, stdout } = await audit(['transform', '--mapping', 'mapping.json', '--json']);
      return { code, ...(JSON.parse(stdout) as Row) };
    };
    expect(await run()).toMatchObject({ code: 4, quarantined: 1, tables: [{ account: { received: 2, landed: 1, quarantined: 1 } }] });
    drop('Thing.2.ndjson', [{ Code: 'y', V: '3' }]);
    await extract('2026-03-02T00:00:00Z');
    expect(await run()).toMatchObject({ tables: [{ account: { received: 3, landed: 2, quarantined: 1 }, refused_anew: 0 }] });
    expect((await show('ops_quarantine')).map(({ code, column_name: column }) => [code, column])).toEqual([['BLANK_ID', 'code']]);
  });
});

// The import of so many rates takes longer than all the other tests here.
if (process.env['AUDIT_TEST_DEEP'] === '1')
  test('a lake without rates gets those that come with audit', async () => {
    drop('Account.ndjson', accounts);
    await extract();
    currency = 'on';
    const { stdout } = await audit(['transform', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ imported_rates: true, version: 3 });
    expect((await show('silver_accounts')).map(({ annual_revenue_rate_source: source }) => source)).toEqual(['ecb']);
  });

test('a currency that nearly all rows of a country carry, and that is not its own, is doubted, and counts', async () => {
  await convert();
  const account = (at: number, money: string): Row => ({
    Id: `d${at}`,
    Name: `D ${at}`,
    BillingCountry: 'Germany',
    AnnualRevenue: '10',
    CurrencyIsoCode: money,
    LastModifiedDate: stamp,
    SystemModstamp: stamp,
  });
  drop('Account.ndjson', [...Array.from({ length: 24 }, (_, at) => account(at, 'USD')), account(24, 'EUR')]);
  await extract();
  const { stdout } = await audit(['transform', 'account']);
  expect(stdout).toContain(
    'silver_accounts: 24 of 25 rows of DE are in USD, which is not its currency: probably a default nobody changed.',
  );
  expect(
    (await show('silver_accounts')).filter((row) => row['currency_iso_code'] === 'USD' && Number(row['annual_revenue_usd']) === 10),
  ).toHaveLength(24);
});
