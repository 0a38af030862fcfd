import { Assertion, decimal, defineTable, int64, ModelRefused, text } from '@audit/contract';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { defineStage } from './define-stage.ts';
import { defineJob } from './job.ts';
import { ordersStage, quartersStage } from './sample/stages.ts';
import { lines, orders } from './sample/tables.ts';
import type { Inputs, Params } from './stage.ts';

const base = {
  id: 'sample/counts',
  reads: { lines: { table: lines, by: { order_id: 'order_id' } } },
  writes: defineTable({
    name: 'counts',
    layer: 'gold',
    grain: ['order_id'],
    description: 'Lines an order.',
    columns: { order_id: text({ description: 'Order' }), n: int64({ description: 'Lines' }) },
  }),
  key: ['order_id'],
  params: z.strictObject({}),
  model: 'SELECT order_id, COUNT(*) AS n FROM lines GROUP BY order_id',
} as const;

describe('the code of a stage', () => {
  const { code } = defineStage(base);
  test.each([
    ['the model', { model: 'SELECT order_id, COUNT(order_id) AS n FROM lines GROUP BY order_id' }],
    ['a check', { checks: { some: 'SELECT order_id FROM counts WHERE n = 0' } }],
    ['an input read otherwise', { reads: { lines: { table: lines, by: 'whole' }, more: { table: orders, by: { order_id: 'order_id' } } } }],
  ] as const)('changes with %s', (_, change) => {
    expect(defineStage({ ...base, ...change }).code).not.toBe(code);
  });
  test('changes with a constant the model uses', () => {
    const of = (unit: string): string =>
      defineStage({
        ...base,
        constants: { unit },
        model: `SELECT order_id, COUNT(@trunc({unit}, event_ts)) AS n FROM lines GROUP BY order_id`,
      }).code;
    expect(of('month')).not.toBe(of('quarter'));
  });
  test('does not change with remarks and spacing', () => {
    expect(
      defineStage({ ...base, model: `/* Counts. */ SELECT order_id,\n COUNT(*) AS n -- all of them\nFROM lines GROUP BY order_id` }).code,
    ).toBe(code);
  });
});

describe('a stage is refused', () => {
  const nullable = defineTable({
    name: 'loose',
    layer: 'silver',
    grain: ['id'],
    description: 'Lines that may have no order.',
    columns: { id: int64({ description: 'Line' }), order_id: text({ description: 'Order', nullable: true }) },
  });
  test('when the column that carries the key may be null, for it would never join', () => {
    expect(() => defineStage({ ...base, reads: { loose: { table: nullable, by: { order_id: 'order_id' } } } })).toThrow(Assertion);
  });
  test('when the column that carries the key is a decimal of another scale, for its text would be another', () => {
    const priced = (name: string, scale: number) =>
      defineTable({
        name,
        layer: 'gold',
        grain: ['price'],
        description: 'Prices.',
        columns: { price: decimal(18, scale)({ description: 'Price' }) },
      });
    const stage = { ...base, writes: priced('prices', 2), key: ['price'], model: 'SELECT price FROM offers' } as const;
    expect(() => defineStage({ ...stage, reads: { offers: { table: priced('offers', 4), by: { price: 'price' } } } })).toThrow(Assertion);
    expect(() => defineStage({ ...stage, reads: { offers: { table: priced('offers', 2), by: { price: 'price' } } } })).not.toThrow();
  });
  test('when an input has the name of the output', () => {
    expect(() => defineStage({ ...base, reads: { counts: { table: lines, by: { order_id: 'order_id' } } } })).toThrow(Assertion);
  });
  test('when it has a key that no input carries', () => {
    expect(() => defineStage({ ...base, reads: { lines: { table: lines, by: 'whole' } } })).toThrow(Assertion);
  });
  test('when its model or a check leaves the common language', () => {
    expect(() => defineStage({ ...base, model: 'SELECT * EXCLUDE (n) FROM lines' }).model).toThrow(ModelRefused);
    expect(() => defineStage({ ...base, checks: { some: 'SELECT 1 QUALIFY TRUE' } }).model).toThrow('sample/counts check some, line 1');
  });
  test('when its model has a mark that stands for nothing', () => {
    expect(() => defineStage({ ...base, model: 'SELECT order_id, {many} AS n FROM lines' }).model).toThrow(ModelRefused);
    expect(() => defineStage({ ...base, model: 'SELECT order_id, @money(1, two, 3) AS n FROM lines' }).model).toThrow(
      'give a whole number',
    );
  });
});

/** Never run: the compiler reads it. */
export const refusedByTheCompiler = (): void => {
  // @ts-expect-error a key must be a column of the output
  defineStage({ ...base, key: ['customer_id'] });
  // @ts-expect-error a `by` column must exist in the input
  defineStage({ ...base, reads: { lines: { table: lines, by: { order_id: 'orderid' } } } });
  // @ts-expect-error a `by` column must have the type of the key
  defineStage({ ...base, reads: { lines: { table: lines, by: { order_id: 'line_id' } } } });
  // @ts-expect-error `by` must cover the key
  defineStage({ ...base, key: ['order_id', 'n'], reads: { lines: { table: lines, by: { order_id: 'order_id' } } } });
  defineJob('wrong', (job) => {
    const received = job.source(lines);
    const placed = job.run(ordersStage, { lines: received }, {});
    // @ts-expect-error periods read orders, not lines
    job.run(quartersStage, { orders: received }, {});
    // @ts-expect-error the input is missing
    job.run(quartersStage, {}, {});
    // @ts-expect-error there is no such parameter
    job.run(quartersStage, { orders: placed }, { until: '2024-01-01T00:00:00Z' });
  });
};

test('the types of a stage say what it reads and takes', () => {
  expectTypeOf<keyof Inputs<typeof quartersStage>>().toEqualTypeOf<'orders'>();
  expectTypeOf<Params<typeof quartersStage>>().toEqualTypeOf<{ since?: string | undefined }>();
});

test('a job may not write a table twice', () => {
  expect(() =>
    defineJob('twice', (job) => {
      const received = job.source(lines);
      job.run(ordersStage, { lines: received }, {});
      job.run(ordersStage, { lines: received }, {});
    }),
  ).toThrow('gold_orders is written twice');
});
