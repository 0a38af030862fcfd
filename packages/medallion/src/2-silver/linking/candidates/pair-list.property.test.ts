import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstsOf, GrowingPairs, type PairList, without } from './pair-list.ts';

const size = 60;
const pairs = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 300 }).map((list) => list.filter(([a, b]) => a !== b));

const listOf = (list: readonly (readonly [number, number])[]): PairList => {
  const growing = new GrowingPairs(size);
  for (const [a, b] of list) growing.push(a, b);
  return growing.distinct();
};
const told = (list: PairList): readonly string[] => Array.from(firstsOf(list), (a, at) => `${a},${list.seconds[at]}`);
const expected = (list: readonly (readonly [number, number])[]): readonly string[] => {
  const keys = new Set(list.map(([a, b]) => Math.min(a, b) * size + Math.max(a, b)));
  return [...keys].toSorted((x, y) => x - y).map((key) => `${Math.floor(key / size)},${key % size}`);
};

test('a list has each pair once, in order, and one without another has the rest', () => {
  fc.assert(
    fc.property(pairs, pairs, (one, other) => {
      expect(told(listOf(one))).toEqual(expected(one));
      const known = new Set(expected(other));
      expect(told(without(listOf(one), listOf(other)))).toEqual(expected(one).filter((pair) => !known.has(pair)));
    }),
    { numRuns: 200 },
  );
});

test('pairs that come by the million, most of them again, are gathered on the way', () => {
  const growing = new GrowingPairs(size);
  const came: [number, number][] = [];
  // More than are gathered at once, twice over.
  for (let at = 0; at < 9_000_000; at++) {
    const pair: [number, number] = at % 3_000_000 === 0 ? [at / 3_000_000, 59] : [at % 40, 40 + (at % 17)];
    growing.push(...pair);
    if (at < 1000 || at % 3_000_000 === 0) came.push(pair);
  }
  growing.push(35, 3);
  expect(told(growing.distinct())).toEqual(expected([...came, [3, 35]]));
});
