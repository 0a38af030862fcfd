import { Components } from '../clusters/components.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import { isJoining, type ToldPair, toldPairs } from './told-pairs.ts';

/** A cluster, and the links it is made of. */
export interface ClusterShape {
  /** Accounts by number, in order. */
  readonly members: readonly number[];
  /** Links that join members, strongest first: those the guard took. */
  readonly joining: readonly ToldPair[];
  /** What holds the cluster together least; undefined of an account alone. */
  readonly bridge: Bridge | undefined;
}

/** The weakest place of a cluster: without the links across it, it would be two. */
export interface Bridge {
  /** The strongest link across. */
  readonly link: ToldPair;
  /** Members on either side, in order; the side of the smallest member first. */
  readonly sides: readonly [readonly number[], readonly number[]];
  /** Links across, that one included. */
  readonly across: number;
}

/** The cluster of an account. */
export const clusterShape = (linked: LinkedCorpus, account: number): ClusterShape => {
  const { cluster } = linked;
  const mine = cluster[account];
  const members: number[] = [];
  cluster.forEach((one, member) => one === mine && members.push(member));
  const joining = toldPairs(linked, (a, b) => cluster[a] === mine && cluster[b] === mine).filter(isJoining);
  return { members, joining, bridge: members.length < 2 ? undefined : weakestBridge(members, joining) };
};

/** The weakest link of the tree of the strongest ones (Kruskal): every link across is as weak or weaker. */
export const weakestBridge = (members: readonly number[], joining: readonly ToldPair[]): Bridge | undefined => {
  const local = new Map(members.map((member, at) => [member, at]));
  const grow = (links: readonly ToldPair[], into: Components): ToldPair | undefined => {
    let last: ToldPair | undefined;
    for (const link of links) {
      const [a, b] = [local.get(link.a)!, local.get(link.b)!];
      if (into.of(a) === into.of(b)) continue;
      into.join(a, b);
      last = link;
    }
    return last;
  };
  const link = grow(joining, new Components(members.length));
  if (link === undefined) return undefined;
  const parts = new Components(members.length);
  grow(joining.slice(0, joining.indexOf(link)), parts);
  const first = members.filter((_, at) => parts.of(at) === parts.of(0));
  const isFirst = new Set(first);
  const across = joining.filter(({ a, b }) => isFirst.has(a) !== isFirst.has(b)).length;
  return { link, sides: [first, members.filter((member) => !isFirst.has(member))], across };
};

/** The links that lead from one member to another, as few as there can be; of as many the strongest first. Breadth first. */
export const shortestPath = (joining: readonly ToldPair[], from: number, to: number): readonly ToldPair[] => {
  const cameBy = new Map<number, { readonly link: ToldPair; readonly from: number } | undefined>([[from, undefined]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined && !cameBy.has(to); at = queue.shift())
    for (const link of joining) {
      const next = link.a === at ? link.b : link.b === at ? link.a : undefined;
      if (next === undefined || cameBy.has(next)) continue;
      cameBy.set(next, { link, from: at });
      queue.push(next);
    }
  const path: ToldPair[] = [];
  for (let step = cameBy.get(to); step !== undefined; step = cameBy.get(step.from)) path.unshift(step.link);
  return path;
};
