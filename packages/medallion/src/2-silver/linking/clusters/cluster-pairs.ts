import { firstOfPair, secondOfPair } from '../candidates/name-candidates.ts';
import { groupsOf } from '../candidates/account-groups.ts';
import type { Corpus } from '../intake/corpus.ts';
import { type JudgedPairs, joiningOf } from '../rules/judged-pairs.ts';
import type { LinkingSettings } from '../settings.ts';
import { joinedComponents, setOfPairs } from './components.ts';
import { meanLinkage } from './mean-linkage.ts';
import { type GuardedEdge, guardedMerge, type GuardedName, type Refusal } from './merge-guard.ts';

/** Accounts that are one, as far as the pairs say. */
export interface Clusters {
  /** Cluster of each account: its smallest member. */
  readonly cluster: Int32Array;
  /** Pairs that were to join and did not, by their place in the list. */
  readonly refused: ReadonlyMap<number, Refusal>;
}

/** Joins pairs under the guard, each component on its own. */
export const clusterPairs = (
  { ids, nameOf, names, nodeOf }: Corpus,
  pairs: JudgedPairs,
  { clusters: settings, scorer }: LinkingSettings,
): Clusters => {
  const join = scorer === 'learned' ? meanLinkage : guardedMerge;
  const cluster = Int32Array.from({ length: ids.length }, (_, account) => account);
  const refused = new Map<number, Refusal>();
  for (const list of componentsOf(ids.length, pairs)) {
    const members = membersOf(pairs, list);
    const local = new Map(members.map((account, number) => [account, number]));
    const edges = Array.from(list, (at): GuardedEdge => {
      const key = pairs.keys[at]!;
      return { a: local.get(firstOfPair(key))!, b: local.get(secondOfPair(key))!, nats: pairs.nats[at]!, joins: joiningOf(pairs, at) };
    });
    const named = members.map((account): GuardedName => {
      const node = nodeOf[account]!;
      return { numbers: names[nameOf[account]!]!.numbers.join(' '), node: node < 0 ? -1 - account : node };
    });
    const merged = join(members.length, edges, named, settings);
    members.forEach((account, number) => (cluster[account] = members[merged.cluster[number]!]!));
    for (const [edge, why] of merged.refused) refused.set(list[edge]!, why);
  }
  return { cluster, refused };
};

/** Accounts of pairs, in order. */
const membersOf = ({ keys }: JudgedPairs, places: Int32Array): readonly number[] => {
  const members = new Set<number>();
  for (const at of places) members.add(firstOfPair(keys[at]!)).add(secondOfPair(keys[at]!));
  return [...members].toSorted((x, y) => x - y);
};

/** Places of the pairs of each component that pairs which may join hold together; a pair between components is in none. */
function* componentsOf(accounts: number, pairs: JudgedPairs): Generator<Int32Array> {
  const component = joinedComponents(accounts, pairs).all();
  const { starts, members: places } = groupsOf(setOfPairs(pairs.keys, component), accounts);
  for (let account = 0; account < accounts; account++)
    if (starts[account + 1]! > starts[account]!) yield places.subarray(starts[account], starts[account + 1]);
}
