import type { ClusterSettings } from '../settings.ts';

/** An edge that may join two accounts: numbers within a component, and how strong it is. */
export interface GuardedEdge {
  readonly a: number;
  readonly b: number;
  /** Evidence in nats: the logarithm of the odds. */
  readonly nats: number;
  readonly joins: Joining;
}

/** Whether a pair joins its accounts: whatever else speaks against it, if the guard agrees, not at all, or never, not through others either. */
export const joiningKinds = ['must', 'may', 'no', 'never'] as const;
export type Joining = (typeof joiningKinds)[number];

/** Why two clusters were not joined. */
export type Refusal =
  | 'kept apart by hand'
  | 'numbers in their names differ'
  | 'all pairs together speak against it'
  | 'it would be too large';

/** What the guard did with a component. */
export interface GuardedClusters {
  /** Cluster of each account of the component: its smallest member. */
  readonly cluster: Int32Array;
  /** Edges that were to join and did not, by their place in the list. */
  readonly refused: ReadonlyMap<number, Refusal>;
}

interface Cluster {
  members: number[];
  /** Sum and number of known pairs to other clusters. */
  readonly towards: Map<number, { sum: number; known: number; apart: boolean }>;
  readonly numbers: Set<string>;
  readonly names: Set<number>;
}

/** What the guard asks of an account's name: its numbers, '' for none, and which name it is; accounts without one have one each. */
export interface GuardedName {
  readonly numbers: string;
  readonly node: number;
}

/** How many names two clusters have together: a company with a thousand accounts of one name is no larger for them. */
export const namesTogether = (left: ReadonlySet<number>, right: ReadonlySet<number>): number => {
  const [few, many] = left.size <= right.size ? [left, right] : [right, left];
  let together = many.size;
  for (const name of few) if (!many.has(name)) together++;
  return together;
};

/**
 * Joins accounts of a component, strongest edge first, two clusters only where all their pairs together speak for it: research C1. A pair
 * nothing is known of counts as `missing_pair_nats`. The order of edges must not depend on the order of the input: nats, then numbers.
 *
 * @param size accounts of the component @param names of each account
 */
export const guardedMerge = (
  size: number,
  edges: readonly GuardedEdge[],
  names: readonly GuardedName[],
  settings: ClusterSettings,
): GuardedClusters => {
  const clusters: (Cluster | undefined)[] = Array.from({ length: size }, (_, account) => ({
    members: [account],
    towards: new Map(),
    numbers: new Set(names[account]!.numbers === '' ? [] : [names[account]!.numbers]),
    names: new Set([names[account]!.node]),
  }));
  const cluster = Int32Array.from({ length: size }, (_, account) => account);
  const note = (a: number, b: number, nats: number, isApart: boolean): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const entry = clusters[from]!.towards.get(to) ?? { sum: 0, known: 0, apart: false };
      entry.sum += nats;
      entry.known++;
      entry.apart ||= isApart;
      clusters[from]!.towards.set(to, entry);
    }
  };
  for (const { a, b, nats, joins } of edges) note(a, b, nats, joins === 'never');
  const refused = new Map<number, Refusal>();
  const isMust = ({ joins }: GuardedEdge): number => (joins === 'must' ? 1 : 0);
  const order = edges
    .map((edge, at) => ({ ...edge, at }))
    .filter(({ joins }) => joins === 'must' || joins === 'may')
    .toSorted((x, y) => isMust(y) - isMust(x) || y.nats - x.nats || x.a - y.a || x.b - y.b);
  for (const { a, b, at, joins } of order) {
    const [left, right] = [cluster[a]!, cluster[b]!];
    if (left === right) continue;
    const why = joins === 'must' ? undefined : refusal(clusters[left]!, clusters[right]!, right, settings);
    if (why === undefined) join(clusters, cluster, Math.min(left, right), Math.max(left, right));
    else refused.set(at, why);
  }
  // A later merge may have brought both ends together after all.
  for (const at of refused.keys()) if (cluster[edges[at]!.a] === cluster[edges[at]!.b]) refused.delete(at);
  return { cluster, refused };
};

export const isSameSet = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  left.size === right.size && [...left].every((one) => right.has(one));

const refusal = (left: Cluster, right: Cluster, rightName: number, settings: ClusterSettings): Refusal | undefined => {
  const { sum, known, apart } = left.towards.get(rightName) ?? { sum: 0, known: 0, apart: false };
  if (apart) return 'kept apart by hand';
  if (left.numbers.size > 0 && right.numbers.size > 0 && !isSameSet(left.numbers, right.numbers)) return 'numbers in their names differ';
  const pairs = left.members.length * right.members.length;
  if (sum + (pairs - known) * settings.missing_pair_nats < 0) return 'all pairs together speak against it';
  return namesTogether(left.names, right.names) > settings.most_names ? 'it would be too large' : undefined;
};

/** Moves the members of `from` into `into`. */
const join = (clusters: (Cluster | undefined)[], cluster: Int32Array, into: number, from: number): void => {
  const [kept, gone] = [clusters[into]!, clusters[from]!];
  for (const member of gone.members) cluster[member] = into;
  kept.members = kept.members.concat(gone.members);
  for (const number of gone.numbers) kept.numbers.add(number);
  for (const name of gone.names) kept.names.add(name);
  kept.towards.delete(from);
  for (const [other, entry] of gone.towards) {
    if (other === into) continue;
    const before = kept.towards.get(other) ?? { sum: 0, known: 0, apart: false };
    const merged = { sum: before.sum + entry.sum, known: before.known + entry.known, apart: before.apart || entry.apart };
    kept.towards.set(other, merged);
    const back = clusters[other]!.towards;
    back.delete(from);
    back.set(into, merged);
  }
  clusters[from] = undefined;
};
