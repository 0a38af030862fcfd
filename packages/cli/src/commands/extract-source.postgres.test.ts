import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTrialBank, type TrialBank, trialServer } from '@audit/medallion/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import type { Finished } from '../audit-process.fixture.ts';

let bank: TrialBank;
beforeAll(async () => {
  if (trialServer !== undefined) bank = await openTrialBank(trialServer);
});
afterAll(async () => await bank?.[Symbol.asyncDispose]());

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (text: string): readonly Row[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

interface Project {
  readonly cwd: string;
  readonly run: (...args: readonly string[]) => Promise<Finished>;
  /** Extracts; the accounts of the tables, by their names. */
  readonly extract: (...args: readonly string[]) => Promise<{
    readonly code: number;
    readonly version: unknown;
    readonly published: unknown;
    readonly tables: Readonly<Record<string, Row>>;
  }>;
  readonly show: (table: string) => Promise<readonly Row[]>;
}

/** A project that extracts these tables. */
const project = (tables: readonly object[]): Project => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-extract-opdb-'));
  writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ opdb: { tables } }));
  const run = (...args: readonly string[]): Promise<Finished> => auditHere(args, { cwd, env: { AUDIT_OPDB_URL: bank.url } });
  return {
    cwd,
    run,
    extract: async (...args) => {
      const { code, stdout } = await run('extract', '--json', ...args);
      const {
        version,
        published,
        tables: accounts = [],
      } = JSON.parse(stdout) as { version: unknown; published: unknown; tables?: readonly Row[] };
      return { code, version, published, tables: Object.fromEntries(accounts.map((account) => [String(account['table']), account])) };
    },
    show: async (table) => rowsOf((await run('show', table, '--limit', '0', '--json')).stdout),
  };
};

const inOrder = (rows: readonly unknown[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted((a, b) => (a < b ? -1 : 1));

const sortedBy = (rows: readonly Row[], column: string): readonly Row[] =>
  rows.toSorted((left, right) => (String(left[column]) < String(right[column]) ? -1 : 1));

describe.skipIf(trialServer === undefined)('extract --source opdb', () => {
  test('keeps the text of every type exact, null and the empty text apart, under any name', async () => {
    await bank.sql(`CREATE SCHEMA shop; CREATE TYPE shop.mood AS ENUM ('sad', 'so "so"');
      CREATE TABLE shop."Odd Types" (id int, b bytea, a text[], j jsonb, n numeric(30, 10), f float8, ts timestamptz, t timestamp, d date,
        e shop.mood, i interval, bo boolean, "Id" text, "it's" text, nothing text, empty text, u uuid, tz timestamptz[]);
      INSERT INTO shop."Odd Types" VALUES (1, '\\x00ff27', ARRAY['a,b', NULL, '"q"'], '{"k": [1.50, null]}', 12345678901234567890.0123456789, 0.1::float8 + 0.2,
        '2024-02-29 23:59:59.999999+07', '1999-12-31 00:00:00.000001', 'infinity', 'so "so"', '1 mon 2 days 03:04:05.5', true, E'x\\n"y"', 'z', NULL, '',
        '6f9619ff-8b86-d011-b42d-00cf4fc964ff', ARRAY['2024-01-01 00:00:00+02'::timestamptz]),
        (2, NULL, '{}', 'null', 'NaN', 'Infinity', '-infinity', 'infinity', '-infinity', NULL, NULL, false, '\\.', NULL, NULL, NULL, NULL, NULL)`);
    const { extract, show } = project([{ table: 'shop.Odd Types', key: ['id'] }]);
    expect(await extract()).toMatchObject({
      code: 0,
      published: true,
      tables: { bronze_odd_types: { received: 2, landed: 2, api: 'copy' } },
    });
    const [one, two] = sortedBy(await show('odd_types'), 'id');
    expect(one).toMatchObject({
      id: '1',
      b: '\\x00ff27',
      a: '{"a,b",NULL,"\\"q\\""}',
      j: '{"k": [1.50, null]}',
      n: '12345678901234567890.0123456789',
      f: '0.30000000000000004',
      ts: '2024-02-29T16:59:59.999999Z',
      t: '1999-12-31T00:00:00.000001',
      d: 'infinity',
      e: 'so "so"',
      i: '1 mon 2 days 03:04:05.5',
      bo: 'true',
      Id_2: 'x\n"y"',
      "it's": 'z',
      nothing: null,
      empty: '',
      u: '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
      tz: '{"2023-12-31 22:00:00+00"}',
      _is_deleted: false,
    });
    expect(two).toMatchObject({
      b: null,
      a: '{}',
      j: 'null',
      n: 'NaN',
      f: 'Infinity',
      ts: '-infinity',
      t: 'infinity',
      d: '-infinity',
      Id_2: '\\.',
      empty: null,
    });
    expect(await extract()).toMatchObject({ code: 0, published: false, version: 1 });
  });

  test('goes on from a cursor with a look-back: what bronze has is known, what commits late comes, a date ahead hides nothing', async () => {
    await bank.sql(`CREATE SCHEMA IF NOT EXISTS shop; CREATE TABLE shop.orders (id int PRIMARY KEY, total numeric(9, 2), updated_at timestamptz);
      INSERT INTO shop.orders SELECT n, n, timestamptz '2025-01-01' + n * interval '1 hour' FROM generate_series(1, 100) n;
      INSERT INTO shop.orders VALUES (900, 9, '2999-01-01'), (901, 9, NULL)`);
    const { extract, show, run } = project([{ table: 'shop.orders', key: ['id'], cursor_column: 'updated_at', look_back_minutes: 90 }]);
    expect((await extract()).tables['bronze_orders']).toMatchObject({ received: 102, landed: 102, freshness: '2999-01-01T00:00:00Z' });
    const [cursor] = rowsOf((await run('state', 'show', '--json')).stdout);
    expect(cursor).toEqual({ cursor: 'opdb.shop.orders', value: { column: 'updated_at', value: '2025-01-05 04:00:00+00' } });
    const plan = JSON.parse((await run('extract', '--dry-run', '--json')).stdout) as unknown;
    expect(plan).toMatchObject([{ object: 'shop.orders', table: 'bronze_orders', mode: 'incremental', rows: 4, api_calls: 1 }]);
    expect((await extract()).published).toBe(false);
    await bank.sql(`UPDATE shop.orders SET total = 0.5, updated_at = '2025-02-01' WHERE id = 7;
      INSERT INTO shop.orders VALUES (101, 1, timestamptz '2025-01-05 03:00:01'), (102, 1, timestamptz '2025-01-01')`);
    // 2 of the look-back, 2 without a stamp or dated ahead, and the two that are new; the row dated before the look-back stays unseen.
    expect((await extract()).tables['bronze_orders']).toMatchObject({ received: 6, landed: 2, duplicates: 4 });
    await bank.sql(`DELETE FROM shop.orders WHERE id IN (3, 4)`);
    expect((await extract('--reconcile')).tables['bronze_orders']).toMatchObject({ landed: 2, deleted: 2 });
    expect((await extract('--full')).tables['bronze_orders']).toMatchObject({ received: 102, landed: 1, deleted: 0, duplicates: 101 });
    const gone = (await show('orders')).filter((row) => row['_is_deleted'] === true);
    expect(sortedBy(gone, 'id').map((row) => [row['id'], row['total']])).toEqual([
      ['3', null],
      ['4', null],
    ]);
    expect((await extract('--since', '2025-01-31T00:00:00Z')).tables['bronze_orders']).toMatchObject({ landed: 0 });
  });

  test('a cursor that is moved is gone on from, one that is forgotten means everything; both are versions', async () => {
    const { run, extract } = project([{ table: 'shop.orders', cursor_column: 'id' }]);
    expect((await run('state', 'set', 'opdb.shop.orders', '{}')).stderr).toContain('no lake');
    const first = (await extract()).tables['bronze_orders'];
    const set = await run('state', 'set', 'opdb.shop.orders', '{"column": "id", "value": "900"}', '--json');
    expect(JSON.parse(set.stdout)).toEqual({ version: 2 });
    expect((await extract()).tables).toMatchObject({ bronze_orders: { received: 2, landed: 0 } });
    expect((await run('state', 'reset', 'opdb.shop.order')).stderr).toContain('did you mean "opdb.shop.orders"?');
    expect((await run('state', 'reset')).code).toBe(2);
    expect(JSON.parse((await run('state', 'reset', '--all', '--json')).stdout)).toEqual({ version: 3 });
    expect((await extract()).tables).toMatchObject({ bronze_orders: { received: first?.['received'], landed: 0 } });
    expect((await run('state', 'set', 'nonsense', '{}')).code).toBe(2);
    expect((await run('state', 'set', 'opdb.x', '{')).code).toBe(2);
  });

  test('a table with neither key nor cursor comes whole, and only when it differs; a view too; columns come and go', async () => {
    await bank.sql(`CREATE TABLE shop.rates (code text, rate numeric); INSERT INTO shop.rates VALUES ('a', 1), ('a', 1), ('b', 2);
      CREATE VIEW shop.v AS SELECT code FROM shop.rates`);
    const { extract, show, run } = project([{ table: 'shop.rates' }, { table: 'shop.v', as: 'seen' }]);
    expect((await extract()).tables).toMatchObject({ bronze_rates: { landed: 3 }, bronze_seen: { landed: 3 } });
    expect((await extract()).published).toBe(false);
    await bank.sql(
      `ALTER TABLE shop.rates ADD COLUMN since date NOT NULL DEFAULT '2025-01-01'; ALTER TABLE shop.rates ALTER rate TYPE numeric(5, 1)`,
    );
    const drift = rowsOf((await run('schema', 'drift', '--json')).stdout);
    expect(drift.map(({ change, column, was, is }) => [change, column, was, is])).toEqual([
      ['changed', 'rate', 'numeric', 'numeric(5,1)'],
      ['added', 'since', null, 'date not null'],
    ]);
    expect((await extract('rates')).tables).toMatchObject({ bronze_rates: { landed: 3 } });
    await bank.sql(`DROP VIEW shop.v; ALTER TABLE shop.rates DROP COLUMN rate; CREATE VIEW shop.v AS SELECT code FROM shop.rates`);
    expect((await extract()).tables).toMatchObject({ bronze_rates: { landed: 3 }, bronze_seen: { landed: 0, duplicates: 3 } });
    expect(inOrder((await show('rates')).map(({ rate, since }) => [rate, since]))).toEqual(
      inOrder([
        ['1', null],
        ['1', null],
        ['1.0', '2025-01-01'],
        ['1.0', '2025-01-01'],
        ['2', null],
        ['2.0', '2025-01-01'],
        [null, '2025-01-01'],
        [null, '2025-01-01'],
        [null, '2025-01-01'],
      ]),
    );
    expect((await run('schema', 'drift')).stdout).toBe('No drift in 2 tables.\n');
    await bank.sql(`ALTER TABLE shop.rates RENAME since TO valid_from`);
    expect((await extract('rates')).tables).toMatchObject({ bronze_rates: { landed: 3 } });
  });

  test('and files come in one version where both are configured; tables of one need its name', async () => {
    const { cwd, run, extract } = project([{ table: 'shop.orders', key: ['id'] }]);
    writeFileSync(join(cwd, 'Account.csv'), 'Id\n1\n');
    const settings = { opdb: { tables: [{ table: 'shop.orders', key: ['id'] }] }, files: { path: 'Account.csv' } };
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify(settings));
    expect(await extract()).toMatchObject({ code: 0, version: 1, tables: { bronze_orders: {}, bronze_account: { landed: 1 } } });
    expect((await extract()).published).toBe(false);
    expect((await run('extract', 'account')).stderr).toContain('account of which source?; say --source opdb or --source files');
    expect((await extract('account', '--source', 'files', '--full')).tables).toMatchObject({ bronze_account: { landed: 1 } });
    expect((await run('lineage', 'bronze_account')).stdout).toContain('Account.csv');
  });

  test('says what is wrong: no such table, no such column, no login, no server; secrets are nowhere', async () => {
    const none = project([{ table: 'shop.none' }]);
    const refused = await none.run('extract');
    expect([refused.code, refused.stderr.includes('42P01'), readdirSync(none.cwd)]).toEqual([2, true, ['audit.config.json']]);
    expect((await project([{ table: 'shop.orders', cursor_column: 'updatedat' }]).run('extract')).stderr).toContain(
      'did you mean "updated_at"?',
    );
    expect((await project([{ table: 'shop.orders', as: 'customer_profile_standardized' }]).run('extract')).code).toBe(2);
    expect((await project([]).run('extract', '--source', 'opdb')).stderr).toContain('opdb.tables');
    const { cwd, run } = project([{ table: 'shop.orders' }]);
    const canary = Object.assign(new URL(bank.url), { password: 'canary-7f3a' }).href;
    const denied = await auditHere(['extract', '--log-level', 'debug'], { cwd, env: { AUDIT_OPDB_URL: canary } });
    const away = await auditHere(['extract', '--log-level', 'debug'], {
      cwd,
      env: { AUDIT_OPDB_URL: Object.assign(new URL(canary), { port: '1' }).href },
    });
    const shown = await auditHere(['config', 'show', '--json'], { cwd, env: { AUDIT_OPDB_URL: canary } });
    expect([denied.code, away.code, JSON.parse(shown.stdout)]).toMatchObject([
      5,
      6,
      { AUDIT_OPDB_URL: { value: '***', origin: 'env AUDIT_OPDB_URL' } },
    ]);
    await run('extract');
    const files = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1')).join('');
    const password = new URL(bank.url).password;
    expect([denied, away, shown].map((one) => JSON.stringify(one)).join('') + kept).not.toContain('canary-7f3a');
    expect(password === '' || !kept.includes(password)).toBe(true);
  });
});
