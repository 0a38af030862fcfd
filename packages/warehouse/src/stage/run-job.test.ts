import { expect, test } from 'vitest';
import type { TableState } from '../lake/table-state.ts';
import { appendSource } from './append-source.ts';
import { defineJob } from './job.ts';
import { runJob } from './run-job.ts';
import { type Scratch, scratchLake } from './proof/scratch-lake.ts';
import { ordersStage, quartersStage } from './sample/stages.ts';
import { lines, orders } from './sample/tables.ts';
import { tableScan } from './table-scan.ts';

const nightly = defineJob('nightly', ({ source, run }) => {
  const received = source(lines);
  const placed = run(ordersStage, { lines: received }, {});
  run(quartersStage, { orders: placed }, {});
});

const clock = '2026-01-01T00:00:00.000000Z';
const someLines = (from: number, to: number): string => `
  SELECT i AS line_id, 'O' || (i % 1000) AS order_id, 'C' || (i % 1000 % 100) AS customer_id,
    TIMESTAMP '2024-01-01' + INTERVAL (i % 1000) HOUR AS event_ts, CAST(1 AS DECIMAL(18,6)) AS quantity,
    CAST(i % 100 / 7 AS DECIMAL(38,9)) AS spend, CAST(NULL AS DECIMAL(38,9)) AS margin, CAST(NULL AS VARCHAR) AS card_number
  FROM range(${from}, ${to}) r(i)`;

const land = async ({ engine, lake }: Scratch, sql: string, withdrawn?: string) => {
  await using lock = await lake.lock({ runId: 'test', command: 'test' });
  const parent = lake.head();
  const folder = lake.stage(lock, `run-${parent.version}`, clock);
  await using session = await engine.session();
  const staged = folder.file('lines.parquet');
  const rows = await session.write(sql, staged);
  const added = rows === 0 ? [] : [folder.adopt(lines, staged, rows)];
  const state = await appendSource(session, { lake, folder, version: parent.version + 1 }, lines, parent.tables['silver_lines'], {
    added,
    ...(withdrawn === undefined ? {} : { withdrawn }),
  });
  const sources: Record<string, TableState> = state === undefined ? {} : { silver_lines: state };
  return await runJob(engine, lake, lock, nightly, { runId: 'test', clock, parent, sources, folder });
};

test('a first run computes whole, an unchanged one commits nothing, a small change is computed by key', async () => {
  await using scratch = scratchLake();
  const first = await land(scratch, someLines(0, 3000));
  expect(first.version).toBe(1);
  expect(first.accounts.map(({ step, mode, counts }) => [step, mode, counts['rows']])).toEqual([
    ['sample/orders', 'whole', 1000],
    ['sample/quarters', 'whole', first.tables['gold_quarters']?.rows],
  ]);
  expect((await land(scratch, someLines(0, 0))).version).toBe(1);
  const second = await land(scratch, someLines(3000, 3010));
  expect(second.version).toBe(2);
  expect(second.accounts.map(({ mode, counts }) => [mode, counts['touched']])).toEqual([
    ['keys', 10],
    ['keys', 10],
  ]);
  await using session = await scratch.engine.session();
  const [row] = await session.evidence(
    `SELECT COUNT(*) AS n, SUM(line_count) AS lines FROM (${tableScan(scratch.lake, orders, second.tables['gold_orders'])}) o`,
    1,
  );
  expect(row).toEqual({ n: '1000', lines: '3010' });
});
