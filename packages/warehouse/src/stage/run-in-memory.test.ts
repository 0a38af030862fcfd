import { CheckFailed, type Decimal, EngineFailed, type Micros, type Row, SchemaMismatch } from '@audit/contract';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeRows } from '../arrow/decode-rows.ts';
import { encodeRows } from '../arrow/encode-rows.ts';
import { checkBinding } from './check-binding.ts';
import { defineStage } from './define-stage.ts';
import { runBothWays } from './proof/run-both-ways.ts';
import { scratchLake } from './proof/scratch-lake.ts';
import { runInMemory } from './run-in-memory.ts';
import { falselyKeyed, ordersStage, quartersStage } from './sample/stages.ts';
import { lines, orders } from './sample/tables.ts';

const scratch = scratchLake();
afterAll(async () => await scratch[Symbol.asyncDispose]());

const line = (line_id: bigint, change: Partial<Row<typeof lines>> = {}): Row<typeof lines> => ({
  line_id,
  order_id: `O${line_id / 2n}`,
  customer_id: 'C1',
  event_ts: (1_700_000_000_000_000n + line_id) as Micros,
  quantity: '1.000000' as Decimal,
  spend: '0.125000000' as Decimal,
  margin: line_id === 3n ? null : ('0.100000000' as Decimal),
  card_number: '4111111111111111',
  ...change,
});
const someLines = encodeRows(
  [0n, 1n, 2n, 3n].map((id) => line(id)),
  lines,
);
const check = (stage: Parameters<typeof checkBinding>[1]): Promise<void> =>
  scratch.engine.session().then((session) => checkBinding(session, stage, {}));

describe('a stage as a function', () => {
  test('takes Arrow tables and gives the declared rows, in cluster order', async () => {
    const made = await runInMemory(scratch.engine, ordersStage, { lines: someLines }, {});
    expect([...decodeRows(made, orders)]).toEqual([
      {
        order_id: 'O0',
        customer_id: 'C1',
        first_ts: 1_700_000_000_000_000n,
        last_ts: 1_700_000_000_000_001n,
        total_spend: '0.25',
        total_margin: '0.20',
        line_count: 2n,
      },
      {
        order_id: 'O1',
        customer_id: 'C1',
        first_ts: 1_700_000_000_000_002n,
        last_ts: 1_700_000_000_000_003n,
        total_spend: '0.25',
        total_margin: null,
        line_count: 2n,
      },
    ]);
  });

  test('gives an empty table for an empty one', async () => {
    expect((await runInMemory(scratch.engine, ordersStage, { lines: encodeRows([], lines) }, {})).numRows).toBe(0);
  });

  test('refuses parameters of another form', async () => {
    const made = await runInMemory(scratch.engine, ordersStage, { lines: someLines }, {});
    await expect(runInMemory(scratch.engine, quartersStage, { orders: made }, { since: "x' OR 1=1" })).rejects.toThrow(
      'Invalid ISO datetime',
    );
  });

  test('stops at a failed check with the rows as evidence, and shows no direct identifier', async () => {
    const conflict = encodeRows([line(0n), line(1n, { customer_id: 'C2' })], lines);
    const failed = await runInMemory(scratch.engine, ordersStage, { lines: conflict }, {}).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(CheckFailed);
    expect((failed as CheckFailed).facts).toEqual({
      stage: 'sample/orders',
      check: 'one_customer',
      rows: [{ order_id: 'O0', one: 'C1', other: 'C2', card_number: '***' }],
    });
  });

  test('gives the same rows as the same stage in a lake', async () => {
    expect(await runBothWays(scratch.engine, scratch.lake, ordersStage, { lines: someLines }, {})).toEqual({ rows: 2, different: 0 });
    const made = await runInMemory(scratch.engine, ordersStage, { lines: someLines }, {});
    expect(await runBothWays(scratch.engine, scratch.lake, quartersStage, { orders: made }, {})).toEqual({ rows: 1, different: 0 });
  });
});

describe('binding a stage without data', () => {
  test.each([ordersStage, quartersStage, falselyKeyed])('$id yields what it declares', async (stage) => {
    await expect(check(stage)).resolves.toBeUndefined();
  });
  test('finds a dropped cast', async () => {
    const dropped = {
      ...ordersStage,
      model: ordersStage.model.replace('@money(ROUND(SUM(spend), 2), 18, 2)', 'ROUND(SUM(spend), 2)      '),
    };
    await expect(check(dropped)).rejects.toThrow(SchemaMismatch);
    await expect(check(dropped)).rejects.toThrow('column total_spend is DECIMAL(38,2), declared is DECIMAL(18,2)');
  });
  test('finds a misspelt column, in the model and in a check', async () => {
    await expect(check({ ...ordersStage, model: ordersStage.model.replace('MIN(event_ts)', 'MIN(event_t)') })).rejects.toThrow(
      EngineFailed,
    );
    const wrong = defineStage({
      ...ordersStage,
      key: ['order_id'],
      reads: { lines: { table: lines, by: { order_id: 'order_id' } } },
      checks: { some: 'SELECT nope FROM orders' },
    });
    await expect(check(wrong)).rejects.toThrow(EngineFailed);
  });
  test('finds a missing, an extra and a misplaced column', async () => {
    const model = (text: string) => ({ ...falselyKeyed, model: text });
    await expect(check(model('SELECT order_id FROM orders'))).rejects.toThrow('column place is missing');
    await expect(check(model('SELECT order_id, line_count AS place, 1 AS more FROM orders'))).rejects.toThrow(
      'column more is not declared',
    );
    await expect(check(model('SELECT line_count AS place, order_id FROM orders'))).rejects.toThrow(
      'column 1 is place, declared is order_id',
    );
  });
});
