import { groupsOf } from '../candidates/account-groups.ts';
import { firstOfPair, secondOfPair } from '../candidates/name-candidates.ts';
import { type JudgedPairs, joiningOf } from '../rules/judged-pairs.ts';
import { probabilityOf } from '../rules/pair-nats.ts';
import { setOfPairs } from './components.ts';

/** How sure a cluster is: research C2. */
export interface ClusterConfidence {
  readonly size: number;
  /** The least of its members’ best links, 0 to 100; 100 of an account alone. What the law calls linkage confidence. */
  readonly linkage: number;
  /** The weakest link that holds it together, when the strongest ones are taken first; 100 of an account alone. */
  readonly weakestBridge: number;
  /** Mean of all its pairs' probabilities, those nothing is known of included; 1 of an account alone. */
  readonly meanProbability: number;
}

/** A pair inside a cluster. */
interface InnerPair {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
  /** Confidence of its link, 0 where it does not join. */
  readonly confidence: number;
}

const confidenceOf = (size: number, pairs: readonly InnerPair[], missing: number): ClusterConfidence => {
  const best = new Map<number, number>();
  const trees = new Map<number, number>();
  const rootOf = (member: number): number => {
    const up = trees.get(member);
    return up === undefined ? member : rootOf(up);
  };
  let weakestBridge = 100;
  for (const { a, b, confidence } of pairs.toSorted((x, y) => y.confidence - x.confidence || x.a - y.a || x.b - y.b)) {
    if (confidence === 0) break;
    for (const member of [a, b]) best.set(member, Math.max(best.get(member) ?? 0, confidence));
    const [left, right] = [rootOf(a), rootOf(b)];
    if (left === right) continue;
    trees.set(left, right);
    weakestBridge = confidence;
  }
  const all = (size * (size - 1)) / 2;
  const sum = pairs.reduce((total, { probability }) => total + probability, 0);
  return { size, linkage: Math.min(...best.values()), weakestBridge, meanProbability: (sum + (all - pairs.length) * missing) / all };
};

/** Confidence of each cluster of two accounts or more, by its smallest member. */
export const clusterConfidences = (
  cluster: Int32Array,
  pairs: JudgedPairs,
  missingNats: number,
): ReadonlyMap<number, ClusterConfidence> => {
  const sizes = new Int32Array(cluster.length);
  for (const one of cluster) sizes[one]!++;
  const { starts, members: places } = groupsOf(setOfPairs(pairs.keys, cluster), cluster.length);
  const missing = probabilityOf(missingNats);
  const confidences = new Map<number, ClusterConfidence>();
  for (let one = 0; one < cluster.length; one++) {
    if (starts[one] === starts[one + 1]) continue;
    const inner = Array.from(places.subarray(starts[one], starts[one + 1]), (at) => innerPair(pairs, at));
    confidences.set(one, confidenceOf(sizes[one]!, inner, missing));
  }
  return confidences;
};

const innerPair = (pairs: JudgedPairs, at: number): InnerPair => {
  const kind = joiningOf(pairs, at);
  const confidence = kind === 'may' || kind === 'must' ? (pairs.codes.decision(pairs.decisions[at]!)?.confidence ?? 0) : 0;
  return {
    a: firstOfPair(pairs.keys[at]!),
    b: secondOfPair(pairs.keys[at]!),
    probability: kind === 'must' ? 1 : probabilityOf(pairs.nats[at]!),
    confidence,
  };
};
