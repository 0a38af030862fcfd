import { ModelRefused } from '@audit/contract';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { scratchLake } from '../stage/proof/scratch-lake.ts';
import { literal } from './literal.ts';
import { render } from './render.ts';
import { tokens } from './tokens.ts';

const scratch = scratchLake();
afterAll(async () => await scratch[Symbol.asyncDispose]());

const text = (sql: string, params: Readonly<Record<string, unknown>> = {}, constants = {}): string =>
  render({ name: 'some/model', text: sql, constants }, 'duckdb', params);

describe('the marks of a model', () => {
  test('stand for nothing inside strings, quoted names and remarks', () => {
    const sql = `SELECT '@nope(1) {none} $no', "@nope(1)"`;
    expect(text(`${sql} /* @nope(1) {none} $no */ -- @nope(1) 'open`)).toBe(sql);
  });
  test('texts reach the engine as they are, whatever the remarks before them hold', async () => {
    await using session = await scratch.engine.session();
    const rows = await session.evidence(text(`/* the model's "remark */ SELECT '\u00A0\u3000' AS x -- isn't`), 1);
    expect(rows).toEqual([{ x: '\u00A0\u3000' }]);
  });
  test('nest, and commas inside parentheses and strings do not cut arguments', () => {
    expect(text(`@money(COALESCE(@sum_all(a), ','), 18, 2)`)).toBe(
      `CAST(COALESCE(CASE WHEN COUNT(a) = COUNT(*) THEN SUM(a) END, ',') AS DECIMAL(18, 2))`,
    );
  });
  test('a remark inside an argument does not swallow what follows it', () => {
    expect(text('@money(a -- cents\n, 18, 2)')).toBe('CAST(a AS DECIMAL(18, 2))');
  });
  test('constants are text, parameters are literals', () => {
    expect(text('SELECT {unit} WHERE a IN $list AND b = $none', { list: ["it's", 'b'], none: null }, { unit: 'month' })).toBe(
      `SELECT month WHERE a IN ('it''s', 'b') AND b = NULL`,
    );
  });
  test('parameters stay marks where only the meaning of the model is wanted', () => {
    expect(render({ name: 'some/model', text: '@timestamp($since)', constants: {} }, 'duckdb', undefined)).toBe('TIMESTAMP $since');
  });
  test.each([
    ['@nope(1)', 'use a macro that exists'],
    ['@money(1, 2)', 'give it (x, precision, scale)'],
    ['@money(a, b, 2)', 'argument precision is "b": give a whole number'],
    ['@trunc(fortnight, a)', 'give one of day, week, month, quarter, year'],
    ["@timestamp('yesterday')", 'give an instant such as'],
    ['@money', 'follow the macro with its arguments'],
    ['@money(a, 1, 2', 'follow the macro with its arguments'],
    ['{none}', 'define the constant'],
    ['$none', 'declare the parameter'],
    ['@constructor(1)', 'use a macro that exists'],
    ['$toString', 'declare the parameter'],
  ])('%s is refused', (sql, remedy) => {
    expect(() => text(`SELECT\n  ${sql}`)).toThrow(ModelRefused);
    expect(() => text(`SELECT\n  ${sql}`)).toThrow(remedy);
    expect(() => text(`SELECT\n  ${sql}`)).toThrow('line 2, column 3');
  });
});

test('any text cut into tokens and joined again is the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (sql) =>
        tokens(sql)
          .map((token) => token.text)
          .join('') === sql,
    ),
  );
});

test('whatever text a parameter holds, the engine reads back exactly that text', async () => {
  await using session = await scratch.engine.session();
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom("'", "''", `' OR 1=1 --`, '$x {y} @money(1)', '\\', "\\'", '"', '/*', '-- '),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (value) => {
      const [row] = await session.evidence(text('SELECT $value AS x', { value }), 1);
      expect(row).toEqual({ x: value });
    }),
    { numRuns: 200 },
  );
});

test('a number that is no whole number has no literal: amounts are text', () => {
  expect(() => literal(1.5)).toThrow('no SQL literal');
  expect(() => literal({})).toThrow('no SQL literal');
  expect(literal([1n, true, 'a'])).toBe(`(1, TRUE, 'a')`);
  expect(literal([])).toBe('(NULL)');
});
