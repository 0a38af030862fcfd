import type { Corpus } from '../intake/read-corpus.ts';
import type { LinkingSettings } from '../settings.ts';
import { Components } from './components.ts';
import { type GuardedEdge, guardedMerge, type Joining, type Refusal } from './merge-guard.ts';

/** A pair of accounts, with the evidence that they are one. */
export interface PairOfAccounts {
  readonly a: number;
  readonly b: number;
  readonly nats: number;
  readonly joins: Joining;
}

/** Accounts that are one, as far as the pairs say. */
export interface Clusters {
  /** Cluster of each account: its smallest member. */
  readonly cluster: Int32Array;
  /** Pairs that were to join and did not, by their place in the list. */
  readonly refused: ReadonlyMap<number, Refusal>;
}

/** Joins pairs under the guard, each component on its own. */
export const clusterPairs = ({ ids, nameOf, names }: Corpus, pairs: readonly PairOfAccounts[], settings: LinkingSettings): Clusters => {
  const components = new Components(ids.length);
  for (const { a, b, joins } of pairs) if (joins === 'must' || joins === 'may') components.join(a, b);
  const byComponent = new Map<number, number[]>();
  pairs.forEach(({ a, b }, at) => {
    const component = components.of(a);
    if (component !== components.of(b)) return;
    const list = byComponent.get(component);
    if (list === undefined) byComponent.set(component, [at]);
    else list.push(at);
  });
  const cluster = Int32Array.from({ length: ids.length }, (_, account) => account);
  const refused = new Map<number, Refusal>();
  for (const list of byComponent.values()) {
    const members = [...new Set(list.flatMap((at) => [pairs[at]!.a, pairs[at]!.b]))].toSorted((x, y) => x - y);
    const local = new Map(members.map((account, number) => [account, number]));
    const edges = list.map((at): GuardedEdge => {
      const { a, b, nats, joins } = pairs[at]!;
      return { a: local.get(a)!, b: local.get(b)!, nats, joins };
    });
    const numbers = members.map((account) => names[nameOf[account]!]!.numbers.join(' '));
    const merged = guardedMerge(members.length, edges, numbers, settings.clusters);
    members.forEach((account, number) => (cluster[account] = members[merged.cluster[number]!]!));
    for (const [edge, why] of merged.refused) refused.set(list[edge]!, why);
  }
  return { cluster, refused };
};
