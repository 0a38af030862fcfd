import type { Turns } from '../intake/turns.ts';
import { GrowingNumbers } from './growing-numbers.ts';
import { NearWords } from './near-words.ts';

/** Words that are near each other: `near[starts[w]]` to `near[starts[w + 1]]` are those of word w, `edits` how far they are. */
export interface WordNeighbours {
  readonly starts: Int32Array;
  readonly near: Int32Array;
  readonly edits: Uint8Array;
}

/** Finds, for every word, those that are near it; in turns. */
export const wordNeighbours = async (vocabulary: readonly string[], turns: Turns): Promise<WordNeighbours> => {
  const index = new NearWords(vocabulary);
  const pairs = new GrowingNumbers();
  for (const [number, word] of vocabulary.entries()) {
    index.near(word, (other, edits) => pairs.push((number * vocabulary.length + other) * 4 + edits));
    index.enter(number);
    if (turns.isOver) await turns.pass();
  }
  return indexed(vocabulary.length, pairs.distinct());
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
