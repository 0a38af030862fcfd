import type { SharedValues } from '../evidence/shared-values.ts';
import { type PairList, sortRow } from './pair-list.ts';
import type { PairSources } from './pair-sources.ts';
import type { VisitedPairs } from './visited-pairs.ts';

type Visit = (a: number, b: number) => void;
/** Adds the accounts of a row that are among these, in order. */
type Take = (members: Int32Array, from: number, to: number) => void;

/**
 * Pairs of accounts in order, each once, the smaller one first. They are made anew each time they are gone through, a row an account: where
 * many share a domain there are tens of millions, which nobody needs to hold.
 */
export class AccountPairs implements VisitedPairs {
  readonly #sources: PairSources;
  readonly #alike: PairList;
  #length: number | undefined;

  constructor(sources: PairSources) {
    this.#sources = sources;
    this.#alike = bothWays(sources.nodes.alike);
  }

  /** How many there are: counted when it is first asked. */
  get length(): number {
    if (this.#length === undefined) {
      let length = 0;
      this.#rows((_, row) => (length += row));
      this.#length = length;
    }
    return this.#length;
  }

  /** @param wanted 1 for accounts whose pairs with larger ones are visited; by default all */
  each(visit: Visit, wanted?: Uint8Array): void {
    this.#rows(visitor(visit), wanted);
  }

  /** Pairs of which one account, or both, are wanted: each once, in no order. */
  eachOf(wanted: Uint8Array, visit: Visit): void {
    const seenFor = new Int32Array(wanted.length).fill(-1);
    let of = 0;
    const take: Take = (members, from, to) => {
      for (let at = from; at < to; at++) {
        const b = members[at]!;
        if (b === of || seenFor[b] === of || (b < of && wanted[b] === 1)) continue;
        seenFor[b] = of;
        visit(Math.min(of, b), Math.max(of, b));
      }
    };
    for (let a = 0; a < wanted.length; a++) {
      if (wanted[a] === 0) continue;
      of = a;
      this.#takeAll(a, take);
    }
  }

  #rows(visit: (a: number, length: number, row: Int32Array) => void, wanted?: Uint8Array): void {
    const { accounts } = this.#sources;
    const seenFor = new Int32Array(accounts).fill(-1);
    let row = new Int32Array(1024);
    let [of, length] = [0, 0];
    // From the end of a group down: only larger accounts are of a row.
    const take: Take = (members, from, to) => {
      for (let at = to - 1; at >= from; at--) {
        const b = members[at]!;
        if (b <= of) return;
        if (seenFor[b] === of) continue;
        seenFor[b] = of;
        if (length === row.length) row = doubled(row);
        row[length++] = b;
      }
    };
    for (let a = 0; a < accounts; a++) {
      if (wanted !== undefined && wanted[a] === 0) continue;
      [of, length] = [a, 0];
      this.#takeAll(a, take);
      visit(a, length, row);
    }
  }

  /** Accounts with a label, a mailbox, a number, a family or a name in common, and of names alike. */
  #takeAll(a: number, take: Take): void {
    const { shared, labelMates, families, nodes } = this.#sources;
    labelMates.take(a, take);
    takeValues(shared.email, a, take);
    takeValues(shared.phone, a, take);
    const root = families.root[a]!;
    if (families.known[a] === 1 && families.groups.starts[root] === families.groups.starts[root + 1]) this.#takeKin(a, root, take);
    else if (families.known[a] === 1) take(families.groups.members, families.groups.starts[root]!, families.groups.starts[root + 1]!);
    const node = nodes.of[a]!;
    if (node < 0) return;
    const { starts, members } = nodes.groups;
    if (nodes.isPaired[node] === 1) take(members, starts[node]!, starts[node + 1]!);
    const alike = this.#alike;
    for (let at = alike.starts[node]!; at < alike.starts[node + 1]!; at++)
      take(members, starts[alike.seconds[at]!]!, starts[alike.seconds[at]! + 1]!);
  }

  /** Of a family too large to pair all of it: those that have a label in common, whatever they are called. */
  #takeKin(a: number, root: number, take: Take): void {
    const { shared, families } = this.#sources;
    takeValues(shared.label, a, (members, from, to) => {
      const kin = members.subarray(from, to).filter((b) => families.known[b] === 1 && families.root[b] === root);
      take(kin, 0, kin.length);
    });
  }
}

const visitor =
  (visit: Visit) =>
  (a: number, length: number, row: Int32Array): void => {
    sortRow(row, 0, length);
    for (let at = 0; at < length; at++) visit(a, row[at]!);
  };

const takeValues = ({ accountStart, values, valueStart, accounts }: SharedValues, a: number, take: Take): void => {
  for (let at = accountStart[a]!; at < accountStart[a + 1]!; at++) take(accounts, valueStart[values[at]!]!, valueStart[values[at]! + 1]!);
};

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
