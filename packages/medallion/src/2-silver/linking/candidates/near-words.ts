import { nearEdits } from './near-edits.ts';
import { NumberMap } from './number-set.ts';
import { eachVariant } from './word-variants.ts';

/** From so many characters on two edits are a typo: research S1, gate (b). */
const longWord = 8;

/** A word without its plural, or the word: the tables of names know the plural of a word, not of a word misspelt. */
const singular = (word: string): string => (word.length > 2 && word.endsWith('s') ? word.slice(0, -1) : word);

const editsApart = (word: string, other: string, most: number): number => {
  const edits = nearEdits(word, other, most);
  const [left, right] = [singular(word), singular(other)];
  // The plural is cut from one of two only where the other has none.
  if ((left === word) === (right === other)) return edits;
  return Math.min(edits, left === word ? nearEdits(word, right, most) : nearEdits(left, other, most));
};

/**
 * Finds words of a vocabulary that are near a text: within one edit, and within two where both have eight characters or more; a plural
 * counts for nothing. None is left out: two words within so many edits have a variant in common with as many letters left out.
 */
export class NearWords {
  readonly #vocabulary: readonly string[];
  readonly #first: NumberMap;
  readonly #tried: Int32Array;
  #words: Int32Array<ArrayBuffer>;
  #nexts: Int32Array<ArrayBuffer>;
  #entries = 0;
  #turn = 0;

  constructor(vocabulary: readonly string[]) {
    this.#vocabulary = vocabulary;
    this.#first = new NumberMap(vocabulary.length * 32);
    this.#words = new Int32Array(vocabulary.length * 32 + 1);
    this.#nexts = new Int32Array(vocabulary.length * 32 + 1);
    this.#tried = new Int32Array(vocabulary.length);
  }

  /** Makes a word of the vocabulary one that is found. */
  enter(number: number): void {
    const word = this.#vocabulary[number]!;
    this.#variants(word, (hash) => {
      if (this.#entries === this.#words.length) {
        [this.#words, this.#nexts] = [doubled(this.#words), doubled(this.#nexts)];
      }
      this.#words[this.#entries] = number;
      this.#nexts[this.#entries] = this.#first.set(hash, this.#entries);
      this.#entries++;
    });
  }

  /** Calls `take` with each word that was entered and is near, and how many edits it is away. */
  near(text: string, take: (number: number, edits: number) => void): void {
    const turn = ++this.#turn;
    this.#variants(text, (hash) => {
      for (let at = this.#first.get(hash); at >= 0; at = this.#nexts[at]!) {
        const other = this.#words[at]!;
        if (this.#tried[other] === turn) continue;
        this.#tried[other] = turn;
        const word = this.#vocabulary[other]!;
        const most = text.length >= longWord && word.length >= longWord ? 2 : 1;
        const edits = editsApart(text, word, most);
        if (edits <= most) take(other, edits);
      }
    });
  }

  #variants(word: string, take: (hash: number) => void): void {
    const form = singular(word);
    eachVariant(word, word.length >= longWord, take);
    if (form !== word) eachVariant(form, word.length >= longWord, take);
  }
}

const doubled = (list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const grown = new Int32Array(list.length * 2);
  grown.set(list);
  return grown;
};
