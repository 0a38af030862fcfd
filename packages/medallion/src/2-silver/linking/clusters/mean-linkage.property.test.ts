import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkingSettings } from '../settings.ts';
import { meanLinkage } from './mean-linkage.ts';
import type { GuardedEdge, GuardedName, Joining } from './merge-guard.ts';

const { clusters: settings } = linkingSettings.parse({ clusters: { most_names: 6 } });

const component = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    numbers: fc.array(fc.constantFrom('', '', '', '1', '2'), { minLength: size, maxLength: size }),
    edges: fc.uniqueArray(
      fc.record({
        a: fc.nat({ max: size - 2 }),
        b: fc.nat({ max: size - 1 }),
        nats: fc.integer({ min: -16, max: 16 }).map((halves) => halves / 2),
        joins: fc.constantFrom<Joining>('may', 'may', 'may', 'no', 'never'),
      }),
      { selector: ({ a, b }) => `${Math.min(a, b)},${Math.max(a, b)}`, maxLength: 24 },
    ),
  }),
);

/** Each account has a name of its own. */
const named = (numbers: readonly string[]): readonly GuardedName[] => numbers.map((text, node) => ({ numbers: text, node }));

const given = (edges: readonly GuardedEdge[]): readonly GuardedEdge[] =>
  edges.flatMap(({ a, b, nats, joins }) =>
    a === b ? [] : [{ a: Math.min(a, b), b: Math.max(a, b), nats: joins === 'never' ? -20 : nats, joins }],
  );

const mean = (edges: readonly GuardedEdge[], some: readonly number[], others: readonly number[]): number => {
  const between = edges.filter(({ a, b }) => (some.includes(a) && others.includes(b)) || (some.includes(b) && others.includes(a)));
  const sum = between.reduce((total, { nats }) => total + nats, 0);
  const pairs = some.length * others.length;
  return (sum + (pairs - between.length) * settings.missing_pair_nats) / pairs;
};

test('clusters hold together as a whole, obey people, numbers and size, and none that could be joined are left', () => {
  fc.assert(
    fc.property(component, ({ size, numbers, edges: drawn }) => {
      const edges = given(drawn);
      const { cluster, refused } = meanLinkage(size, edges, named(numbers), settings);
      const groups = [...Map.groupBy(cluster.keys(), (account) => cluster[account]!).entries()];
      for (const [name, members] of groups) {
        expect(name).toBe(Math.min(...members));
        expect(members.length).toBeLessThanOrEqual(settings.most_names);
        expect(new Set(members.map((account) => numbers[account]).filter((text) => text !== '')).size).toBeLessThanOrEqual(1);
      }
      const isApart = (one: readonly number[], other: readonly number[]): boolean =>
        edges.some(
          ({ a, b, joins }) => joins === 'never' && ((one.includes(a) && other.includes(b)) || (one.includes(b) && other.includes(a))),
        );
      for (const { a, b, joins } of edges) if (joins === 'never') expect(cluster[a]).not.toBe(cluster[b]);
      for (const [name, members] of groups) {
        for (const [other, others] of groups) {
          if (other <= name || isApart(members, others) || members.length + others.length > settings.most_names) continue;
          const given = new Set([...members, ...others].map((account) => numbers[account]).filter((text) => text !== ''));
          const mayJoin = edges.some(
            ({ a, b, joins }) =>
              joins === 'may' && ((members.includes(a) && others.includes(b)) || (members.includes(b) && others.includes(a))),
          );
          if (mayJoin && given.size <= 1) expect(mean(edges, members, others)).toBeLessThan(0);
        }
      }
      for (const at of refused.keys()) expect(cluster[edges[at]!.a]).not.toBe(cluster[edges[at]!.b]);
    }),
    { numRuns: 300 },
  );
});

test('the order of the edges changes nothing', () => {
  fc.assert(
    fc.property(component, fc.infiniteStream(fc.nat()), ({ size, numbers, edges: drawn }, stream) => {
      const edges = given(drawn);
      const keys = new Map(edges.map((edge) => [edge, stream.next().value as number]));
      const shuffled = edges.toSorted((one, other) => keys.get(one)! - keys.get(other)!);
      expect(meanLinkage(size, shuffled, named(numbers), settings).cluster).toEqual(
        meanLinkage(size, edges, named(numbers), settings).cluster,
      );
    }),
    { numRuns: 300 },
  );
});

test('pairs that may not join do not join, however much speaks for them', () => {
  const edges: readonly GuardedEdge[] = [
    { a: 0, b: 1, nats: 3, joins: 'no' },
    { a: 1, b: 2, nats: 2, joins: 'may' },
  ];
  expect([...meanLinkage(3, edges, named(['', '', '']), settings).cluster]).toEqual([0, 1, 1]);
});

test('what people joined is joined, whatever speaks against it', () => {
  const edges: readonly GuardedEdge[] = [
    { a: 0, b: 1, nats: 3, joins: 'may' },
    { a: 1, b: 2, nats: 20, joins: 'must' },
    { a: 0, b: 2, nats: -30, joins: 'no' },
  ];
  const { cluster, refused } = meanLinkage(3, edges, named(['', '', '']), settings);
  expect([...cluster]).toEqual([0, 1, 1]);
  expect([...refused]).toEqual([[0, 'all pairs together speak against it']]);
});

test('a cluster is as large as the names it has, however many accounts have them', () => {
  const edges = Array.from({ length: 8 }, (_, a) =>
    Array.from({ length: 7 - a }, (__, more) => ({ a, b: a + 1 + more, nats: 3, joins: 'may' as const })),
  ).flat();
  const of = (nodes: readonly number[]): readonly GuardedName[] => nodes.map((node) => ({ numbers: '', node }));
  expect(new Set(meanLinkage(8, edges, of([1, 1, 1, 1, 2, 2, 2, 2]), settings).cluster).size).toBe(1);
  expect(new Set(meanLinkage(8, edges, of([1, 2, 3, 4, 5, 6, 7, 8]), settings).cluster).size).toBe(2);
});
