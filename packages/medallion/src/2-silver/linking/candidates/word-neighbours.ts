import { GrowingNumbers } from './growing-numbers.ts';
import { nearEdits } from './near-edits.ts';
import { NumberMap } from './number-set.ts';
import { eachVariant } from './word-variants.ts';

/** Words that are near each other: `near[starts[w]]` to `near[starts[w + 1]]` are those of word w, `edits` how far they are. */
export interface WordNeighbours {
  readonly starts: Int32Array;
  readonly near: Int32Array;
  readonly edits: Uint8Array;
}

/** From so many characters on two edits are a typo: research S1, gate (b). */
const longWord = 8;

/** A word without its plural, or the word: the tables of names know the plural of a word, not of a word misspelt. */
const singular = (word: string): string => (word.length > 2 && word.endsWith('s') ? word.slice(0, -1) : word);

const nearest = (word: string, other: string, most: number): number => {
  const edits = nearEdits(word, other, most);
  const [left, right] = [singular(word), singular(other)];
  // The plural is cut from one of two only where the other has none.
  return left.length === word.length ? (right.length === other.length ? edits : Math.min(edits, nearEdits(word, right, most))) : Math.min(edits, nearEdits(left, other, most));
};

/**
 * Finds, for every word, those within one edit, and within two where both have eight characters or more; a plural counts for nothing. None
 * is left out: two words within so many edits have a variant in common with as many letters left out.
 */
export const wordNeighbours = (vocabulary: readonly string[]): WordNeighbours => {
  const first = new NumberMap(vocabulary.length * 32);
  let words = new Int32Array(vocabulary.length * 32);
  let nexts = new Int32Array(vocabulary.length * 32);
  const tried = new Int32Array(vocabulary.length).fill(-1);
  const pairs = new GrowingNumbers();
  let entries = 0;
  let number = 0;
  const enter = (hash: number): void => {
    if (entries === words.length) {
      [words, nexts] = [doubled(words), doubled(nexts)];
    }
    words[entries] = number;
    nexts[entries] = first.set(hash, entries);
    entries++;
  };
  const look = (hash: number): void => {
    for (let at = first.get(hash); at >= 0; at = nexts[at]!) {
      const other = words[at]!;
      if (tried[other] === number) continue;
      tried[other] = number;
      const [one, two] = [vocabulary[number]!, vocabulary[other]!];
      const most = one.length >= longWord && two.length >= longWord ? 2 : 1;
      const edits = nearest(one, two, most);
      if (edits <= most) pairs.push((number * vocabulary.length + other) * 4 + edits);
    }
  };
  for (; number < vocabulary.length; number++) {
    const word = vocabulary[number]!;
    const form = singular(word);
    const isLong = word.length >= longWord;
    tried[number] = number;
    eachVariant(word, isLong, look);
    if (form !== word) eachVariant(form, isLong, look);
    eachVariant(word, isLong, enter);
    if (form !== word) eachVariant(form, isLong, enter);
  }
  return indexed(vocabulary.length, pairs.distinct());
};

const doubled = (list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const grown = new Int32Array(list.length * 2);
  grown.set(list);
  return grown;
};

/** @param pairs (word × words + other) × 4 + edits */
const indexed = (words: number, pairs: Float64Array): WordNeighbours => {
  const starts = new Int32Array(words + 1);
  const each = (take: (one: number, other: number, edits: number) => void): void => {
    for (const pair of pairs) {
      const both = Math.floor(pair / 4);
      take(Math.floor(both / words), both % words, pair % 4);
    }
  };
  each((one, other) => {
    starts[one + 1]!++;
    starts[other + 1]!++;
  });
  for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!;
  const at = starts.slice();
  const near = new Int32Array(starts[words]!);
  const edits = new Uint8Array(starts[words]!);
  each((one, other, distance) => {
    near[at[one]!] = other;
    edits[at[one]!++] = distance;
    near[at[other]!] = one;
    edits[at[other]!++] = distance;
  });
  return { starts, near, edits };
};
