import { expect, test } from 'vitest';
import { deepCount } from '../../deep-count.fixture.ts';
import { falselyKeyed, ordersStage, quartersStage } from '../sample/stages.ts';
import { proveKey } from './prove-key.ts';
import { scratchLake } from './scratch-lake.ts';

const seed = Number(process.env['AUDIT_TEST_SEED'] ?? 1);
const histories = deepCount(3, 60);

const linesOf = (alive: string): string => `
  SELECT i AS line_id, 'O' || (hash(i) % 300) AS order_id, 'C' || (hash(hash(i) % 300) % 40) AS customer_id,
    TIMESTAMP '2023-01-01' + INTERVAL (hash(i, v) % 900) DAY AS event_ts, CAST(1 + hash(i, v) % 3 AS DECIMAL(18,6)) AS quantity,
    CAST(hash(i, v, 1) % 9999 / 1000.0 AS DECIMAL(38,9)) AS spend,
    CAST(CASE WHEN hash(i, v, 2) % 9 = 0 THEN NULL ELSE 1.5 END AS DECIMAL(38,9)) AS margin, CAST(NULL AS VARCHAR) AS card_number
  FROM ${alive}`;
// The customer depends on v, so a touched order moves to another customer.
const ordersOf = (alive: string): string => `
  SELECT 'O' || i AS order_id, 'C' || (hash(i, v) % 300) AS customer_id, TIMESTAMP '2023-01-01' + INTERVAL (hash(i, v) % 900) DAY AS first_ts,
    first_ts AS last_ts, CAST(hash(i, v, 1) % 9999 / 100.0 AS DECIMAL(18,2)) AS total_spend, CAST(NULL AS DECIMAL(18,2)) AS total_margin,
    CAST(1 AS BIGINT) AS line_count
  FROM ${alive}`;

test('orders kept up to date line by line equal orders made anew, after every batch', { timeout: 600_000 }, async () => {
  await using scratch = scratchLake();
  const proof = await proveKey(scratch.engine, scratch.lake, {
    stage: ordersStage,
    params: {},
    inputs: (alive) => ({ lines: linesOf(alive) }),
    histories,
    batches: 8,
    seed,
  });
  expect(proof).toMatchObject({ different: [] });
  expect(proof.comparisons).toBeGreaterThanOrEqual(histories * 5);
  expect(Object.keys(proof.modes)).toEqual(expect.arrayContaining(['whole, rewritten', 'keys, delta', 'keys, folded']));
});

test('periods stay right when orders move from one customer to another', { timeout: 600_000 }, async () => {
  await using scratch = scratchLake();
  const proof = await proveKey(scratch.engine, scratch.lake, {
    stage: quartersStage,
    params: {},
    inputs: (alive) => ({ orders: ordersOf(alive) }),
    histories,
    batches: 8,
    seed: seed + 1000,
  });
  expect(proof).toMatchObject({ different: [] });
  expect(Object.keys(proof.modes)).toContain('keys, delta');
});

test('a stage that claims a key it has not is found out', { timeout: 600_000 }, async () => {
  await using scratch = scratchLake();
  const proof = await proveKey(scratch.engine, scratch.lake, {
    stage: falselyKeyed,
    params: {},
    inputs: (alive) => ({ orders: ordersOf(alive) }),
    histories: 2,
    batches: 8,
    seed: seed + 2000,
  });
  expect(proof.different.length).toBeGreaterThan(0);
});
