import { NumberMap } from './number-set.ts';

/** Words that are near each other: `near[starts[w]]` to `near[starts[w + 1]]` are those of word w, `edits` how far they are. */
export interface WordNeighbours {
  readonly starts: Int32Array;
  readonly near: Int32Array;
  readonly edits: Uint8Array;
}

const base = 1_000_003;
/** From so many characters on two edits are a typo: research S1, gate (b). */
const longWord = 8;

/** Distance with transpositions of neighbours (optimal string alignment), up to `most`; `most + 1` beyond. */
const editsBetween = (left: string, right: string, most: number): number => {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before = new Int32Array(right.length + 1);
  let row = Int32Array.from({ length: right.length + 1 }, (_, at) => at);
  let next = new Int32Array(right.length + 1);
  for (let i = 1; i <= left.length; i++) {
    next[0] = i;
    let least = i;
    for (let j = 1; j <= right.length; j++) {
      const same = left.charCodeAt(i - 1) === right.charCodeAt(j - 1);
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && left.charCodeAt(i - 1) === right.charCodeAt(j - 2) && left.charCodeAt(i - 2) === right.charCodeAt(j - 1))
        best = Math.min(best, before[j - 2]! + 1);
      next[j] = best;
      if (best < least) least = best;
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return row[right.length]!;
};

const mix = (hash: number, code: number): number => (Math.imul(hash, base) + code) | 0;

/** Calls `take` with a number for the word with none, one, and of long words two of its characters left out. */
const eachVariant = (word: string, take: (hash: number) => void): void => {
  const length = word.length;
  const hashOf = (skip: number, second: number): number => {
    let [low, high] = [17, 7];
    for (let at = 0; at < length; at++) {
      if (at === skip || at === second) continue;
      const code = word.charCodeAt(at);
      low = mix(low, code);
      high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 11);
    }
    return (high & 0xfffff) * 4294967296 + (low >>> 0);
  };
  take(hashOf(-1, -1));
  for (let one = 0; one < length; one++) {
    take(hashOf(one, -1));
    if (length >= longWord - 1) for (let two = one + 1; two < length; two++) take(hashOf(one, two));
  }
};

/** A word, and without its plural: the tables of names know the plural of a word, not of a word misspelt. */
const formsOf = (word: string): readonly string[] => (word.length > 2 && word.endsWith('s') ? [word, word.slice(0, -1)] : [word]);

const nearest = (word: string, other: string): { readonly edits: number; readonly most: number } => {
  const most = word.length >= longWord && other.length >= longWord ? 2 : 1;
  let edits = most + 1;
  for (const left of formsOf(word)) for (const right of formsOf(other)) edits = Math.min(edits, editsBetween(left, right, most));
  return { edits, most };
};

/** Finds, for every word, those within one edit, and within two where both have eight characters or more; a plural counts for nothing. None is left out. */
export const wordNeighbours = (vocabulary: readonly string[]): WordNeighbours => {
  const first = new NumberMap(vocabulary.length * 16);
  const entries: number[] = [];
  const nexts: number[] = [];
  vocabulary.forEach((word, number) => {
    const seen = new Set<number>();
    for (const form of formsOf(word))
      eachVariant(form, (hash) => {
        if (seen.has(hash)) return;
        seen.add(hash);
        entries.push(number);
        nexts.push(first.set(hash, entries.length - 1));
      });
  });
  const found: [number, number, number][] = [];
  vocabulary.forEach((word, number) => {
    const tried = new Set<number>([number]);
    const look = (hash: number): void => {
      for (let at = first.get(hash); at >= 0; at = nexts[at]!) {
        const other = entries[at]!;
        if (other >= number || tried.has(other)) continue;
        tried.add(other);
        const { edits, most } = nearest(word, vocabulary[other]!);
        if (edits <= most) found.push([number, other, edits]);
      }
    };
    for (const form of formsOf(word)) eachVariant(form, look);
  });
  return indexed(vocabulary.length, found);
};

const indexed = (words: number, pairs: readonly (readonly [number, number, number])[]): WordNeighbours => {
  const starts = new Int32Array(words + 1);
  for (const [one, other] of pairs) {
    starts[one + 1]!++;
    starts[other + 1]!++;
  }
  for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!;
  const at = starts.slice();
  const near = new Int32Array(pairs.length * 2);
  const edits = new Uint8Array(pairs.length * 2);
  for (const [one, other, distance] of pairs) {
    near[at[one]!] = other;
    edits[at[one]!++] = distance;
    near[at[other]!] = one;
    edits[at[other]!++] = distance;
  }
  return { starts, near, edits };
};
