import { firstOfPair, secondOfPair } from '../candidates/name-candidates.ts';
import { type JudgedPairs, joiningOf } from '../rules/judged-pairs.ts';

/** Sets of numbers that grow together: union-find with path halving; the smallest member names a set. */
export class Components {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, at) => at);
  }

  of(member: number): number {
    let at = member;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at]!]!;
      at = this.#parent[at]!;
    }
    return at;
  }

  /** The set of each member. */
  all(): Int32Array {
    return Int32Array.from(this.#parent, (_, member) => this.of(member));
  }

  join(a: number, b: number): void {
    const [left, right] = [this.of(a), this.of(b)];
    if (left < right) this.#parent[right] = left;
    else if (right < left) this.#parent[left] = right;
  }
}

/** The set that both accounts of each pair are in, -1 where they are in two. A loop: a typed array made of another by a function holds all as objects first. */
export const setOfPairs = (keys: Float64Array, setOf: Int32Array): Int32Array => {
  const sets = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const one = setOf[firstOfPair(keys[at]!)]!;
    sets[at] = one === setOf[secondOfPair(keys[at]!)] ? one : -1;
  }
  return sets;
};

/** Accounts that pairs which may join hold together. */
export const joinedComponents = (accounts: number, pairs: JudgedPairs): Components => {
  const components = new Components(accounts);
  for (let at = 0; at < pairs.length; at++) {
    const joins = joiningOf(pairs, at);
    if (joins === 'must' || joins === 'may') components.join(firstOfPair(pairs.keys[at]!), secondOfPair(pairs.keys[at]!));
  }
  return components;
};
