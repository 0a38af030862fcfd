import type { SearchWords } from './search-words.ts';
import { SortedTexts, type TextArrays } from './sorted-texts.ts';

/** Words in the order of their bytes, as `searchSql` gives them. */
export interface WordBlock {
  readonly words: string;
  readonly customers: string;
  readonly kinds: string;
}

/** The words, whose each is and of which kind, and the words of each customer, one customer after the other: `own` from `ownStarts[n]` to `ownStarts[n + 1]`. */
export interface SearchArrays extends TextArrays {
  readonly owners: Int32Array;
  readonly kinds: Uint8Array;
  readonly own: Int32Array;
  /** Two more than there are customers. */
  readonly ownStarts: Uint32Array;
}

/** @param customers how many there are @param blocks of words, in order */
export const searchArrays = (customers: number, blocks: readonly WordBlock[]): SearchArrays => {
  const count = blocks.reduce((sum, block) => sum + block.kinds.length, 0);
  const owners = new Int32Array(count);
  const kinds = new Uint8Array(count);
  let at = 0;
  for (const { customers: numbers, kinds: digits } of blocks) {
    for (const owner of numbers.split(',')) owners[at++] = Number(owner);
    for (let i = 0; i < digits.length; i++) kinds[at - digits.length + i] = digits.charCodeAt(i) - 48;
  }
  const ownStarts = new Uint32Array(customers + 2);
  const own = new Int32Array(count);
  for (const owner of owners) ownStarts[owner + 2]!++;
  for (let customer = 2; customer < ownStarts.length; customer++) ownStarts[customer]! += ownStarts[customer - 1]!;
  for (const [word, owner] of owners.entries()) own[ownStarts[owner + 1]!++] = word;
  const words = SortedTexts.arrays(
    blocks.map((block) => block.words),
    count,
  );
  return { ...words, owners, kinds, own, ownStarts };
};

/**
 * Who is found, by how well: first those whose id or name begins so, then those with a word that does, then those with the beginning of each word of the question.
 * Numbers of customers, ascending.
 */
export interface Found {
  readonly byPlace: readonly Int32Array[];
  readonly count: number;
}

/** A stretch of the words. */
type Stretch = readonly [from: number, until: number];

const personal = 4;

/**
 * Finds customers by beginnings of words. A kernel: an engine’s statistics know the first eight bytes of a text, and most names and ids begin alike, so that a question
 * would read all words; here a beginning is two binary searches over the bytes of the sorted words, about 30 bytes a word in memory.
 */
export class SearchIndex {
  readonly #words: SortedTexts;
  readonly #arrays: SearchArrays;
  /** For each customer 0, or the best place so far in the search at work. */
  readonly #places: Uint8Array;
  readonly #fewAtMost: number;

  /** @param fewAtMost numbers of more customers than this are quicker looked for among all than sorted */
  constructor(arrays: SearchArrays, fewAtMost = 2000) {
    this.#fewAtMost = fewAtMost;
    this.#words = new SortedTexts(arrays);
    this.#arrays = arrays;
    this.#places = new Uint8Array(arrays.ownStarts.length - 2);
  }

  /** @param unmasked whether names are looked through too */
  find({ whole, each }: SearchWords, unmasked: boolean): Found {
    const { owners, kinds } = this.#arrays;
    const places = this.#places;
    const found: number[] = [];
    let count = 0;
    const mark = (customer: number, place: number): void => {
      const was = places[customer]!;
      if (was === 0 && count++ < this.#fewAtMost) found.push(customer);
      if (was === 0 || was > place) places[customer] = place;
    };
    const [from, until] = this.#beginning(whole);
    for (let word = from; word < until; word++) if (this.#isSeen(word, unmasked)) mark(owners[word]!, kinds[word]! & 3);
    if (each.length > 1 || (each.length === 1 && each[0] !== whole))
      for (const customer of this.#withEach(each, unmasked)) mark(customer, 3);
    const isFew = count <= this.#fewAtMost;
    const byPlace = isFew ? this.#ofFew(Int32Array.from(found).toSorted()) : this.#ofMany();
    return { byPlace, count };
  }

  /** By place; the places are cleared for the next search. */
  #ofFew(ascending: Int32Array): readonly Int32Array[] {
    const places = this.#places;
    const byPlace = foundPlaces.map((place) => ascending.filter((customer) => places[customer] === place));
    for (const customer of ascending) places[customer] = 0;
    return byPlace;
  }

  /** The same by a look at every customer: numbers of many are ascending without being sorted. */
  #ofMany(): readonly Int32Array[] {
    const places = this.#places;
    const counts = [0, 0, 0, 0];
    for (let n = 0; n < places.length; n++) counts[places[n]!]!++;
    const byPlace = foundPlaces.map((place) => new Int32Array(counts[place]!));
    const next = [0, 0, 0, 0];
    for (let n = 0; n < places.length; n++) {
      const place = places[n]!;
      if (place > 0) byPlace[place - 1]![next[place]!++] = n;
    }
    places.fill(0);
    return byPlace;
  }

  /** Those who have a word for each of the question’s: of the few who have the rarest, whoever has the others too. */
  *#withEach(each: readonly string[], unmasked: boolean): Generator<number> {
    const [[from, until] = [0, 0], ...others] = each.map((word) => this.#beginning(word)).toSorted(([a, b], [c, d]) => b - a - (d - c));
    for (let word = from; word < until; word++) {
      const customer = this.#arrays.owners[word]!;
      if (this.#isSeen(word, unmasked) && others.every((stretch) => this.#hasWordIn(customer, stretch, unmasked))) yield customer;
    }
  }

  #hasWordIn(customer: number, [from, until]: Stretch, unmasked: boolean): boolean {
    const { own, ownStarts } = this.#arrays;
    for (let at = ownStarts[customer]!; at < ownStarts[customer + 1]!; at++) {
      const word = own[at]!;
      if (word >= from && word < until && this.#isSeen(word, unmasked)) return true;
    }
    return false;
  }

  #isSeen(word: number, unmasked: boolean): boolean {
    return unmasked || this.#arrays.kinds[word]! < personal;
  }

  #beginning(text: string): Stretch {
    const prefix = Buffer.from(text);
    return [this.#words.first(prefix, 0), this.#words.first(prefix, 1)];
  }
}

/** How well a customer is found, the best first. */
export const foundPlaces: readonly number[] = [1, 2, 3];

/** The first of ascending numbers that is greater than another. */
const firstAfter = (numbers: Int32Array, other: number): number => {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! <= other) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Customers in the order of how well they are found, then of their numbers, after a place: those of a page. */
export const foundPage = (
  { byPlace }: Found,
  after: { readonly place: number; readonly n: number } | undefined,
  most: number,
): readonly { readonly n: number; readonly place: number }[] =>
  foundPlaces
    .flatMap((place) => {
      const numbers = byPlace[place - 1]!;
      if (place < (after?.place ?? 1)) return [];
      const from = place === after?.place ? firstAfter(numbers, after.n) : 0;
      return [...numbers.subarray(from, from + most)].map((n) => ({ n, place }));
    })
    .slice(0, most);

/** Those found at a place as digits of a bit string, one for each customer. */
export const bitsOf = ({ byPlace }: Found, place: number, customers: number): string => {
  const digits = Buffer.alloc(customers, 48);
  for (const n of byPlace[place - 1]!) digits[n] = 49;
  return digits.toString('latin1');
};
