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
 * would read all words; here a beginning is two binary searches over the bytes of the sorted words, about 20 bytes a word in memory.
 */
export class SearchIndex {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #owners: Int32Array;
  readonly #kinds: Uint8Array;
  readonly #customers: number;

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
    for (let word = 1; word <= count; word++) this.#starts[word] = this.#bytes.indexOf(10, this.#starts[word - 1]) + 1;
  }

  /** @param unmasked whether names are looked through too */
  find({ whole, each }: SearchWords, unmasked: boolean): Found {
    const places = new Uint8Array(this.#customers);
    this.#mark(this.#beginning(whole), unmasked, (customer, place) => {
      if (places[customer] === 0 || places[customer]! > place) places[customer] = place;
    });
    if (each.length > 1 || (each.length === 1 && each[0] !== whole)) this.#markAll(each, unmasked, places);
    let count = 0;
    for (const place of places) if (place !== 0) count++;
    return { places, count };
  }

  /** Those who have a word for each of the question’s. The rarest comes first: who lacks it is never looked at again. */
  #markAll(each: readonly string[], unmasked: boolean, places: Uint8Array): void {
    const stretches = each.map((word) => this.#beginning(word)).toSorted(([a, b], [c, d]) => b - a - (d - c));
    const met = new Uint8Array(this.#customers);
    for (const [nth, stretch] of stretches.entries()) {
      this.#mark(stretch, unmasked, (customer) => {
        if (met[customer] === nth) met[customer] = nth + 1;
      });
    }
    const [rarest] = stretches;
    if (rarest === undefined) return;
    this.#mark(rarest, unmasked, (customer) => {
      if (met[customer] === stretches.length && places[customer] === 0) places[customer] = 3;
    });
  }

  #mark([from, until]: Stretch, unmasked: boolean, seen: (customer: number, place: number) => void): void {
    for (let word = from; word < until; word++) {
      const kind = this.#kinds[word]!;
      if (unmasked || kind < personal) seen(this.#owners[word]!, kind & 3);
    }
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

/** Customers in the order of how well they are found, then of their numbers, after a place: those of a page. */
export const foundPage = (
  { places }: Found,
  after: { readonly place: number; readonly n: number } | undefined,
  most: number,
): readonly { readonly n: number; readonly place: number }[] => {
  const page: { readonly n: number; readonly place: number }[] = [];
  for (let place = after?.place ?? 1; place <= 3; place++) {
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
