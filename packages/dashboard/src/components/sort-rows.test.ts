import { array, assert, boolean, integer, nat, option, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { directionOf, nextSort, sortRows } from './sort-rows.ts';

const rows = array(record({ id: nat(), value: option(integer()) }));

test('rows are sorted both ways, those without a value last, equals as they were, and none comes or goes', () => {
  assert(
    property(rows, boolean(), (given, isDown) => {
      const sorted = sortRows(given, isDown ? '-value' : 'value', ({ value }) => value);
      const known = sorted.flatMap(({ value }) => (value === null ? [] : [value]));
      expect(known).toEqual(known.toSorted((left, right) => (isDown ? right - left : left - right)));
      expect(sorted.slice(known.length).every(({ value }) => value === null)).toBe(true);
      for (const { value } of given)
        expect(sorted.filter((row) => row.value === value)).toEqual(given.filter((row) => row.value === value));
    }),
  );
});

test('a heading sorts by the largest first, then by the smallest', () => {
  const first = nextSort('health', 'mrr');
  expect([first, directionOf(first, 'mrr'), nextSort(first, 'mrr'), directionOf(first, 'health')]).toEqual([
    '-mrr',
    'descending',
    'mrr',
    'none',
  ]);
});
