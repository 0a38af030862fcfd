import { expect, test } from 'vitest';
import { rowsOn } from './watch-extraction.ts';

test('of each table its rows are shown, how fast they come, and the quota where the source tells it', () => {
  const shown: string[] = [];
  let now = 0;
  const onRows = rowsOn({ advance: ({ label }) => shown.push(label), finish: () => undefined }, () => now);
  onRows({ table: 'account', rows: 0, total: 4000, quota: { used: 1200, limit: 15_000 } });
  now = 2000;
  onRows({ table: 'account', rows: 3000, total: 4000, quota: { used: 1203, limit: 15_000 } });
  onRows({ table: 'contact', rows: 1 });
  expect(shown).toEqual([
    'account  0 rows of 4,000  1,200 of 15,000 requests of the day',
    'account  3,000 rows of 4,000  1,500 rows/s  1,203 of 15,000 requests of the day',
    'contact  1 row',
  ]);
});
