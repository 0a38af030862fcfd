const bits = 32;

/**
 * Optimal string alignment distance by bit vectors: H. Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances
 * (2003). 32 characters of the pattern lie in a word; longer patterns take several, with carries between them. What both texts begin and
 * end with alike is left aside first. Keeps its working memory: one aligner a thread.
 */
export class Aligner {
  readonly #alphabet: number;
  readonly #matches: Int32Array;
  /** Of each word of the pattern: vertical plus, vertical minus, diagonal, last match. */
  readonly #rows: Int32Array;
  #a: Uint16Array = new Uint16Array();
  #aFrom = 0;
  #aLength = 0;
  #b: Uint16Array = new Uint16Array();
  #bFrom = 0;
  #bLength = 0;

  /** @param alphabet codes are below it @param longest of a text */
  constructor(alphabet: number, longest: number) {
    const words = Math.max(1, Math.ceil(longest / bits));
    this.#alphabet = alphabet;
    this.#matches = new Int32Array(alphabet * words);
    this.#rows = new Int32Array(words * 4);
  }

  first(codes: Uint16Array, from: number, length: number): void {
    this.#a = codes;
    this.#aFrom = from;
    this.#aLength = length;
  }

  second(codes: Uint16Array, from: number, length: number): void {
    this.#b = codes;
    this.#bFrom = from;
    this.#bLength = length;
  }

  /** The distance of the first and the second text, or any number above `limit` when it is above. */
  distance(limit: number): number {
    this.#leaveAlikeEnds();
    if (this.#aLength > this.#bLength) this.#swapTexts();
    if (this.#bLength - this.#aLength > limit) return limit + 1;
    if (this.#aLength === 0) return this.#bLength;
    return this.#aLength <= bits ? this.#inOneWord(limit) : this.#inManyWords(limit);
  }

  #swapTexts(): void {
    const codes = this.#a;
    const from = this.#aFrom;
    const length = this.#aLength;
    this.first(this.#b, this.#bFrom, this.#bLength);
    this.second(codes, from, length);
  }

  #leaveAlikeEnds(): void {
    const a = this.#a;
    const b = this.#b;
    let aFrom = this.#aFrom;
    let bFrom = this.#bFrom;
    let aEnd = aFrom + this.#aLength;
    let bEnd = bFrom + this.#bLength;
    while (aFrom < aEnd && bFrom < bEnd && a[aFrom] === b[bFrom]) {
      aFrom++;
      bFrom++;
    }
    while (aFrom < aEnd && bFrom < bEnd && a[aEnd - 1] === b[bEnd - 1]) {
      aEnd--;
      bEnd--;
    }
    this.#aFrom = aFrom;
    this.#aLength = aEnd - aFrom;
    this.#bFrom = bFrom;
    this.#bLength = bEnd - bFrom;
  }

  #inOneWord(limit: number): number {
    const a = this.#a;
    const b = this.#b;
    const matches = this.#matches;
    const aFrom = this.#aFrom;
    const aEnd = aFrom + this.#aLength;
    const bEnd = this.#bFrom + this.#bLength;
    for (let i = aFrom; i < aEnd; i++) matches[a[i]!]! |= 1 << (i - aFrom);
    const top = 1 << (aEnd - aFrom - 1);
    let plus = -1;
    let minus = 0;
    let diagonal = 0;
    let before = 0;
    let distance = aEnd - aFrom;
    for (let j = this.#bFrom; j < bEnd; j++) {
      const match = matches[b[j]!]!;
      const swapped = ((~diagonal & match) << 1) & before;
      diagonal = (((match & plus) + plus) ^ plus) | match | minus | swapped;
      const up = minus | ~(diagonal | plus);
      const down = diagonal & plus;
      if ((up & top) !== 0) distance++;
      else if ((down & top) !== 0) distance--;
      // What is left of b lowers the distance by one a character at most.
      if (distance - (bEnd - 1 - j) > limit) break;
      const shifted = (up << 1) | 1;
      plus = (down << 1) | ~(diagonal | shifted);
      minus = shifted & diagonal;
      before = match;
    }
    for (let i = aFrom; i < aEnd; i++) matches[a[i]!] = 0;
    return distance;
  }

  #inManyWords(limit: number): number {
    const a = this.#a;
    const b = this.#b;
    const matches = this.#matches;
    const rows = this.#rows;
    const alphabet = this.#alphabet;
    const aFrom = this.#aFrom;
    const aLength = this.#aLength;
    const bEnd = this.#bFrom + this.#bLength;
    const words = (aLength + bits - 1) >>> 5;
    for (let i = 0; i < aLength; i++) matches[(i >>> 5) * alphabet + a[aFrom + i]!]! |= 1 << (i & 31);
    rows.fill(0, 0, words * 4);
    for (let word = 0; word < words; word++) rows[word * 4] = -1;
    const top = 1 << ((aLength - 1) & 31);
    let distance = aLength;
    for (let j = this.#bFrom; j < bEnd; j++) {
      const step = this.#step(b[j]!, words, top);
      distance += step;
      if (distance - (bEnd - 1 - j) > limit) break;
    }
    for (let i = 0; i < aLength; i++) matches[(i >>> 5) * alphabet + a[aFrom + i]!] = 0;
    return distance;
  }

  /** Reads one character of the second text in all words of the pattern; how the distance changes. */
  #step(code: number, words: number, top: number): number {
    const matches = this.#matches;
    const rows = this.#rows;
    const alphabet = this.#alphabet;
    let upCarry = 1;
    let downCarry = 0;
    let swapCarry = 0;
    let change = 0;
    for (let word = 0, row = 0; word < words; word++, row += 4) {
      const plus = rows[row]!;
      const minus = rows[row + 1]!;
      const unmatched = ~rows[row + 2]! & matches[word * alphabet + code]!;
      const match = matches[word * alphabet + code]!;
      const swapped = ((unmatched << 1) | swapCarry) & rows[row + 3]!;
      swapCarry = unmatched >>> 31;
      const carried = match | downCarry;
      const diagonal = (((carried & plus) + plus) ^ plus) | carried | minus | swapped;
      const up = minus | ~(diagonal | plus);
      const down = diagonal & plus;
      if (word === words - 1) change = (up & top) !== 0 ? 1 : (down & top) !== 0 ? -1 : 0;
      const shifted = (up << 1) | upCarry;
      upCarry = up >>> 31;
      rows[row] = (down << 1) | downCarry | ~(diagonal | shifted);
      downCarry = down >>> 31;
      rows[row + 1] = shifted & diagonal;
      rows[row + 2] = diagonal;
      rows[row + 3] = match;
    }
    return change;
  }
}
