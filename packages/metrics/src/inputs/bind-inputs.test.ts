import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accountMasterMembers,
  bool,
  date,
  decimal,
  declaredTable,
  type DefinitionsInvalid,
  instantOf,
  text,
  timestamp,
  UsageError,
} from '@audit/contract';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { readDefinitions } from '../definitions/read-definitions.ts';
import { putSilver, type SilverRows } from '../trial-lake.fixture.ts';
import { computeValues } from '../values/compute-values.ts';
import { bindGoldInputs } from './bind-inputs.ts';
import { silverOf } from './silver-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-gold-inputs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
afterAll(async () => await engine[Symbol.asyncDispose]());

let lakes = 0;
const lakeOf = async (given: readonly SilverRows[]): Promise<Lake> => {
  const lake = Lake.open(join(folder, `lake-${lakes++}`), { durable: false });
  await putSilver(engine, lake, given);
  return lake;
};

const word = text({ description: 'A text', nullable: true });
const day = date({ description: 'A day', nullable: true });
const at = timestamp({ description: 'A time', nullable: true });
const amount = (precision: number, scale: number) => decimal(precision, scale)({ description: 'An amount', nullable: true });
const key = text({ description: 'Key' });

const accounts = declaredTable('silver', 'accounts', {
  grain: ['account_id'],
  description: 'Accounts.',
  columns: { account_id: key, name: word, created_date: at },
});
const account = (account_id: string, created: string) => ({ account_id, name: account_id, created_date: instantOf(created) });
/** Silver with currency on: the amount as it came, and in the base currency. */
const invoices = declaredTable('silver', 'invoices', {
  grain: ['invoice_id'],
  description: 'Invoices.',
  columns: {
    invoice_id: key,
    account_id: word,
    invoice_date: day,
    total_amount: amount(18, 2),
    status: word,
    created_date: at,
    total_amount_eur: amount(38, 4),
    total_amount_currency: word,
    total_amount_rate: amount(38, 18),
  },
});
const invoice = (invoice_id: string, account_id: string, eur: string, created = '2025-01-01T00:00:00Z') => ({
  invoice_id,
  account_id,
  invoice_date: created.slice(0, 10),
  total_amount: '100.00',
  status: 'Posted',
  created_date: instantOf(created),
  total_amount_eur: eur,
});
const cases = declaredTable('silver', 'cases', {
  grain: ['case_id'],
  description: 'Cases.',
  columns: { case_id: key, account_id: word, is_closed: bool({ description: 'Closed', nullable: true }) },
});
const milestones = declaredTable('silver', 'case_milestones', {
  grain: ['case_milestone_id'],
  description: 'Milestones.',
  columns: { case_milestone_id: key, case_id: word, target_date: at },
});
/** A table nobody of ours knows. */
const visits = declaredTable('silver', 'visits', {
  grain: ['visit_id'],
  description: 'Visits.',
  columns: { visit_id: key, account_id: word, visited_on: day, guests: amount(9, 0) },
});

const whole: readonly SilverRows[] = [
  {
    table: accounts,
    rows: [
      account('A1', '2024-01-01T00:00:00Z'),
      account('A2', '2024-02-01T00:00:00Z'),
      account('A3', '2025-06-30T21:59:59Z'),
      account('A4', '2025-06-30T22:00:00Z'),
    ],
  },
  {
    table: accountMasterMembers,
    rows: [
      { account_id: 'A1', master_id: 'M1', linkage_confidence: 100 },
      { account_id: 'A2', master_id: 'M1', linkage_confidence: 100 },
      { account_id: 'GONE', master_id: 'M9', linkage_confidence: 100 },
    ],
  },
  {
    table: invoices,
    rows: [
      invoice('I1', 'A1', '90.0000'),
      invoice('I2', 'A2', '10.5000', '2025-06-30T21:59:59Z'),
      invoice('I3', 'A2', '7.0000', '2025-06-30T22:00:00Z'),
      invoice('I4', 'A3', '1.0000'),
      invoice('I5', 'GONE', '1000.0000'),
    ],
  },
  { table: cases, rows: [{ case_id: 'C1', account_id: 'A2' }] },
  { table: milestones, rows: [{ case_milestone_id: 'S1', case_id: 'C1', target_date: instantOf('2025-06-01T00:00:00Z') }] },
  {
    table: visits,
    rows: [
      { visit_id: 'V1', account_id: 'A1', visited_on: '2025-06-01', guests: '3' },
      { visit_id: 'V2', account_id: 'A2', visited_on: '2024-01-01', guests: '4' },
    ],
  },
];
const run = { asOf: '2025-06-30', zone: 'Europe/Berlin' };

const metrics = [
  { name: 'annual_revenue', kind: 'revenue', label: 'Revenue', description: 'Revenue.' },
  { name: 'sla_breaches', kind: 'sla_breaches', label: 'Breaches', description: 'Breaches.' },
  {
    name: 'guests',
    kind: 'aggregate',
    table: 'visits',
    measure: 'sum',
    column: 'guests',
    unit: 'quantity',
    on: 'visited_on',
    window_days: 365,
    label: 'Guests',
    description: 'Guests.',
  },
];
const definitions = JSON.stringify({ version: 1, metrics });

test('accounts roll up to their masters as of the end of the day in the zone; a table of a lake’s own is a source like any other', async () => {
  const lake = await lakeOf(whole);
  await using session = await engine.session();
  const sources = await bindGoldInputs(session, lake, lake.head(), run);
  await computeValues(readDefinitions(definitions, 'trial', silverOf(lake.head())), { session, run, sources });
  expect(await session.evidence('SELECT master_id, annual_revenue, sla_breaches, guests FROM metric_values ORDER BY master_id', 9)).toEqual(
    [
      { master_id: 'A3', annual_revenue: '1.00', sla_breaches: '0', guests: '0.0000' },
      { master_id: 'M1', annual_revenue: '100.50', sla_breaches: '1', guests: '3.0000' },
    ],
  );
  expect(sources.notes).toEqual([]);
  expect([sources.has('invoices'), sources.has('visits'), sources.has('assets')]).toEqual([true, true, false]);
  expect(await session.evidence('SELECT COUNT(*) AS n FROM in_assets', 1)).toEqual([{ n: '0' }]);
});

test('without linking each account is a customer, which is said; without currency an amount is its own', async () => {
  const plain = Object.fromEntries(Object.entries(invoices.columns).filter(([name]) => !name.startsWith('total_amount_')));
  const table = declaredTable('silver', 'invoices', { grain: ['invoice_id'], description: 'Invoices.', columns: plain });
  const lake = await lakeOf([whole[0]!, { table, rows: whole[2]!.rows }]);
  await using session = await engine.session();
  const sources = await bindGoldInputs(session, lake, lake.head(), { ...run, zone: 'UTC' });
  expect(sources.isLinked).toBe(false);
  expect(sources.notes).toEqual(['accounts are not linked: each is a customer of its own (audit link run)']);
  const sums = 'SELECT master_id, SUM(total_amount_base) AS n FROM in_invoices GROUP BY master_id ORDER BY master_id';
  expect(await session.evidence(sums, 9)).toEqual([
    { master_id: 'A1', n: '100.0000' },
    { master_id: 'A2', n: '200.0000' },
    { master_id: 'A3', n: '100.0000' },
  ]);
});

test('a lake without accounts, and a column of another kind, are refused with what to do', async () => {
  await using session = await engine.session();
  const empty = Lake.open(join(folder, 'empty'), { durable: false });
  await expect(bindGoldInputs(session, empty, empty.head(), run)).rejects.toThrow(UsageError);
  const dated = declaredTable('silver', 'cases', {
    grain: ['case_id'],
    description: 'Cases.',
    columns: { case_id: key, account_id: word, is_closed: word },
  });
  const lake = await lakeOf([whole[0]!, { table: dated, rows: [{ case_id: 'C1', account_id: 'A1', is_closed: 'yes' }] }]);
  await expect(bindGoldInputs(session, lake, lake.head(), run)).rejects.toThrow(
    'silver_cases.is_closed is a text, and the customer 360 reads it as a bool',
  );
});

test('a metric of what identifies a person is refused, in tables of ours and of the lake; how many there are may be told', async () => {
  const person = text({ description: 'Who', nullable: true, pii: 'direct' });
  const contacts = declaredTable('silver', 'contacts', {
    grain: ['contact_id'],
    description: 'Contacts.',
    columns: { contact_id: key, account_id: word, email: person },
  });
  const calls = declaredTable('silver', 'calls', {
    grain: ['call_id'],
    description: 'Calls.',
    columns: { call_id: key, account_id: word, caller: person },
  });
  const rows = [{ contact_id: 'C1', call_id: 'L1', account_id: 'A1', email: 'a@b.example', caller: 'Ann' }];
  const silver = silverOf((await lakeOf([whole[0]!, { table: contacts, rows }, { table: calls, rows }])).head());
  const metric = { kind: 'aggregate', label: 'One', description: 'One.' };
  const read = (given: readonly object[]) => readDefinitions(JSON.stringify({ version: 1, metrics: given }), 'trial', silver);
  const shown = [
    { ...metric, name: 'mail', table: 'contacts', measure: 'max', column: 'email', unit: 'text' },
    { ...metric, name: 'caller', table: 'calls', measure: 'min', column: 'caller', unit: 'text' },
  ];
  try {
    read(shown);
    expect.unreachable();
  } catch (error) {
    const { findings } = error as DefinitionsInvalid;
    expect(findings.map(({ path, what }) => `${path}: ${what}`)).toEqual([
      'metrics[0].column: "email" identifies a person, and metrics are shown to all',
      'metrics[1].column: "caller" identifies a person, and metrics are shown to all',
    ]);
  }
  const counted = shown.map((one) => ({ ...one, measure: 'distinct', unit: 'count' }));
  expect(read(counted).metrics).toHaveLength(2);
});
