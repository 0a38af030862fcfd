import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accountLinks,
  accountMasterMembers,
  accountMasters,
  customerXref,
  linkModel,
  masterIds,
  qualifiedName,
  type Row,
  type Table,
} from '@audit/contract';
import { duckDbEngine, Lake, tableScan } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { type MadeUpAccount, madeUpAccounts, type MadeUpContact } from '../made-up-accounts.fixture.ts';
import { type ManualLinks, noManualLinks } from '../manual/manual-links.ts';
import { linkingSettings } from '../settings.ts';
import { linkLake } from './link-lake.ts';
import { putSilver } from './silver-accounts.fixture.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const folder = mkdtempSync(join(tmpdir(), 'audit-link-lake-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
afterAll(async () => await engine[Symbol.asyncDispose]());

let lakes = 0;
let runs = 0;
const newLake = (): Lake => Lake.open(join(folder, `lake-${lakes++}`), { durable: false });

const link = async (
  lake: Lake,
  options: {
    readonly manual?: ManualLinks;
    readonly refresh?: boolean;
    readonly all?: boolean;
    readonly limits?: { readonly fewest: number; readonly mostTouched: number };
    readonly settings?: object;
  } = {},
) => {
  const runId = `link-${++runs}`;
  const clock = `2026-11-02T00:00:00.${String(runs).padStart(6, '0')}Z`;
  await using lock = await lake.lock({ runId, command: 'test' });
  const settings = linkingSettings.parse(options.settings ?? {});
  return await linkLake(engine, lake, lock, {
    runId,
    clock,
    settings,
    manual: options.manual ?? noManualLinks,
    refresh: options.refresh === true,
    all: options.all === true,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
};

const rowsOf = async <T extends Table>(lake: Lake, table: T): Promise<readonly Row<T>[]> => {
  await using session = await engine.session();
  const sql = tableScan(lake, table, lake.head().tables[qualifiedName(table)]);
  return await session.rows(`SELECT * FROM (${sql}) t ORDER BY ${table.grain.join(', ')}`, table);
};
const membersOf = async (lake: Lake): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await rowsOf(lake, accountMasterMembers)).map((row) => [row.account_id, row.master_id]));

const account = (id: string, name: string, more: Partial<MadeUpAccount> = {}): MadeUpAccount => ({
  account_id: id,
  name,
  country: '',
  website: '',
  phone: '',
  parent_account_id: '',
  ...more,
});
const same = (a: string, b: string, type: 'same' | 'different' = 'same') => ({
  a,
  b,
  type,
  by: 'ann',
  at: '2026-11-01',
  reason: '',
  entry: 0,
});

test('a run that finds nothing new publishes nothing, and master accounts tell where each field came from', async () => {
  const lake = newLake();
  const accounts = [
    account('A1', 'Maravento Maritime Ltd', { country: 'GB', phone: '+44 20 7946 0001' }),
    account('A2', 'Maravento Maritime', { country: 'US', parent_account_id: 'A1', website: 'maravento.com' }),
    account('A3', 'Maravento Maritime', { country: 'US', parent_account_id: 'A1', website: 'maravento.com' }),
    account('B1', 'Quorix'),
  ];
  await putSilver(
    engine,
    lake,
    accounts.map((one) => ({ ...one, customer_id: one.account_id === 'A2' ? 'K7' : '' })),
    [],
  );
  const first = await link(lake);
  expect(first).toMatchObject({ isNew: true, model: 1, ids: { made: 2, aliased: 0, retired: 0 }, xref: { rows: 1, why: '' } });
  expect(await link(lake)).toMatchObject({ isNew: false, ids: { made: 0 } });
  const masters = await rowsOf(lake, accountMasters);
  expect(masters).toHaveLength(2);
  expect(masters.find(({ accounts }) => accounts === 3)).toMatchObject({
    name: 'Maravento Maritime Ltd',
    name_account_id: 'A1',
    name_rule: 'headquarters',
    country: 'GB',
    country_account_id: 'A1',
    website: 'maravento.com',
    website_account_id: 'A2',
    website_rule: 'most frequent',
    phone_account_id: 'A1',
    linkage_confidence: 100,
  });
  const members = await membersOf(lake);
  expect(await rowsOf(lake, customerXref)).toEqual([{ master_id: members['A1'], source_system: 'datamart', source_id: 'K7' }]);
  await putSilver(engine, lake, accounts, []);
  expect((await link(lake)).xref).toEqual({ rows: 0, why: 'no account has an id of another system' });
});

test('nothing is done where neither what linking reads nor what it decides by has changed; anything else is done as if nothing were known', async () => {
  const lake = newLake();
  const accounts = [account('A1', 'Maravento Maritime', { phone: '+44 20 7946 0001' }), account('A2', 'Maravento Maritime Ltd')];
  const contact = { account_id: 'A1', email: 'ann@maravento.com', phone: '' };
  const settings = { accounts: { phone: null } };
  await putSilver(engine, lake, accounts, []);
  const first = await link(lake, { settings });
  expect(first.compared).toBe('all');
  const { seconds: _, ...told } = first.report;
  const skipped = { compared: 'none', isNew: false, report: told, model: 1, ids: { made: 0, aliased: 0, retired: 0 } };
  expect(await link(lake, { settings })).toMatchObject({ ...skipped, manifest: first.manifest });
  // A column that the settings leave out.
  await putSilver(engine, lake, [{ ...accounts[0]!, phone: '+44 20 7946 0002' }, accounts[1]!], []);
  expect(await link(lake, { settings })).toMatchObject(skipped);
  // All rows were written again, and nobody kept which of them differ.
  await putSilver(engine, lake, [{ ...accounts[0]!, phone: '+44 20 7946 0003' }, accounts[1]!], [], true);
  expect(await link(lake, { settings })).toMatchObject(skipped);
  const isDone = async (options: Parameters<typeof link>[1]): Promise<boolean> => (await link(lake, options)).compared !== 'none';
  expect(await isDone({ settings, refresh: true })).toBe(true);
  expect(await isDone({ settings })).toBe(false);
  expect(await isDone({ settings: { ...settings, acceptance: 'law' } })).toBe(true);
  expect(await isDone({ manual: { label: 'manual', links: [same('A1', 'A2', 'different')], expired: 0 } })).toBe(true);
  expect(await isDone({ settings })).toBe(true);
  for (const [rows, contacts] of [
    [[accounts[0]!, { ...accounts[1]!, name: 'Quorix' }], [contact]],
    [[accounts[0]!, { ...accounts[1]!, name: 'Quorix' }], []],
    [accounts.slice(0, 1), []],
  ] as const) {
    await putSilver(engine, lake, rows, contacts);
    expect(await isDone({ settings })).toBe(true);
  }
  await putSilver(engine, lake, [{ ...accounts[0]!, name: 'Quorix' }], [], true);
  expect(await isDone({ settings })).toBe(true);
  expect(Object.keys(await membersOf(lake))).toEqual(['A1']);
});

test('master ids stay with their accounts: through merges as aliases, through splits with the oldest account', async () => {
  const lake = newLake();
  await putSilver(engine, lake, [account('A1', 'Zenvalon'), account('A2', 'Quorix'), account('A3', 'Maravento')], []);
  await link(lake);
  const before = await membersOf(lake);
  const joined = { label: 'manual', links: [same('A1', 'A2')], expired: 0 };
  expect(await link(lake, { manual: joined })).toMatchObject({ isNew: true, ids: { made: 0, aliased: 1 } });
  const merged = await membersOf(lake);
  expect([merged['A1'], merged['A2'], merged['A3']]).toEqual([before['A1'], before['A1'], before['A3']]);
  expect((await rowsOf(lake, masterIds)).find(({ master_id: id }) => id === before['A2'])).toMatchObject({
    state: 'alias',
    resolves_to: before['A1'],
  });
  expect(await link(lake, { manual: joined })).toMatchObject({ isNew: false });
  await link(lake);
  const split = await membersOf(lake);
  expect(split['A1']).toBe(before['A1']);
  expect([before['A1'], before['A2'], before['A3']]).not.toContain(split['A2']);
  expect((await rowsOf(lake, masterIds)).find(({ master_id: id }) => id === split['A2'])).toMatchObject({
    state: 'current',
    supersedes: before['A1'],
  });
  await putSilver(engine, lake, [account('A1', 'Zenvalon'), account('A2', 'Quorix')], []);
  expect(await link(lake)).toMatchObject({ ids: { retired: 1 } });
});

test('a cannot-link beats equal names and survives runs; linking switched off leaves each account alone', async () => {
  const lake = newLake();
  const accounts = [account('A1', 'Maravento Maritime'), account('A2', 'Maravento Maritime Ltd')];
  await putSilver(engine, lake, accounts, []);
  await link(lake);
  expect(new Set(Object.values(await membersOf(lake))).size).toBe(1);
  const manual = { label: 'manual', links: [same('A1', 'A2', 'different')], expired: 0 };
  for (let run = 0; run < 2; run++) {
    await link(lake, { manual });
    expect(new Set(Object.values(await membersOf(lake))).size).toBe(2);
    expect(await rowsOf(lake, accountLinks)).toMatchObject([{ rule: 'MANUAL', status: 'refused' }]);
  }
  await link(lake, { settings: { enabled: false } });
  expect(await rowsOf(lake, accountLinks)).toEqual([]);
  expect(new Set(Object.values(await membersOf(lake))).size).toBe(2);
});

/** Which accounts are together, without the names of the masters. */
const partition = (members: Readonly<Record<string, string>>): readonly string[] =>
  [...Map.groupBy(Object.keys(members), (id) => members[id])].map(([, ids]) => ids.toSorted().join(' ')).toSorted();

test(
  `five increments, with changes and deletions, give the links, confidences and clusters of one run, by the same frequencies (AUDIT_TEST_SEED=${seed})`,
  { timeout: 600_000 },
  async () => {
    for (let set = 0; set < (isDeep ? 10 : 1); set++) {
      const { accounts, contacts } = madeUpAccounts(isDeep ? 400 : 250, seed + set);
      const [grown, whole] = [newLake(), newLake()];
      // The same frequencies for both: those of all accounts.
      for (const lake of [grown, whole]) {
        await putSilver(engine, lake, accounts, contacts);
        await link(lake);
      }
      await putSilver(engine, grown, [], []);
      await link(grown);
      const arrived = (share: number): [readonly MadeUpAccount[], readonly MadeUpContact[]] => {
        // Until all are there some have another name, and one is there that goes again.
        const known = accounts
          .filter((_, at) => (at * 7919) % 5 < share)
          .map((one, at) => (share < 5 && at % 11 === share ? { ...one, name: accounts[at]!.name } : one));
        const ids = new Set(known.map(({ account_id: id }) => id));
        const passing = share < 5 ? [account(`passing-${share}`, accounts[share]!.name)] : [];
        return [[...known, ...passing], contacts.filter(({ account_id: id }) => ids.has(id))];
      };
      for (let share = 1; share <= 5; share++) {
        await putSilver(engine, grown, ...arrived(share));
        expect((await link(grown)).compared).not.toBe('none');
      }
      expect((await link(grown)).compared).toBe('none');
      expect(await rowsOf(grown, accountLinks)).toEqual(await rowsOf(whole, accountLinks));
      expect(partition(await membersOf(grown))).toEqual(partition(await membersOf(whole)));
      expect((await rowsOf(grown, accountLinks)).length).toBeGreaterThan(100);
    }
  },
);

test('a run tells which accounts it compared, and why all of them', { timeout: 600_000 }, async () => {
  const lake = newLake();
  const { accounts, contacts } = madeUpAccounts(80, 11);
  await putSilver(engine, lake, accounts, contacts);
  const told = async (options: Parameters<typeof link>[1] = {}): Promise<readonly [string, string]> => {
    const { compared, because, report } = await link(lake, { limits: { fewest: 0, mostTouched: 0.2 }, ...options });
    expect(report.accounts).toBe(80);
    expect(compared === 'touched' ? report.compared_accounts : 0).toBeLessThan(16);
    return [compared, because];
  };
  expect(await told()).toEqual(['all', 'first run']);
  const renamed = (at: number, name: string): readonly MadeUpAccount[] => accounts.with(at, { ...accounts[at]!, name });
  await putSilver(engine, lake, renamed(7, 'Maravento Maritime'), contacts);
  expect(await told()).toEqual(['touched', 'accounts that changed, and those they reach']);
  expect(await told()).toEqual(['none', 'nothing it reads or decides by has changed']);
  expect(await told({ all: true })).toEqual(['all', 'all are to be compared']);
  expect(await told({ manual: { label: 'manual', links: [same('A1', accounts[7]!.account_id)], expired: 0 } })).toEqual([
    'touched',
    'accounts that changed, and those they reach',
  ]);
  expect(await told({ settings: { review: { most_questions: 1 } } })).toEqual([
    'all',
    'settings, frequencies or the program are not those of the last run',
  ]);
  await putSilver(engine, lake, renamed(8, 'Quorix'), contacts);
  expect(await told({ limits: { fewest: 81, mostTouched: 0.2 } })).toEqual(['all', 'of so few accounts all are compared']);
  expect((await told({ settings: { acceptance: 'law' } }))[1]).toContain('do not tell what other pairs rest on');
  expect((await told())[0]).toBe('all');
  await putSilver(
    engine,
    lake,
    accounts.map((one, at) => (at % 4 === 0 ? { ...one, phone: `+44 20 7946 ${1000 + at}` } : one)),
    contacts,
  );
  expect((await told())[1]).toMatch(/^\d+ of 80 accounts are touched$/);
  // What is not found by its id as it is written is not kept either.
  await putSilver(engine, lake, accounts.with(3, { ...accounts[3]!, account_id: ` ${accounts[3]!.account_id}` }), contacts);
  expect(await told()).toEqual(['all', 'ids of accounts are written with blanks around them']);
  await putSilver(engine, lake, renamed(9, 'Quorix'), contacts);
  expect(await told()).toEqual(['all', 'nothing was kept of the last run']);
  await putSilver(engine, lake, renamed(9, 'Maravento Maritime'), contacts);
  expect((await told())[0]).toBe('touched');
});

test('frequencies are frozen until they are asked for anew', async () => {
  const lake = newLake();
  const { accounts } = madeUpAccounts(60, 5);
  await putSilver(engine, lake, accounts.slice(0, 30), []);
  expect(await link(lake)).toMatchObject({ model: 1 });
  await putSilver(engine, lake, accounts, []);
  const { model } = await link(lake);
  expect(model).toBe(1);
  const refreshed = await link(lake, { refresh: true });
  expect(refreshed.model).toBe(2);
  const whole = (await rowsOf(lake, linkModel)).find(({ word }) => word === '');
  expect(whole).toMatchObject({ model_version: 2, accounts: 60 });
  expect(await link(lake)).toMatchObject({ isNew: false, model: 2 });
});
