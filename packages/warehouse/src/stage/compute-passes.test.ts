import { basename } from 'node:path';
import { DiskFull, OutOfMemory } from '@audit/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Engine, Session } from '../engine/engine.ts';
import { defineStage } from './define-stage.ts';
import { defineJob, type Job } from './job.ts';
import { type Scratch, scratchLake } from './proof/scratch-lake.ts';
import { narrowEngine } from './sample/narrow-engine.ts';
import { landAndRun, someLines } from './sample/nightly.ts';
import { ordersStage } from './sample/stages.ts';
import { lines, orders, ranks } from './sample/tables.ts';
import { tableScan } from './table-scan.ts';

const ordersMd5 = async ({ engine, lake }: Scratch): Promise<unknown> => {
  await using session = await engine.session();
  const rows = tableScan(lake, orders, lake.head().tables['gold_orders']);
  return (
    await session.evidence(`SELECT COUNT(*) AS n, MD5(STRING_AGG(CAST(o AS VARCHAR), '' ORDER BY order_id)) AS md5 FROM (${rows}) o`, 1)
  )[0];
};

test.each([
  [4, 1000],
  [16, 300],
  [64, 100],
])('a keyed step that does not fit in memory is done in %i passes, one base file each, with the same rows', async (passes, rowsAtMost) => {
  await using plain = scratchLake();
  await using narrow = scratchLake();
  await landAndRun(plain, { rows: someLines(0, 3000) });
  const { accounts, tables } = await landAndRun(narrow, {
    rows: someLines(0, 3000),
    engine: narrowEngine(narrow.engine, 'lines', 'orders', rowsAtMost),
  });
  expect(accounts[0]?.why).toBe(`first run; in ${passes} passes to fit in memory`);
  expect(accounts[0]?.counts).toEqual({ computed: 1000, rows: 1000, passes });
  expect(tables['gold_orders']?.base).toHaveLength(passes);
  expect(tables['gold_orders']?.keys).toBe(1000);
  expect(await ordersMd5(narrow)).toEqual(await ordersMd5(plain));
});

const linesOfOrders = defineStage({
  id: 'sample/lines-of-orders',
  reads: { orders: { table: orders, by: { order_id: 'order_id' } }, lines: { table: lines, by: { order_id: 'order_id' } } },
  writes: ranks,
  key: ['order_id'],
  params: z.strictObject({}),
  heldRowBytes: 500_000,
  model: `SELECT o.order_id AS order_id, COUNT(*) AS place
    FROM orders o JOIN lines l ON l.order_id = o.order_id AND l.customer_id = o.customer_id GROUP BY o.order_id`,
});
const greedy = (heldRowBytes: number): Job =>
  defineJob('greedy', ({ source, run }) => {
    const received = source(lines);
    run(linesOfOrders, { orders: run({ ...ordersStage, heldRowBytes }, { lines: received }, {}), lines: received }, {});
  });
/** An engine that notes what is cut into parts. */
const watched = (engine: Engine, splits: string[]): Engine => ({
  ...engine,
  session: async () => {
    const session = await engine.session();
    const split: Session['split'] = async (sql, by, folder) => {
      // The name ends with a hash of the columns that are cut.
      splits.push(basename(folder).replace(/\.[0-9a-f]{8}$/, ''));
      return await session.split(sql, by, folder);
    };
    return { ...session, split };
  },
});

test.each([
  [60_000, 1, ['parts.gold_orders.1.order_id.16', 'parts.silver_lines.1.order_id.16']],
  [200_000, 4, ['parts.gold_orders.1.order_id.16', 'parts.silver_lines.1.order_id.16', 'parts.silver_lines.1.order_id.4']],
  [1_000_000, 16, ['parts.silver_lines.1.order_id.16']],
])(
  'a stage that holds %i bytes a line is cut into %i passes from the start, and no table is cut twice by one key',
  async (heldRowBytes, passes, cut) => {
    await using plain = scratchLake();
    await using scratch = scratchLake();
    await landAndRun(plain, { rows: someLines(0, 3000) });
    const splits: string[] = [];
    const { accounts, tables } = await landAndRun(scratch, {
      rows: someLines(0, 3000),
      job: greedy(heldRowBytes),
      engine: watched(scratch.engine, splits),
    });
    expect(accounts.map(({ counts }) => counts['passes'] ?? 1)).toEqual([passes, 16]);
    expect(splits.toSorted()).toEqual(cut);
    expect(await ordersMd5(scratch)).toEqual(await ordersMd5(plain));
    await using session = await scratch.engine.session();
    const counted = `SELECT COUNT(*) AS orders, SUM(place) AS lines FROM (${tableScan(scratch.lake, ranks, tables['gold_ranks'])}) r`;
    expect(await session.evidence(counted, 1)).toEqual([{ orders: '1000', lines: '3000' }]);
  },
);

test('what was made in passes is kept up to date by key', async () => {
  await using scratch = scratchLake();
  await landAndRun(scratch, { rows: someLines(0, 3000), engine: narrowEngine(scratch.engine, 'lines', 'orders', 1000) });
  const { accounts } = await landAndRun(scratch, { rows: someLines(3000, 3010) });
  expect(accounts.map(({ mode }) => mode)).toEqual(['keys', 'keys']);
  expect(await ordersMd5(scratch)).toMatchObject({ n: '1000' });
});

test('touched keys that do not fit are followed by passes over everything', async () => {
  await using scratch = scratchLake();
  await landAndRun(scratch, { rows: someLines(0, 3000) });
  const { accounts } = await landAndRun(scratch, {
    rows: someLines(3000, 3200),
    engine: narrowEngine(scratch.engine, 'lines', 'orders', 300),
  });
  expect(accounts[0]).toMatchObject({ mode: 'whole', counts: { passes: 16, rows: 1000 } });
});

test.each([
  [true, 1],
  [false, 0],
])('a full disk is met by passes if it is the one to spill to (%s)', async (spilling, version) => {
  await using scratch = scratchLake();
  const full = new DiskFull('computing orders', '/disk', { spilling });
  const engine = narrowEngine(scratch.engine, 'lines', 'orders', 1000, full);
  const run = landAndRun(scratch, { rows: someLines(0, 3000), engine });
  expect(
    await run.then(
      ({ accounts }) => accounts[0]?.counts['passes'],
      (error: unknown) => error,
    ),
  ).toBe(spilling ? 4 : full);
  expect(scratch.lake.head().version).toBe(version);
});

test('when the smallest part does not fit either, the run says so and publishes nothing', async () => {
  await using scratch = scratchLake();
  await expect(
    landAndRun(scratch, { rows: someLines(0, 3000), engine: narrowEngine(scratch.engine, 'lines', 'orders', 3) }),
  ).rejects.toThrow(OutOfMemory);
  expect(scratch.lake.head().version).toBe(0);
});

test('what did not fit in the smallest parts is not tried again', async () => {
  await using scratch = scratchLake();
  await landAndRun(scratch, { rows: someLines(0, 3000) });
  const narrow = narrowEngine(scratch.engine, 'lines', 'orders', 3);
  let tries = 0;
  const counted: Engine = {
    ...narrow,
    session: async () => {
      const session = await narrow.session();
      const materialise = async (name: string, sql: string): Promise<number> => {
        if (name === 'orders') tries++;
        return await session.materialise(name, sql);
      };
      return { ...session, materialise };
    },
  };
  // Most keys are touched, so that the step is whole from the start.
  await expect(landAndRun(scratch, { rows: someLines(3000, 3600), engine: counted })).rejects.toThrow(OutOfMemory);
  expect(tries).toBe(4);
});
