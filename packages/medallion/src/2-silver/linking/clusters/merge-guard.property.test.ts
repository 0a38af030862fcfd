import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkingSettings } from '../settings.ts';
import { type GuardedEdge, guardedMerge, type GuardedName, joiningKinds } from './merge-guard.ts';

const settings = linkingSettings.parse({}).clusters;
/** Each account has a name of its own. */
const named = (numbers: readonly string[]): readonly GuardedName[] => numbers.map((text, node) => ({ numbers: text, node }));
const none = (size: number): readonly GuardedName[] => named(Array.from({ length: size }, () => ''));
const edge = (a: number, b: number, nats: number, joins: GuardedEdge['joins'] = 'may'): GuardedEdge => ({ a, b, nats, joins });

test('a chain of strong links is cut where its ends speak against it', () => {
  const chain = [edge(0, 1, 5), edge(1, 2, 4), edge(0, 2, -8, 'no')];
  const { cluster, refused } = guardedMerge(3, chain, none(3), settings);
  expect([...cluster]).toEqual([0, 0, 2]);
  expect([...refused]).toEqual([[1, 'all pairs together speak against it']]);
});

test('a pair nothing is known of counts against a chain, a little', () => {
  // 4 + (−2) for the ends: joined; with three unknown pairs no more.
  expect([...guardedMerge(3, [edge(0, 1, 5), edge(1, 2, 4)], none(3), settings).cluster]).toEqual([0, 0, 0]);
  const long = guardedMerge(
    6,
    [edge(0, 1, 9), edge(1, 2, 9), edge(0, 2, 9), edge(3, 4, 9), edge(4, 5, 9), edge(3, 5, 9), edge(2, 3, 5)],
    none(6),
    settings,
  );
  expect([...long.cluster]).toEqual([0, 0, 0, 3, 3, 3]);
});

test('numbers of a series keep clusters apart, also through an account without one', () => {
  const { cluster, refused } = guardedMerge(3, [edge(0, 1, 5), edge(1, 2, 4), edge(0, 2, 3)], named(['2', '', '3']), settings);
  expect([...cluster]).toEqual([0, 0, 2]);
  expect([...refused.values()]).toContain('numbers in their names differ');
});

const component = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    edges: fc.uniqueArray(
      fc.record({
        a: fc.nat(size - 2),
        span: fc.integer({ min: 1, max: size }),
        nats: fc.integer({ min: -8, max: 8 }),
        joins: fc.constantFrom(...joiningKinds.filter((kind) => kind !== 'must')),
      }),
      { selector: ({ a, span }) => `${a} ${a + 1 + ((span - 1) % (size - 1 - a))}`, maxLength: 20 },
    ),
  }),
);

test('whatever the pairs are: no cluster holds accounts kept apart, refused pairs are apart, and the order of pairs changes nothing', () => {
  fc.assert(
    fc.property(component, fc.infiniteStream(fc.nat()), ({ size, edges }, picks) => {
      const given = edges.map(({ a, span, nats, joins }) => edge(a, a + 1 + ((span - 1) % (size - 1 - a)), nats, joins));
      const { cluster, refused } = guardedMerge(size, given, none(size), settings);
      for (const { a, b, joins } of given) if (joins === 'never') expect(cluster[a]).not.toBe(cluster[b]);
      for (const at of refused.keys()) expect(cluster[given[at]!.a]).not.toBe(cluster[given[at]!.b]);
      const order = given.map((one) => [picks.next().value ?? 0, one] as const).toSorted(([x], [y]) => x - y);
      expect([
        ...guardedMerge(
          size,
          order.map(([, one]) => one),
          none(size),
          settings,
        ).cluster,
      ]).toEqual([...cluster]);
    }),
    { numRuns: 300 },
  );
});

test('what must be one is one, against all evidence and beyond the size', () => {
  const { cluster } = guardedMerge(3, [edge(0, 1, -9, 'must'), edge(1, 2, -9, 'must')], named(['2', '3', '']), {
    ...settings,
    most_names: 2,
  });
  expect([...cluster]).toEqual([0, 0, 0]);
});

test('a cluster is as large as the names it has: a thousand accounts of one name are no danger, and names in a chain are', () => {
  const accounts = 6;
  const pairs = Array.from({ length: accounts }, (_, a) =>
    Array.from({ length: accounts - 1 - a }, (__, more) => edge(a, a + 1 + more, 3)),
  ).flat();
  const of = (nodes: readonly number[]): readonly GuardedName[] => nodes.map((node) => ({ numbers: '', node }));
  const most = { ...settings, most_names: 2 };
  expect(new Set(guardedMerge(accounts, pairs, of([7, 7, 7, 8, 8, 8]), most).cluster).size).toBe(1);
  const { cluster, refused } = guardedMerge(accounts, pairs, of([7, 7, 8, 8, 9, 9]), most);
  expect(new Set(cluster).size).toBe(2);
  expect(new Set(refused.values())).toEqual(new Set(['it would be too large']));
});
