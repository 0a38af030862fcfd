import { assert, integer, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { rowsInSight } from './use-rows-in-sight.ts';

test('every row that is in the window is made, and never many more', () => {
  assert(
    property(integer({ min: -600_000, max: 2000 }), integer({ min: 200, max: 2000 }), nat(10_000), (top, height, rows) => {
      const { from, until } = rowsInSight(top, height, rows, 53);
      for (let row = 0; row < rows; row++) {
        const begins = top + row * 53;
        if (begins < height && begins + 53 > 0) expect([row, from <= row && row < until]).toEqual([row, true]);
      }
      expect(from).toBeGreaterThanOrEqual(0);
      expect(until).toBeLessThanOrEqual(rows);
      expect(until - from).toBeLessThanOrEqual(height / 53 + 70);
    }),
    { numRuns: 50 },
  );
});
