import type { Families } from '../evidence/families.ts';
import type { SharedValues } from '../evidence/shared-values.ts';
import type { AccountGroups } from './account-groups.ts';
import { type PairList, sortRow } from './pair-list.ts';

/** What pairs of accounts are made of. */
export interface PairSources {
  readonly accounts: number;
  /** All accounts that share a value are paired. */
  readonly shared: readonly SharedValues[];
  /** Families, each of accounts that are all paired, by their head; larger ones are left out. */
  readonly families: Pick<Families, 'root' | 'known'> & { readonly groups: AccountGroups };
  /** Undefined: accounts are paired by what they share alone. */
  readonly nodes: NodeSources | undefined;
}

interface NodeSources {
  /** Node of each account, -1 for none, and the accounts of each node. */
  readonly of: Int32Array;
  readonly groups: AccountGroups;
  /** 1 for a node of which all accounts are paired with each other. */
  readonly isPaired: Uint8Array;
  /** Nodes whose accounts are all paired with those of the other. */
  readonly alike: PairList;
}

/**
 * Pairs of accounts in order, each once, the smaller one first. They are made anew each time they are gone through, a row an account: where
 * many share a domain there are tens of millions, which nobody needs to hold.
 */
export class AccountPairs {
  readonly #sources: PairSources;
  readonly #alike: PairList | undefined;
  #length: number | undefined;

  constructor(sources: PairSources) {
    this.#sources = sources;
    this.#alike = sources.nodes === undefined ? undefined : bothWays(sources.nodes.alike);
  }

  /** How many there are: counted when they are first gone through. */
  get length(): number {
    if (this.#length === undefined) this.each(() => undefined);
    return this.#length ?? 0;
  }

  /** @param wanted 1 for accounts whose pairs with larger ones are visited; by default all */
  each(visit: (a: number, b: number) => void, wanted?: Uint8Array): void {
    const { accounts, shared, families, nodes } = this.#sources;
    const alike = this.#alike;
    const seenFor = new Int32Array(accounts).fill(-1);
    let row = new Int32Array(1024);
    let [length, all] = [0, 0];
    // From the end of a group down: only larger accounts are of a row.
    const take = (a: number, members: Int32Array, from: number, to: number): void => {
      for (let at = to - 1; at >= from; at--) {
        const b = members[at]!;
        if (b <= a) return;
        if (seenFor[b] === a) continue;
        seenFor[b] = a;
        if (length === row.length) row = doubled(row);
        row[length++] = b;
      }
    };
    for (let a = 0; a < accounts; a++) {
      if (wanted !== undefined && wanted[a] === 0) continue;
      length = 0;
      for (const { accountStart, values, valueStart, accounts: holders } of shared)
        for (let at = accountStart[a]!; at < accountStart[a + 1]!; at++)
          take(a, holders, valueStart[values[at]!]!, valueStart[values[at]! + 1]!);
      const root = families.root[a]!;
      if (families.known[a] === 1) take(a, families.groups.members, families.groups.starts[root]!, families.groups.starts[root + 1]!);
      const node = nodes?.of[a] ?? -1;
      if (nodes !== undefined && alike !== undefined && node >= 0) {
        const { starts, members } = nodes.groups;
        if (nodes.isPaired[node] === 1) take(a, members, starts[node]!, starts[node + 1]!);
        for (let at = alike.starts[node]!; at < alike.starts[node + 1]!; at++)
          take(a, members, starts[alike.seconds[at]!]!, starts[alike.seconds[at]! + 1]!);
      }
      sortRow(row, 0, length);
      for (let at = 0; at < length; at++) visit(a, row[at]!);
      all += length;
    }
    if (wanted === undefined) this.#length = all;
  }
}

const doubled = (list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const grown = new Int32Array(list.length * 2);
  grown.set(list);
  return grown;
};

/** Each number with those it is paired with, smaller or larger. */
const bothWays = ({ starts, seconds }: PairList): PairList => {
  const size = starts.length - 1;
  const ends = new Int32Array(size + 1);
  const each = (take: (a: number, b: number) => void): void => {
    for (let a = 0; a < size; a++)
      for (let at = starts[a]!; at < starts[a + 1]!; at++) {
        take(a, seconds[at]!);
        take(seconds[at]!, a);
      }
  };
  each((a) => ends[a + 1]!++);
  for (let a = 0; a < size; a++) ends[a + 1]! += ends[a]!;
  const next = ends.slice();
  const others = new Int32Array(ends[size]!);
  each((a, b) => (others[next[a]!++] = b));
  return { starts: ends, seconds: others };
};
