import { customerPeriods, granularities, orders, transactionLines } from '@audit/contract';
import { type Params, runInMemory, type Stage } from '@audit/warehouse';
import { decodeRows } from '@audit/warehouse/arrow';
import { checkBinding, proveKey, runBothWays } from '@audit/warehouse/proof';
import { afterAll, describe, expect, test } from 'vitest';
import { linesStage } from './1-lines/lines.stage.ts';
import { ordersStage } from './2-orders/orders.stage.ts';
import { customerPeriodStages } from './3-customer-period/customer-period.stage.ts';
import { openTrialMart } from './trial-mart.fixture.ts';

const trial = openTrialMart();
afterAll(() => trial[Symbol.asyncDispose]());

const stages: readonly (readonly [string, Stage, Readonly<Record<string, unknown>>])[] = [
  [linesStage.id, linesStage, { input_tz: 'Europe/Berlin', returns: 'net', future: 'warn', clock: '2026-01-01T00:00:00Z' }],
  [ordersStage.id, ordersStage, { exclude_status: ['void'] }],
  ...granularities.map((name) => [customerPeriodStages[name].id, customerPeriodStages[name], { zone: 'America/New_York' }] as const),
];

test.each(stages)('%s: its model binds to its declared inputs and yields its declared columns', async (_, stage, params) => {
  await using session = await trial.engine.session();
  await checkBinding(session, stage, params);
});

const linesOf = (alive: string): string => `SELECT 's' AS source_id, CAST(i AS BIGINT) AS record,
  CONCAT('o', hash(i, v % 2) % 150) AS order_id, CAST(NULL AS VARCHAR) AS line_id, CONCAT('c', hash(hash(i, v % 2) % 150) % 40) AS customer_id,
  TIMESTAMP '2024-01-01' + TO_DAYS(CAST(hash(i, v, 1) % 700 AS INTEGER)) AS event_ts,
  CASE WHEN hash(i, v, 2) % 5 > 0 THEN CONCAT('p', hash(i, v, 2) % 7) END AS product_id,
  CAST(hash(i, v, 3) % 9 AS DECIMAL(18, 6)) - 2 AS quantity,
  CAST((CAST(hash(i, v, 4) % 99999 AS DECIMAL(18, 4)) - 9999) / 1000 AS DECIMAL(38, 16)) AS line_total,
  CASE WHEN hash(i, v, 5) % 9 > 0 THEN CAST(hash(i, v, 5) % 999 AS DECIMAL(38, 16)) END AS line_margin,
  CAST(NULL AS VARCHAR) AS currency, CASE WHEN hash(i, v, 6) % 6 = 0 THEN 'void' END AS status, CAST(NULL AS VARCHAR) AS channel,
  hash(i, v, 3) % 9 < 2 AS is_return
FROM ${alive}`;

const ordersOf = (
  alive: string,
): string => `SELECT CONCAT('o', i) AS order_id, CONCAT('c', hash(i, v % 2) % 120) AS customer_id, t AS order_ts, t AS first_item_ts,
  t AS last_item_ts, CAST(hash(i, v, 2) % 9999 AS DECIMAL(38, 4)) AS total_spend, CASE WHEN hash(i, v, 3) % 7 > 0 THEN CAST(5 AS DECIMAL(38, 4)) END AS total_margin,
  CAST(1 AS DECIMAL(38, 6)) AS total_quantity, CAST(1 AS BIGINT) AS distinct_products, CAST(1 AS BIGINT) AS line_count,
  CASE WHEN hash(i, v, 3) % 7 > 0 THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END AS lines_without_margin, CAST(0 AS DECIMAL(38, 4)) AS returned_spend,
  CAST(0 AS DECIMAL(38, 6)) AS returned_quantity, CAST(0 AS BIGINT) AS return_lines, CAST(NULL AS VARCHAR) AS currency
FROM (SELECT *, TIMESTAMP '2024-01-01' + TO_DAYS(CAST(hash(i, v, 1) % 700 AS INTEGER)) AS t FROM ${alive}) a`;

const effort = {
  histories: process.env['AUDIT_TEST_DEEP'] === '1' ? 12 : 1,
  batches: 6,
  seed: Number(process.env['AUDIT_TEST_SEED'] ?? 1),
};
const prove = async <S extends Stage>(
  stage: S,
  params: Params<S>,
  inputs: (alive: string) => Readonly<Record<keyof S['reads'] & string, string>>,
): Promise<void> => {
  const proof = await proveKey(trial.engine, trial.lake(), { stage, params, inputs, ...effort });
  expect(proof.different).toEqual([]);
  expect(proof.comparisons).toBeGreaterThan(2);
};

describe('kept up to date key by key, the table equals the one computed whole', () => {
  test('orders', () => prove(ordersStage, { exclude_status: ['void'] }, (alive) => ({ lines: linesOf(alive) })));
  test('customer periods', () => prove(customerPeriodStages.quarter, { zone: 'Asia/Tokyo' }, (alive) => ({ orders: ordersOf(alive) })));
});

test('a stage gives the same rows over Arrow tables in memory and through a lake', async () => {
  await using session = await trial.engine.session();
  await session.materialise('alive', 'SELECT i, i % 3 AS v FROM range(400) r(i)');
  const lines = await session.query(`SELECT l.* FROM (${linesOf('alive')}) l`, transactionLines);
  const placed = await session.query(`SELECT o.* FROM (${ordersOf('alive')}) o`, orders);
  expect(await runBothWays(trial.engine, trial.lake(), ordersStage, { lines }, { exclude_status: [] })).toMatchObject({ different: 0 });
  for (const granularity of granularities) {
    const stage = customerPeriodStages[granularity];
    const both = await runBothWays(trial.engine, trial.lake(), stage, { orders: placed }, { zone: 'Europe/Berlin' });
    expect(both.different).toBe(0);
    expect(both.rows).toBeGreaterThan(100);
  }
});

test('periods begin and end at the midnights of the business zone, clock changes included', async () => {
  const stage = customerPeriodStages.quarter;
  await using session = await trial.engine.session();
  const at = (id: string, time: string) => `SELECT '${id}' AS order_id, 'c' AS customer_id, TIMESTAMP '${time}' AS t`;
  const rows = `${at('a', '2024-03-31 21:59:59.999999')} UNION ALL ${at('b', '2024-03-31 22:00:00')}`;
  const placed = `SELECT order_id, customer_id, t AS order_ts, t AS first_item_ts, t AS last_item_ts, CAST(1 AS DECIMAL(38, 4)) AS total_spend,
    CAST(NULL AS DECIMAL(38, 4)) AS total_margin, CAST(1 AS DECIMAL(38, 6)) AS total_quantity, CAST(0 AS BIGINT) AS distinct_products, CAST(1 AS BIGINT) AS line_count,
    CAST(1 AS BIGINT) AS lines_without_margin, CAST(0 AS DECIMAL(38, 4)) AS returned_spend, CAST(0 AS DECIMAL(38, 6)) AS returned_quantity,
    CAST(0 AS BIGINT) AS return_lines, CAST(NULL AS VARCHAR) AS currency FROM (${rows}) r`;
  const input = await session.query(placed, orders);
  const out = [
    ...decodeRows(await runInMemory(trial.engine, stage, { orders: input }, { zone: 'Europe/Berlin' }), customerPeriods.quarter),
  ];
  const iso = (micros: bigint): string => new Date(Number(micros / 1000n)).toISOString();
  expect(out.map((row) => [iso(row.period_start), iso(row.period_end)])).toEqual([
    ['2023-12-31T23:00:00.000Z', '2024-03-31T22:00:00.000Z'],
    ['2024-03-31T22:00:00.000Z', '2024-06-30T22:00:00.000Z'],
  ]);
});
