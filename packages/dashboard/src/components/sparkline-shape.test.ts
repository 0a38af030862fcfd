import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { area, bars, lastTwo, linePath, monthly, type Point } from './sparkline-shape.ts';

const points = fc.array(
  fc.record({ month: fc.constant('2026-01-01'), value: fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true })) }),
  { minLength: 1, maxLength: 24 },
);

test('a course has a point for each of its months, known or not, up to that of the day', () => {
  const drawn = monthly([{ month: '2025-12-01', value: 5 }], '2026-02-14', 4);
  expect(drawn).toEqual([
    { month: '2025-11-01', value: null },
    { month: '2025-12-01', value: 5 },
    { month: '2026-01-01', value: null },
    { month: '2026-02-01', value: null },
  ]);
});

test('whatever is drawn stays in its area', () => {
  fc.assert(
    fc.property(points, (course: readonly Point[]) => {
      for (const [, x, y] of linePath(course).matchAll(/[ML](\S+) (\S+?)(?=[ML]|$)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x)).toBeLessThanOrEqual(area.width);
        expect(Number(y)).toBeGreaterThanOrEqual(0);
        expect(Number(y)).toBeLessThanOrEqual(area.height);
      }
      for (const { x, y, width, height } of bars(course)) {
        expect(x + width).toBeLessThanOrEqual(area.width + 1e-9);
        expect(y + height).toBeLessThanOrEqual(area.height);
      }
    }),
  );
});

test('a line breaks where nothing is known, and a change is between the last two values that are', () => {
  const course = [1, null, 2, 3].map((value, at) => ({ month: `2026-0${at + 1}-01`, value }));
  expect(linePath(course).match(/M/g)).toHaveLength(2);
  expect(lastTwo(course)?.map(({ value }) => value)).toEqual([2, 3]);
  expect(lastTwo(course.slice(0, 2))).toBeUndefined();
});
