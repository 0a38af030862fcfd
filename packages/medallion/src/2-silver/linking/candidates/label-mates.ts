import type { PairSources } from './pair-sources.ts';

/** Accounts with a label in common, by label, node and account: a name is compared with each other name of a label once, not with each of its accounts. */
export class LabelMates {
  readonly #sources: PairSources;
  readonly #members: Int32Array;
  /** Where the members of the same label and node end, for the first of them. */
  readonly #ends: Int32Array;
  /** The one that is taken. */
  readonly #one = new Int32Array(1);

  constructor(sources: PairSources) {
    this.#sources = sources;
    const { accountStart, values, valueStart, accounts } = sources.shared.label;
    const { of, groups } = sources.nodes;
    const next = valueStart.slice();
    const members = new Int32Array(accounts.length);
    const enter = (account: number): void => {
      for (let at = accountStart[account]!; at < accountStart[account + 1]!; at++) members[next[values[at]!]!++] = account;
    };
    for (let account = 0; account < of.length; account++) if (of[account]! < 0) enter(account);
    for (const account of groups.members) enter(account);
    const ends = new Int32Array(members.length);
    for (let value = 0; value + 1 < valueStart.length; value++)
      for (let at = valueStart[value + 1]! - 1; at >= valueStart[value]!; at--)
        ends[at] = at + 1 < valueStart[value + 1]! && of[members[at + 1]!] === of[members[at]!] ? ends[at + 1]! : at + 1;
    this.#members = members;
    this.#ends = ends;
  }

  /** Takes the accounts that have a label of `a`, but for those of unrelated names, of the same script and not known to be of one family. */
  take(a: number, take: (members: Int32Array, from: number, to: number) => void): void {
    const { shared, nodes } = this.#sources;
    const { accountStart, values, valueStart } = shared.label;
    const node = nodes.of[a]!;
    for (let at = accountStart[a]!; at < accountStart[a + 1]!; at++) {
      const end = valueStart[values[at]! + 1]!;
      for (let from = valueStart[values[at]!]!; from < end; from = this.#ends[from]!) {
        const to = this.#ends[from]!;
        // Only larger accounts are of a row.
        if (this.#members[to - 1]! <= a) continue;
        const other = nodes.of[this.#members[from]!]!;
        const isUnrelated = node >= 0 && other >= 0 && node !== other && nodes.unrelated(node, other);
        if (isUnrelated) this.#takeOthers(a, from, to, take);
        else take(this.#members, from, to);
      }
    }
  }

  /** Of an unrelated name: accounts of the same family, and names in two scripts. */
  #takeOthers(a: number, from: number, to: number, take: (members: Int32Array, from: number, to: number) => void): void {
    const { families, isOtherScript } = this.#sources;
    for (let at = to - 1; at >= from; at--) {
      const b = this.#members[at]!;
      if (b <= a) return;
      const isFamily = families.known[a] === 1 && families.known[b] === 1 && families.root[a] === families.root[b];
      if (!isFamily && isOtherScript[a] === isOtherScript[b]) continue;
      this.#one[0] = b;
      take(this.#one, 0, 1);
    }
  }
}
