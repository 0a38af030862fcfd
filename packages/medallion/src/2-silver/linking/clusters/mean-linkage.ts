import type { ClusterSettings } from '../settings.ts';
import { Heap } from './heap.ts';
import { type GuardedClusters, type GuardedEdge, type GuardedName, isSameSet, namesTogether, type Refusal } from './merge-guard.ts';

interface Towards {
  sum: number;
  known: number;
  isApart: boolean;
  /** Some pair of theirs may join. */
  mayJoin: boolean;
}

const nothing: Towards = { sum: 0, known: 0, isApart: false, mayJoin: false };

/** Two clusters that may be joined, as they were when they were put in line. */
interface Offer {
  readonly mean: number;
  readonly left: number;
  readonly right: number;
  readonly stamp: number;
}

const isBefore = (one: Offer, other: Offer): boolean =>
  one.mean !== other.mean ? one.mean > other.mean : one.left !== other.left ? one.left < other.left : one.right < other.right;

/**
 * Joins accounts of a component, always the two clusters that all their pairs together speak most for, as long as they do not speak
 * against it and some pair of theirs may join (average linkage, Sokal and Michener 1958). A pair nothing is known of counts as `missing_pair_nats`. For evidence whose sum is calibrated.
 *
 * @param size accounts of the component @param names of each account
 */
export const meanLinkage = (
  size: number,
  edges: readonly GuardedEdge[],
  names: readonly GuardedName[],
  { most_names: most, missing_pair_nats: missing }: ClusterSettings,
): GuardedClusters => {
  const cluster = Int32Array.from({ length: size }, (_, account) => account);
  const members = Array.from({ length: size }, (_, account) => [account]);
  const stamps = new Int32Array(size);
  const towards: Map<number, Towards>[] = Array.from({ length: size }, () => new Map<number, Towards>());
  const numbersOf = names.map(({ numbers }) => new Set(numbers === '' ? [] : [numbers]));
  const namesOf = names.map(({ node }) => new Set([node]));
  for (const { a, b, nats, joins } of edges) {
    const entry = towards[a]!.get(b) ?? nothing;
    const sum = {
      sum: entry.sum + nats,
      known: entry.known + 1,
      isApart: entry.isApart || joins === 'never',
      mayJoin: entry.mayJoin || joins === 'may' || joins === 'must',
    };
    towards[a]!.set(b, sum);
    towards[b]!.set(a, sum);
  }
  const line = new Heap<Offer>(isBefore);
  const offer = (one: number, other: number): void => {
    const [left, right] = one < other ? [one, other] : [other, one];
    const { sum, known, mayJoin } = towards[left]!.get(right)!;
    const pairs = members[left]!.length * members[right]!.length;
    const mean = (sum + (pairs - known) * missing) / pairs;
    if (mayJoin && mean >= 0) line.push({ mean, left, right, stamp: stamps[left]! + stamps[right]! });
  };
  const join = (into: number, gone: number): void => {
    for (const member of members[gone]!) cluster[member] = into;
    members[into] = members[into]!.concat(members[gone]!);
    members[gone] = [];
    for (const text of numbersOf[gone]!) numbersOf[into]!.add(text);
    for (const name of namesOf[gone]!) namesOf[into]!.add(name);
    towards[into]!.delete(gone);
    for (const [other, { sum, known, isApart, mayJoin }] of towards[gone]!) {
      if (other === into) continue;
      const before = towards[into]!.get(other) ?? nothing;
      const both = {
        sum: before.sum + sum,
        known: before.known + known,
        isApart: before.isApart || isApart,
        mayJoin: before.mayJoin || mayJoin,
      };
      towards[into]!.set(other, both);
      towards[other]!.delete(gone);
      towards[other]!.set(into, both);
    }
    towards[gone]!.clear();
    stamps[into]!++;
    stamps[gone]!++;
    for (const other of towards[into]!.keys()) offer(into, other);
  };
  const refusal = (left: number, right: number): Refusal | undefined => {
    if (towards[left]!.get(right)?.isApart === true) return 'kept apart by hand';
    const [some, others] = [numbersOf[left]!, numbersOf[right]!];
    if (some.size > 0 && others.size > 0 && !isSameSet(some, others)) return 'numbers in their names differ';
    return namesTogether(namesOf[left]!, namesOf[right]!) > most ? 'it would be too large' : undefined;
  };
  const why = new Map<string, Refusal>();
  for (const { a, b, joins } of edges)
    if (joins === 'must' && cluster[a] !== cluster[b]) join(Math.min(cluster[a]!, cluster[b]!), Math.max(cluster[a]!, cluster[b]!));
  for (const { a, b } of edges) if (cluster[a] === a && cluster[b] === b) offer(a, b);
  for (let next = line.pop(); next !== undefined; next = line.pop()) {
    const { left, right, stamp } = next;
    // Offers of clusters that have changed since were made anew.
    if (stamps[left]! + stamps[right]! !== stamp || members[left]!.length === 0 || members[right]!.length === 0) continue;
    const against = refusal(left, right);
    if (against === undefined) join(left, right);
    else why.set(`${left},${right}`, against);
  }
  const refused = new Map<number, Refusal>();
  edges.forEach(({ a, b, joins }, at) => {
    const [left, right] = [Math.min(cluster[a]!, cluster[b]!), Math.max(cluster[a]!, cluster[b]!)];
    if (left !== right && (joins === 'may' || joins === 'must'))
      refused.set(at, why.get(`${left},${right}`) ?? 'all pairs together speak against it');
  });
  return { cluster, refused };
};
