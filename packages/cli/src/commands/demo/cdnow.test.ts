import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cdnowTransactions } from './cdnow.ts';

test('a purchase of the sample becomes a line of the customer’s order of that day', () => {
  expect(cdnowTransactions(' 00004 0001 19970101  2   29.33\n')).toBe(
    'order_id,customer_id,order_ts,quantity,line_total\n00004-19970101,00004,1997-01-01,2,29.33\n',
  );
});

test('the whole sample converts, and no purchase is lost', () => {
  const sample = readFileSync(new URL('../../../../../fixtures/cdnow/CDNOW_sample.txt', import.meta.url), 'utf8');
  const rows = cdnowTransactions(sample)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  expect(rows).toHaveLength(6919);
  expect(new Set(rows.map((row) => row[1])).size).toBe(2357);
  expect(rows.reduce((cents, row) => cents + Math.round(Number(row[4]) * 100), 0)).toBe(24_409_194);
});
