import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { deepCount, isDeep } from '../deep-count.fixture.ts';
import { type LandedRow, openBench, texts } from './landing.fixture.ts';

const bench = openBench();
afterAll(() => bench[Symbol.asyncDispose]());

const runs = deepCount(25, 4000);
const shrinkTime = fc.interruptAfterTimeLimit(isDeep ? 3_600_000 : 45_000);
const fields = texts('a', 'b', 'c');

const cell = fc.string({
  maxLength: 30,
  unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('"', ',', ';', '\n', '\r\n', 'é', '😀', '\0', "'", '\t')),
});
const row = fc.tuple(cell, cell, cell);
const style = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  endsWithNewline: fc.boolean(),
});
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

const written = (value: string, { delimiter, quoteAll }: Style): string =>
  quoteAll || value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
const line = (cells: readonly string[], how: Style): string => cells.map((value) => written(value, how)).join(how.delimiter);
const windowBytes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(1 << 20));

test('rows land as they were written, wherever the input is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), style, windowBytes, async (rows, how, cut) => {
      const head = line(['a', ' b ', 'x', 'c'], how);
      const lines = [head, ...rows.map(([a, b, c]) => line([a, b, 'skipped', c], how))];
      const text = `\ufeff${lines.join(how.newline)}${how.endsWithNewline ? how.newline : ''}`;
      const landing = await bench.land(text, fields, { format: 'csv', windowBytes: cut });
      expect(landing.file).toMatchObject({ received: rows.length, unknownColumns: ['x'] });
      const found = landing.rows.map(({ fault, a, b, c }: LandedRow) => ({ fault, a, b, c }));
      expect(found).toEqual(rows.map(([a, b, c]) => ({ fault: null, a: a || null, b: b || null, c: c || null })));
      const bytes = Buffer.from(text);
      for (const { at, line: at_line } of landing.rows) {
        expect(bytes.subarray(0, Number(at)).toString('latin1').endsWith('\n')).toBe(true);
        expect(Number(at_line)).toBe(bytes.subarray(0, Number(at)).toString('latin1').split('\n').length);
      }
    }),
    { numRuns: runs, plugins: [shrinkTime] },
  );
});

test('whatever the bytes, each row is landed or the file is refused, and the cut of the input changes nothing', async () => {
  const bytes = fc
    .array(fc.oneof(fc.constantFrom(...Buffer.from('a,b"\n\r;é')), fc.nat(255)), { maxLength: 120 })
    .map((list) => Buffer.from([...Buffer.from('a,b,c\n'), ...list]));
  await fc.assert(
    fc.asyncProperty(bytes, windowBytes, async (input, cut) => {
      const small = await bench.land(input, fields, { format: 'csv', windowBytes: cut });
      const whole = await bench.land(input, fields, { format: 'csv' });
      expect(small.refused?.message).toBe(whole.refused?.message);
      expect(small.file).toEqual(whole.file);
      if (whole.file !== undefined) {
        expect(small.rows).toEqual(whole.rows);
        expect(whole.rows.length).toBe(whole.file.received);
      }
    }),
    { numRuns: runs * 2, plugins: [shrinkTime] },
  );
});

test('a return that ends the input ends its row, once', async () => {
  const landing = await bench.land('a,b,c\n1,2,3\r', fields, { format: 'csv' });
  expect(landing.file?.received).toBe(1);
  expect(landing.rows).toMatchObject([{ fault: null, a: '1', b: '2', c: '3' }]);
});
