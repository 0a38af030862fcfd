import { customerConflicts, customerRecords, customers, InputRefused, type Row } from '@audit/contract';
import type { InputSource } from '@audit/warehouse';
import { afterAll, describe, expect, test } from 'vitest';
import { jsonSource, openTrialMart, textSource } from '../trial-mart.fixture.ts';
import { type CustomerMergeOptions, mergeCustomers } from './merge-customers.ts';

const trial = openTrialMart();
afterAll(() => trial[Symbol.asyncDispose]());

const usual: CustomerMergeOptions = {
  inputZone: 'UTC',
  clock: '2026-01-01T00:00:00.000000Z',
  sourceSystem: 'crm',
  enforceVisibility: false,
  format: undefined,
  maxInput: undefined,
};
const merged = async (sources: readonly InputSource[], options: Partial<CustomerMergeOptions> = {}) => {
  const lake = trial.lake();
  await using lock = await lake.lock({ runId: 'run', command: 'test' });
  const { landed } = await mergeCustomers(trial.engine, lake, lock, sources, { ...usual, ...options }, { runId: 'run' });
  return {
    landed,
    records: await trial.rows(lake, customerRecords),
    customers: await trial.rows(lake, customers),
    conflicts: await trial.rows(lake, customerConflicts),
  };
};
const problems = async (source: InputSource): Promise<readonly (readonly [record: unknown, problem: string])[]> => {
  const refusal: unknown = await merged([source]).catch((error: unknown) => error);
  if (!(refusal instanceof InputRefused)) throw refusal;
  return refusal.problems.map(({ record, code, column }) => [record, `${code} ${column}`] as const);
};
const csv = (...cells: readonly string[]): InputSource =>
  textSource(
    'c.csv',
    `customer_id,acquisition_ts,metadata\n${cells.map((cell) => `1,2024-01-01,"${cell.replaceAll('"', '""')}"\n`).join('')}`,
  );
const at = '2024-01-01';

describe('metadata in a cell of CSV', () => {
  test('is an object of JSON, or nothing', async () => {
    const { records } = await merged([csv('', 'null', '{}', ' { "b" : [1, 2] , "a":"\\u0041 nan, ]" } ')]);
    expect(records.map(({ metadata }) => metadata)).toEqual(['{}', '{}', '{}', '{"b":[1,2],"a":"A nan, ]"}']);
  });
  test('is refused where JSON would be read loosely, and where a key stands twice', async () => {
    const cells = [
      'gold',
      '[1]',
      '{"a":NaN}',
      '{"a":1,}',
      '{"a":[1,]}',
      '{"a":-Infinity}',
      "{'a':1}",
      '{"a":1,"\\u0061":2}',
      '{"a":{"b":1}}',
    ];
    expect(await problems(csv(...cells))).toEqual([
      ...cells.slice(0, 7).map((_, index) => [index + 1, 'BAD_METADATA metadata']),
      [8, 'DUPLICATE_KEY metadata'],
    ]);
  });
});

test('of a bad record its first fault is named, in the order of the fields of the contract; all bad records are named', async () => {
  const bad = { customer_id: ' ', acquisition_ts: 'soon', is_visible: 1, metadata: [] };
  expect(
    await problems(
      jsonSource('c.json', [
        bad,
        { ...bad, customer_id: '1' },
        { ...bad, customer_id: '1', acquisition_ts: at },
        { customer_id: '1', acquisition_ts: at, is_visible: null },
        { customer_id: '1', acquisition_ts: at },
        { customer_id: '1', acquisition_ts: at, metadata: [] },
        { acquisition_ts: at },
        { customer_id: '1' },
        { customer_id: '1', acquisition_ts: '2026-01-01T00:00:00.000001Z' },
      ]),
    ),
  ).toEqual([
    [1, 'BLANK_ID customer_id'],
    [2, 'BAD_TIMESTAMP acquisition_ts'],
    [3, 'BAD_BOOLEAN is_visible'],
    [4, 'BAD_BOOLEAN is_visible'],
    [6, 'BAD_METADATA metadata'],
    [7, 'MISSING_FIELD customer_id'],
    [8, 'MISSING_FIELD acquisition_ts'],
    [9, 'FUTURE_TIMESTAMP acquisition_ts'],
  ]);
});

test('records are counted on from file to file, hidden ones left out, and every record is accounted for', async () => {
  const { landed, records } = await merged(
    [
      jsonSource('a.json', [
        { customer_id: '1', acquisition_ts: at },
        { customer_id: '1', acquisition_ts: at, is_visible: false, metadata: [] },
      ]),
      jsonSource('none.json', []),
      jsonSource('b.json', [{ customer_id: 0, acquisition_ts: '2024-01-01T00:00', source_system: ' web ' }]),
    ],
    { enforceVisibility: true, inputZone: 'Europe/Berlin' },
  );
  expect(landed).toMatchObject({ received: 3, accepted: 2, hidden: 1 });
  expect(landed.files).toEqual([
    { label: 'a.json', lastSeen: 1 },
    { label: 'none.json', lastSeen: 1 },
    { label: 'b.json', lastSeen: 2 },
  ]);
  const seen = ({ seen: position, record, customer_id, acquisition_ts, source_system }: Row<typeof customerRecords>) => [
    position,
    record,
    customer_id,
    new Date(Number(acquisition_ts / 1000n)).toISOString(),
    source_system,
  ];
  expect(records.map(seen)).toEqual([
    [1n, 1n, '1', '2023-12-31T23:00:00.000Z', 'crm'],
    [2n, 1n, '0', '2023-12-31T23:00:00.000Z', 'web'],
  ]);
});

test('a policy decides which value survives, and the conflict names what did not', async () => {
  const source = jsonSource('c.json', [
    { customer_id: '1', acquisition_ts: at, source_system: 'web', metadata: { tier: 'gold', only: 1 } },
    { customer_id: '1', acquisition_ts: '2024-02-01', source_system: 'erp', metadata: { tier: null } },
    { customer_id: '1', acquisition_ts: '2024-03-01', source_system: 'shop', metadata: { tier: 'none' } },
  ]);
  const order = { by: 'source_priority', order: ['erp', 'web'] } as const;
  const byPriority = await merged([source], { survivorship: { acquisition_ts: 'latest', source_system: order, metadata: order } });
  expect(byPriority.customers).toMatchObject([
    {
      source_system: 'erp',
      source_systems: ['web', 'erp', 'shop'],
      acquisition_ts_seen: 3n,
      metadata: '{"only":1,"tier":null}',
      metadata_seen: '{"only":1,"tier":2}',
    },
  ]);
  expect(byPriority.conflicts).toMatchObject([
    { field: 'acquisition_ts', kept: '2024-03-01T00:00:00Z', kept_seen: 3n, discarded: ['2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z'] },
    { field: 'metadata.tier', kept: 'null', kept_seen: 2n, discarded: ['"gold"', '"none"'] },
  ]);
});

test('no records make no customers', async () => {
  expect(await merged([jsonSource('c.json', [])])).toMatchObject({ records: [], customers: [], conflicts: [], landed: { received: 0 } });
});
