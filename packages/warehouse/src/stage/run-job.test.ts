import { readdirSync, writeFileSync } from 'node:fs';
import { Assertion, HeadMoved, Interrupted } from '@audit/contract';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { Lake } from '../lake/lake.ts';
import type { Manifest } from '../lake/manifest.ts';
import { defineJob } from './job.ts';
import { planJob } from './plan-job.ts';
import { type Scratch, scratchLake } from './proof/scratch-lake.ts';
import { landAndRun, nightly, someLines } from './sample/nightly.ts';
import { ordersStage } from './sample/stages.ts';
import { lines, orders } from './sample/tables.ts';
import { tableScan } from './table-scan.ts';

const modes = ({ accounts }: Manifest): readonly string[] => accounts.map(({ mode }) => mode);
const sums = async ({ engine, lake }: Scratch): Promise<unknown> => {
  await using session = await engine.session();
  const rows = tableScan(lake, orders, lake.head().tables['gold_orders']);
  return (await session.evidence(`SELECT COUNT(*) AS orders, SUM(line_count) AS lines FROM (${rows}) o`, 1))[0];
};

describe('a run', () => {
  test('computes whole at first, by touched keys after a small change, and publishes all tables in one version', async () => {
    await using scratch = scratchLake();
    const first = await landAndRun(scratch, { rows: someLines(0, 3000) });
    expect([first.version, modes(first)]).toEqual([1, ['whole', 'whole']]);
    const second = await landAndRun(scratch, { rows: someLines(3000, 3010) });
    expect([second.version, modes(second)]).toEqual([2, ['keys', 'keys']]);
    expect(second.accounts.map(({ counts }) => counts['touched'])).toEqual([10, 10]);
    expect(Object.keys(second.tables)).toEqual(['silver_lines', 'gold_orders', 'gold_quarters']);
    expect(await sums(scratch)).toEqual({ orders: '1000', lines: '3010' });
  });

  test('with nothing new commits nothing', async () => {
    await using scratch = scratchLake();
    const first = await landAndRun(scratch, { rows: someLines(0, 3000) });
    const asleep = { ...scratch.engine, session: () => Promise.reject(new Assertion('no engine is needed to find that nothing is new')) };
    expect(await landAndRun(scratch, { engine: asleep })).toEqual(first);
    expect(scratch.lake.versions()).toEqual([1]);
  });

  test('stops the cascade where the outcome is equal: a line of no amount changes an order, but no period', async () => {
    await using scratch = scratchLake();
    await landAndRun(scratch, { rows: someLines(0, 3000) });
    const second = await landAndRun(scratch, {
      rows: `SELECT * REPLACE (CAST(0 AS DECIMAL(38,9)) AS spend) FROM (${someLines(3000, 3001)}) l`,
    });
    expect(modes(second)).toEqual(['keys', 'keys']);
    expect(second.accounts[1]?.why).toBe('orders changed; nothing differs');
    expect(second.tables['gold_quarters']?.changedAt).toBe(1);
  });

  test('keeps replaced rows dead when a later run only adds new ones', async () => {
    await using scratch = scratchLake();
    await landAndRun(scratch, { rows: someLines(0, 3000) });
    await landAndRun(scratch, { rows: someLines(3000, 3010) });
    const rows = `SELECT * REPLACE ('new' || line_id AS order_id) FROM (${someLines(4000, 4005)}) l`;
    const third = await landAndRun(scratch, { rows });
    expect(third.accounts[0]?.counts).toMatchObject({ removed: 0, added: 5 });
    expect(await sums(scratch)).toEqual({ orders: '1005', lines: '3015' });
  });

  test('takes withdrawn lines out of the orders, and an order without lines vanishes', async () => {
    await using scratch = scratchLake();
    await landAndRun(scratch, { rows: someLines(0, 3000) });
    await landAndRun(scratch, { withdrawn: `SELECT * FROM (${someLines(0, 3000)}) l WHERE line_id % 1000 IN (7, 8) OR line_id = 9` });
    expect(await sums(scratch)).toEqual({ orders: '998', lines: '2993' });
    expect(scratch.lake.head().tables['silver_lines']?.rows).toBe(2993);
  });

  test('computes whole when most keys are touched, and then keeps no change set', async () => {
    await using scratch = scratchLake();
    await landAndRun(scratch, { rows: someLines(0, 3000) });
    const second = await landAndRun(scratch, { rows: someLines(3000, 3600) });
    expect(modes(second)).toEqual(['whole', 'whole']);
    expect(second.tables['gold_orders']?.changes.at(-1)).toEqual({ version: 2, rewritten: true });
    expect(await sums(scratch)).toEqual({ orders: '1000', lines: '3600' });
  });

  test('refuses sources that were made on another head', async () => {
    await using scratch = scratchLake();
    const first = await landAndRun(scratch, { rows: someLines(0, 100) });
    await landAndRun(scratch, { rows: someLines(100, 200) });
    await expect(landAndRun(scratch, { rows: someLines(200, 300), parent: first })).rejects.toThrow(HeadMoved);
    expect(scratch.lake.versions()).toEqual([1, 2]);
  });
});

describe('a run that was killed after its first step', () => {
  class Killed extends Error {}
  const killAfterFirst = async (scratch: Scratch): Promise<void> => {
    const onStep = (): never => {
      throw new Killed();
    };
    await expect(landAndRun(scratch, { rows: someLines(0, 3000), onStep })).rejects.toThrow(Killed);
  };

  test('goes on behind it and publishes once', async () => {
    await using scratch = scratchLake();
    await killAfterFirst(scratch);
    expect(scratch.lake.head().version).toBe(0);
    const { version, accounts } = await landAndRun(scratch, { rows: someLines(0, 3000) });
    expect([version, accounts.map(({ resumed }) => resumed)]).toEqual([1, [true, undefined]]);
    expect(await sums(scratch)).toEqual({ orders: '1000', lines: '3000' });
  });

  test('does the step again when its input is another one', async () => {
    await using scratch = scratchLake();
    await killAfterFirst(scratch);
    const { accounts } = await landAndRun(scratch, { rows: someLines(0, 2000), runKey: 'other' });
    expect(accounts.map(({ resumed }) => resumed)).toEqual([undefined, undefined]);
  });

  test('does the step again when a file it left is damaged', async () => {
    await using scratch = scratchLake();
    await killAfterFirst(scratch);
    const reread: Scratch = { ...scratch, lake: Lake.open(scratch.lake.root, { durable: false }) };
    const folder = `${scratch.lake.root}/gold/orders`;
    for (const file of readdirSync(folder)) writeFileSync(`${folder}/${file}`, 'no Parquet');
    const { accounts } = await landAndRun(reread, { rows: someLines(0, 3000) });
    expect(accounts.map(({ resumed }) => resumed)).toEqual([undefined, undefined]);
    expect(await sums(reread)).toEqual({ orders: '1000', lines: '3000' });
  });
});

test('a run that is stopped within a step says so', async () => {
  const stop = new AbortController();
  await using scratch = scratchLake({ signal: stop.signal });
  const engine: Engine = {
    ...scratch.engine,
    session: async () => {
      const session = await scratch.engine.session();
      const materialise = async (name: string, sql: string): Promise<number> => {
        if (name === 'orders') stop.abort('SIGINT');
        return await session.materialise(name, sql);
      };
      return { ...session, materialise };
    },
  };
  await expect(landAndRun(scratch, { rows: someLines(0, 3000), engine })).rejects.toThrow(Interrupted);
});

test.each([
  ['first', 0],
  ['later', 1],
])('a model that does not yield its contract is refused in a lake, on the %s run', async (_, before) => {
  await using scratch = scratchLake();
  if (before === 1) await landAndRun(scratch, { rows: someLines(0, 3000) });
  const dropped = { ...ordersStage, model: ordersStage.model.replace('@money(ROUND(SUM(spend), 2), 18, 2)', 'ROUND(SUM(spend), 2)') };
  const job = defineJob('nightly', ({ source, run }) => run(dropped, { lines: source(lines) }, {}));
  const wrong = landAndRun(scratch, { rows: someLines(3000, 3010), job, runKey: 'wrong' });
  await expect(wrong).rejects.toThrow('column total_spend is DECIMAL(38,2), declared is DECIMAL(18,2)');
  expect(scratch.lake.head().version).toBe(before);
});

describe('a plan', () => {
  test('says what a run would do, and "may" below a step that runs', async () => {
    await using scratch = scratchLake();
    const plan = (tables: Manifest['tables']): unknown =>
      planJob(nightly, tables, scratch.engine).map(({ mode, why }) => `${mode}: ${why}`);
    expect(plan({})).toEqual(['whole: first run', 'whole: first run']);
    const first = await landAndRun(scratch, { rows: someLines(0, 3000) });
    expect(plan(first.tables)).toEqual(['skip: same inputs, code and parameters', 'skip: same inputs, code and parameters']);
    const second = await landAndRun(scratch, { rows: someLines(3000, 3010) });
    expect(plan({ ...first.tables, silver_lines: second.tables['silver_lines']! })).toEqual([
      'keys: lines changed',
      'may: if gold_orders changes',
    ]);
  });

  test('computes whole again under another version of the engine', async () => {
    await using scratch = scratchLake();
    const first = await landAndRun(scratch, { rows: someLines(0, 3000) });
    const [planned] = planJob(nightly, first.tables, { name: 'duckdb', version: 'v99' });
    expect(planned).toMatchObject({ mode: 'whole', why: 'code, contract or engine changed' });
  });
});
