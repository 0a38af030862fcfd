import { probabilityOf } from '../rules/pair-nats.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import { Components } from './components.ts';

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

/** Confidence of each cluster of two accounts or more, by its smallest member. */
export const clusterConfidences = ({ cluster, judged }: Pick<LinkedCorpus, 'cluster' | 'judged'>, missingNats: number): ReadonlyMap<number, ClusterConfidence> => {
  const sizes = new Map<number, number>();
  for (const one of cluster) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const inside = judged.filter(({ a, b }) => cluster[a] === cluster[b]);
  const best = new Map<number, number>();
  const sums = new Map<number, { known: number; sum: number }>();
  for (const { a, b, nats, link, joins } of inside) {
    const entry = sums.get(cluster[a]!) ?? { known: 0, sum: 0 };
    entry.known++;
    entry.sum += probabilityOf(nats);
    sums.set(cluster[a]!, entry);
    if (link === undefined || (joins !== 'may' && joins !== 'must')) continue;
    for (const member of [a, b]) best.set(member, Math.max(best.get(member) ?? 0, link.confidence));
  }
  const linkage = new Map<number, number>();
  for (const [member, confidence] of best) linkage.set(cluster[member]!, Math.min(linkage.get(cluster[member]!) ?? 100, confidence));
  const bridges = weakestBridges(cluster, inside);
  const missing = probabilityOf(missingNats);
  const confidences = new Map<number, ClusterConfidence>();
  for (const [one, size] of sizes) {
    if (size === 1) continue;
    const pairs = (size * (size - 1)) / 2;
    const { known, sum } = sums.get(one) ?? { known: 0, sum: 0 };
    const meanProbability = (sum + (pairs - known) * missing) / pairs;
    confidences.set(one, { size, linkage: linkage.get(one) ?? 0, weakestBridge: bridges.get(one) ?? 0, meanProbability });
  }
  return confidences;
};

/** Least confidence on a tree of the strongest links (Kruskal). */
const weakestBridges = (cluster: Int32Array, inside: LinkedCorpus['judged']): ReadonlyMap<number, number> => {
  const joining = inside.filter(({ joins, link }) => link !== undefined && (joins === 'may' || joins === 'must'));
  const trees = new Components(cluster.length);
  const weakest = new Map<number, number>();
  for (const { a, b, link } of joining.toSorted((x, y) => (y.link?.confidence ?? 0) - (x.link?.confidence ?? 0) || x.a - y.a || x.b - y.b)) {
    if (trees.of(a) === trees.of(b)) continue;
    trees.join(a, b);
    weakest.set(cluster[a]!, link?.confidence ?? 0);
  }
  return weakest;
};
