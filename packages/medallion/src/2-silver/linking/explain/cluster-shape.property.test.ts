import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestPath, weakestBridge } from './cluster-shape.ts';
import type { ToldPair } from './told-pairs.ts';

const size = 7;
const members = Array.from({ length: size }, (_, member) => member);

/** Links that hold all members together, strongest first: a tree, and some more. */
const cluster: fc.Arbitrary<readonly ToldPair[]> = fc
  .tuple(
    fc.tuple(...members.slice(1).map((member) => fc.nat({ max: member - 1 }))),
    fc.subarray(members.flatMap((b) => members.slice(0, b).map((a) => [a, b] as const))),
    fc.array(fc.nat({ max: 5 }), { minLength: size * size, maxLength: size * size }),
  )
  .map(([above, more, nats]) => {
    const pairs = new Map([...above.map((a, at) => [a, at + 1] as const), ...more].map(([a, b]) => [a * size + b, [a, b] as const]));
    return [...pairs]
      .map(([key, [a, b]]): ToldPair => ({ a, b, nats: nats[key]!, joins: 'may', link: undefined, refused: undefined }))
      .toSorted((x, y) => y.nats - x.nats || x.a - y.a || x.b - y.b);
  });

/** Members that links lead to, from one on. */
const reached = (links: readonly ToldPair[], from: number): ReadonlySet<number> => {
  const found = new Set([from]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { a, b } of links) if (found.has(a) !== found.has(b)) found.add(a).add(b);
  }
  return found;
};

test('the weakest bridge is the best link between two sides that hold together by stronger ones alone', () => {
  fc.assert(
    fc.property(cluster, (links) => {
      const { link, sides, across } = weakestBridge(members, links)!;
      const isFirst = new Set(sides[0]);
      expect([...sides[0], ...sides[1]].toSorted((x, y) => x - y)).toEqual(members);
      const between = links.filter(({ a, b }) => isFirst.has(a) !== isFirst.has(b));
      expect(between[0]).toBe(link);
      expect(between).toHaveLength(across);
      const inside = links.filter((one) => !between.includes(one) && one.nats >= link.nats);
      for (const side of sides) expect([...reached(inside, side[0]!)].toSorted((x, y) => x - y)).toEqual(side);
    }),
  );
});

test('the shortest path leads link by link from one member to the other, and no path is shorter', () => {
  fc.assert(
    fc.property(cluster, fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 }), (links, from, to) => {
      const path = shortestPath(links, from, to);
      let at = from;
      for (const { a, b } of path) {
        expect([a, b]).toContain(at);
        at = a === at ? b : a;
      }
      expect(at).toBe(to);
      let near = new Set([from]);
      let steps = 0;
      for (; !near.has(to); steps++) {
        const before = near;
        near = new Set(links.flatMap(({ a, b }) => (before.has(a) || before.has(b) ? [a, b] : [])));
      }
      expect(path).toHaveLength(steps);
    }),
  );
});
