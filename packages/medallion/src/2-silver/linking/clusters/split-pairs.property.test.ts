import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPairs } from './split-pairs.ts';

type Edge = readonly [number, number];

/** A tree of accounts with any numbers, and some edges more. */
const graphs: fc.Arbitrary<readonly Edge[]> = fc
  .uniqueArray(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 9 })
  .chain((accounts) =>
    fc.tuple(
      fc.tuple(...accounts.slice(1).map((_, at) => fc.nat({ max: at }))),
      fc.subarray(accounts.flatMap((_, b) => accounts.slice(0, b).map((__, a): Edge => [a, b]))),
      fc.constant(accounts),
    ),
  )
  .map(([above, more, accounts]) => {
    const edges = new Map([...above.map((a, at): Edge => [a, at + 1]), ...more].map((edge) => [edge.join(), edge]));
    return [...edges.values()].map(([a, b]): Edge => [accounts[a]!, accounts[b]!]);
  });

/** Accounts that edges lead to from one on. */
const reached = (edges: readonly Edge[], from: number): ReadonlySet<number> => {
  const found = new Set([from]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const [a, b] of edges) if (found.has(a) !== found.has(b)) found.add(a).add(b);
  }
  return found;
};

test('an edge splits as many pairs as have their accounts on both sides when it is taken away; 1 where others hold its ends together', () => {
  fc.assert(
    fc.property(graphs, (edges) => {
      const all = new Set(edges.flat()).size;
      const expected = edges.map((edge) => {
        const side = reached(
          edges.filter((one) => one !== edge),
          edge[0],
        );
        return side.has(edge[1]) ? 1 : side.size * (all - side.size);
      });
      expect([...splitPairs(edges)]).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
