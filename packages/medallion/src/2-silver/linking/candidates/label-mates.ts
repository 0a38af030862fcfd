import type { SharedValues } from '../evidence/shared-values.ts';
import type { AccountGroups } from './account-groups.ts';

/** Accounts by name and label, and which names may be one or related. */
interface LabelledAccounts {
  /** Accounts of each label. */
  readonly label: SharedValues;
  /** Node of each account, -1 for none, and the accounts of each node. */
  readonly nodeOf: Int32Array;
  readonly groups: AccountGroups;
  readonly mayBeRelated: (left: number, right: number) => boolean;
}

/**
 * Blocks of accounts with a label in common: those of one name, and with them those of the names that may be related to it. A large company's
 * domain is on thousands of accounts, but what becomes a link by a domain are names alike or shorter forms; the names of a label are
 * compared once each by the numbers of their words, and pairs of the accounts of others never come up.
 */
export class LabelMates {
  readonly #label: SharedValues;
  readonly #nodeOf: Int32Array;
  /** Accounts by label, node and number: those of a block are `members[starts[block]]` to `members[starts[block + 1]]`. */
  readonly #members: Int32Array;
  readonly #starts: Int32Array;
  /** The block of each account and label, as `label.values` has them. */
  readonly #blockOf: Int32Array;
  /** Blocks of the same label whose names may be related: of block b `mates[mateStarts[b]]` to `mates[mateStarts[b + 1]]`. */
  readonly #mateStarts: Int32Array;
  readonly #mates: Int32Array;

  constructor({ label, nodeOf, groups, mayBeRelated }: LabelledAccounts) {
    const { accountStart, values, valueStart, accounts } = label;
    const next = valueStart.slice();
    const members = new Int32Array(accounts.length);
    const enter = (account: number): void => {
      for (let at = accountStart[account]!; at < accountStart[account + 1]!; at++) members[next[values[at]!]!++] = account;
    };
    for (let account = 0; account < nodeOf.length; account++) if (nodeOf[account]! < 0) enter(account);
    for (const account of groups.members) enter(account);
    const starts: number[] = [];
    const blockStart = new Int32Array(valueStart.length);
    const blockOf = new Int32Array(values.length);
    const nextOf = accountStart.slice();
    for (let value = 0; value + 1 < valueStart.length; value++) {
      for (let at = valueStart[value]!; at < valueStart[value + 1]!; at++) {
        if (at === valueStart[value] || nodeOf[members[at]!] !== nodeOf[members[at - 1]!]) starts.push(at);
        // Labels come in their order to each account too.
        blockOf[nextOf[members[at]!]!++] = starts.length - 1;
      }
      blockStart[value + 1] = starts.length;
    }
    this.#label = label;
    this.#nodeOf = nodeOf;
    this.#members = members;
    this.#starts = Int32Array.from([...starts, accounts.length]);
    this.#blockOf = blockOf;
    [this.#mateStarts, this.#mates] = this.#related(blockStart, mayBeRelated);
  }

  /** Pairs of different nodes that may be related and have a label in common, some of them several times. */
  eachNodePair(visit: (left: number, right: number) => void): void {
    for (let block = 0; block + 1 < this.#mateStarts.length; block++) {
      const node = this.#nodeAt(block);
      for (let at = this.#mateStarts[block]!; at < this.#mateStarts[block + 1]!; at++) {
        const other = this.#nodeAt(this.#mates[at]!);
        if (block < this.#mates[at]! && node >= 0 && other >= 0) visit(node, other);
      }
    }
  }

  /** Takes the accounts that have a label of `a`, of its name and of names that may be related to it. */
  take(a: number, take: (members: Int32Array, from: number, to: number) => void): void {
    for (let at = this.#label.accountStart[a]!; at < this.#label.accountStart[a + 1]!; at++) {
      const block = this.#blockOf[at]!;
      take(this.#members, this.#starts[block]!, this.#starts[block + 1]!);
      for (let mate = this.#mateStarts[block]!; mate < this.#mateStarts[block + 1]!; mate++)
        take(this.#members, this.#starts[this.#mates[mate]!]!, this.#starts[this.#mates[mate]! + 1]!);
    }
  }

  #nodeAt(block: number): number {
    return this.#nodeOf[this.#members[this.#starts[block]!]!]!;
  }

  /** Accounts without a name may be anybody. */
  #related(blockStart: Int32Array, mayBeRelated: LabelledAccounts['mayBeRelated']): readonly [starts: Int32Array, mates: Int32Array] {
    const blocks = this.#starts.length - 1;
    const [lefts, rights]: [number[], number[]] = [[], []];
    const counts = new Int32Array(blocks + 1);
    for (let value = 0; value + 1 < blockStart.length; value++)
      for (let right = blockStart[value]! + 1; right < blockStart[value + 1]!; right++)
        for (let left = blockStart[value]!; left < right; left++) {
          const [one, other] = [this.#nodeAt(left), this.#nodeAt(right)];
          if (one >= 0 && other >= 0 && !mayBeRelated(one, other)) continue;
          lefts.push(left);
          rights.push(right);
          counts[left + 1]!++;
          counts[right + 1]!++;
        }
    for (let block = 0; block < blocks; block++) counts[block + 1]! += counts[block]!;
    const next = counts.slice();
    const mates = new Int32Array(counts[blocks]!);
    lefts.forEach((left, at) => {
      mates[next[left]!++] = rights[at]!;
      mates[next[rights[at]!]!++] = left;
    });
    return [counts, mates];
  }
}
