import type { SearchWords } from './search-words.ts';

/** Words in the order of their bytes, as `searchSql` gives them. */
export interface WordBlock {
  readonly words: string;
  readonly customers: string;
  readonly kinds: string;
}

/** Who is found: for each customer 0, or how well: 1 its id or name begins so, 2 a word of it, 3 each word of the question is the beginning of one. */
export interface Found {
  readonly places: Uint8Array;
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
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #owners: Int32Array;
  readonly #kinds: Uint8Array;
  readonly #customers: number;
  /** The words of each customer, one customer after the other, and where each begins. */
  readonly #own: Int32Array;
  readonly #ownStarts: Uint32Array;

  /** @param customers how many there are @param blocks of words, in order */
  constructor(customers: number, blocks: readonly WordBlock[]) {
    this.#customers = customers;
    const count = blocks.reduce((sum, { kinds }) => sum + kinds.length, 0);
    this.#bytes = Buffer.concat(blocks.map(({ words }) => Buffer.from(`${words}\n`)));
    this.#starts = new Uint32Array(count + 1);
    this.#owners = new Int32Array(count);
    this.#kinds = new Uint8Array(count);
    let at = 0;
    for (const { customers: owners, kinds } of blocks) {
      for (const owner of owners.split(',')) this.#owners[at++] = Number(owner);
      for (let i = 0; i < kinds.length; i++) this.#kinds[at - kinds.length + i] = kinds.charCodeAt(i) - 48;
    }
    this.#ownStarts = new Uint32Array(customers + 2);
    this.#own = new Int32Array(count);
    for (const owner of this.#owners) this.#ownStarts[owner + 2]!++;
    for (let customer = 2; customer < this.#ownStarts.length; customer++) this.#ownStarts[customer]! += this.#ownStarts[customer - 1]!;
    for (const [word, owner] of this.#owners.entries()) this.#own[this.#ownStarts[owner + 1]!++] = word;
    for (let word = 1; word <= count; word++) this.#starts[word] = this.#bytes.indexOf(10, this.#starts[word - 1]) + 1;
  }

  /** @param unmasked whether names are looked through too */
  find({ whole, each }: SearchWords, unmasked: boolean): Found {
    const places = new Uint8Array(this.#customers);
    let count = 0;
    const mark = (customer: number, place: number): void => {
      const was = places[customer]!;
      if (was === 0) count++;
      if (was === 0 || was > place) places[customer] = place;
    };
    const [from, until] = this.#beginning(whole);
    for (let word = from; word < until; word++) if (this.#isSeen(word, unmasked)) mark(this.#owners[word]!, this.#kinds[word]! & 3);
    if (each.length > 1 || (each.length === 1 && each[0] !== whole))
      for (const customer of this.#withEach(each, unmasked)) mark(customer, 3);
    return { places, count };
  }

  /** Those who have a word for each of the question’s: of the few who have the rarest, whoever has the others too. */
  *#withEach(each: readonly string[], unmasked: boolean): Generator<number> {
    const [[from, until] = [0, 0], ...others] = each.map((word) => this.#beginning(word)).toSorted(([a, b], [c, d]) => b - a - (d - c));
    for (let word = from; word < until; word++) {
      const customer = this.#owners[word]!;
      if (this.#isSeen(word, unmasked) && others.every((stretch) => this.#hasWordIn(customer, stretch, unmasked))) yield customer;
    }
  }

  #hasWordIn(customer: number, [from, until]: Stretch, unmasked: boolean): boolean {
    for (let at = this.#ownStarts[customer]!; at < this.#ownStarts[customer + 1]!; at++) {
      const word = this.#own[at]!;
      if (word >= from && word < until && this.#isSeen(word, unmasked)) return true;
    }
    return false;
  }

  #isSeen(word: number, unmasked: boolean): boolean {
    return unmasked || this.#kinds[word]! < personal;
  }

  #beginning(text: string): Stretch {
    const prefix = Buffer.from(text);
    return [this.#first(prefix, 0), this.#first(prefix, 1)];
  }

  /** The first word whose beginning is not less than a text (`above` 0), or greater (1). */
  #first(prefix: Buffer, above: 0 | 1): number {
    let [low, high] = [0, this.#owners.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const start = this.#starts[middle]!;
      const end = Math.min(start + prefix.length, this.#starts[middle + 1]! - 1);
      if (this.#bytes.compare(prefix, 0, prefix.length, start, end) < above) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** How well a customer is found, the best first. */
export const foundPlaces: readonly number[] = [1, 2, 3];

/** Customers in the order of how well they are found, then of their numbers, after a place: those of a page. */
export const foundPage = (
  { places }: Found,
  after: { readonly place: number; readonly n: number } | undefined,
  most: number,
): readonly { readonly n: number; readonly place: number }[] => {
  const page: { readonly n: number; readonly place: number }[] = [];
  for (const place of foundPlaces.filter((one) => one >= (after?.place ?? 1))) {
    let n = after?.place === place ? after.n + 1 : 0;
    for (n = places.indexOf(place, n); n >= 0; n = places.indexOf(place, n + 1)) {
      page.push({ n, place });
      if (page.length === most) return page;
    }
  }
  return page;
};

/** Customers found, as digits of a bit string: those with a place. */
export const bitsOf = ({ places }: Found, place: number): string => {
  const digits = Buffer.alloc(places.length, 48);
  for (let n = places.indexOf(place); n >= 0; n = places.indexOf(place, n + 1)) digits[n] = 49;
  return digits.toString('latin1');
};
