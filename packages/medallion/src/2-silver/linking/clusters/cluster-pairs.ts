import { firstOfPair, secondOfPair } from '../candidates/name-candidates.ts';
import type { Corpus } from '../intake/read-corpus.ts';
import { type JudgedPairs, joiningOf } from '../rules/judged-pairs.ts';
import type { LinkingSettings } from '../settings.ts';
import { joinedComponents } from './components.ts';
import { meanLinkage } from './mean-linkage.ts';
import { type GuardedEdge, guardedMerge, type Refusal } from './merge-guard.ts';

/** Accounts that are one, as far as the pairs say. */
export interface Clusters {
  /** Cluster of each account: its smallest member. */
  readonly cluster: Int32Array;
  /** Pairs that were to join and did not, by their place in the list. */
  readonly refused: ReadonlyMap<number, Refusal>;
}

/** Joins pairs under the guard, each component on its own. */
export const clusterPairs = (
  { ids, nameOf, names }: Corpus,
  pairs: JudgedPairs,
  { clusters: settings, scorer }: LinkingSettings,
): Clusters => {
  const join = scorer === 'learned' ? meanLinkage : guardedMerge;
  const cluster = Int32Array.from(ids, (_, account) => account);
  const refused = new Map<number, Refusal>();
  for (const list of componentsOf(ids.length, pairs)) {
    const members = [...new Set(Array.from(list).flatMap((at) => [firstOfPair(pairs.keys[at]!), secondOfPair(pairs.keys[at]!)]))].toSorted(
      (x, y) => x - y,
    );
    const local = new Map(members.map((account, number) => [account, number]));
    const edges = Array.from(list, (at): GuardedEdge => {
      const key = pairs.keys[at]!;
      return { a: local.get(firstOfPair(key))!, b: local.get(secondOfPair(key))!, nats: pairs.nats[at]!, joins: joiningOf(pairs, at) };
    });
    const numbers = members.map((account) => names[nameOf[account]!]!.numbers.join(' '));
    const merged = join(members.length, edges, numbers, settings);
    members.forEach((account, number) => (cluster[account] = members[merged.cluster[number]!]!));
    for (const [edge, why] of merged.refused) refused.set(list[edge]!, why);
  }
  return { cluster, refused };
};

/** Places of the pairs of each component that pairs which may join hold together; a pair between components is in none. */
function* componentsOf(accounts: number, pairs: JudgedPairs): Generator<Int32Array> {
  const components = joinedComponents(accounts, pairs);
  const starts = new Int32Array(accounts + 1);
  const inside = (at: number): number => {
    const component = components.of(firstOfPair(pairs.keys[at]!));
    return component === components.of(secondOfPair(pairs.keys[at]!)) ? component : -1;
  };
  for (let at = 0; at < pairs.length; at++) if (inside(at) >= 0) starts[inside(at) + 1]!++;
  for (let account = 0; account < accounts; account++) starts[account + 1]! += starts[account]!;
  const next = starts.slice();
  const places = new Int32Array(starts[accounts]!);
  for (let at = 0; at < pairs.length; at++) if (inside(at) >= 0) places[next[inside(at)]!++] = at;
  for (let account = 0; account < accounts; account++)
    if (starts[account + 1]! > starts[account]!) yield places.subarray(starts[account], starts[account + 1]);
}
