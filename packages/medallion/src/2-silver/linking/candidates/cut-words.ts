import type { NearWords } from './near-words.ts';

/** Words that are two others written as one, with a slip of the pen or two: those of word w are `starts[w]` to `starts[w + 1]`. */
export interface CutWords {
  readonly starts: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly edits: Uint8Array;
}

/** Parts shorter than this are taken as they are: nearly any short text is near a short word. */
const shortest = 4;

/** Finds, for every word, the pairs of words of the vocabulary it may be cut into; one of the two is spelt right. */
export const cutWords = (vocabulary: readonly string[], index: NearWords): CutWords => {
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  const starts = new Int32Array(vocabulary.length + 1);
  const [left, right, edits]: [number[], number[], number[]] = [[], [], []];
  const add = (head: number, tail: number, apart: number): void => {
    left.push(head);
    right.push(tail);
    edits.push(apart);
  };
  const exact = (text: string): number => numbers.get(text) ?? numbers.get(`${text}s`) ?? -1;
  vocabulary.forEach((word, number) => {
    for (let cut = 1; cut < word.length; cut++) {
      const [before, after] = [word.slice(0, cut), word.slice(cut)];
      const [head, tail] = [exact(before), exact(after)];
      if (head >= 0 && tail >= 0) add(head, tail, 0);
      if (head >= 0 && after.length >= shortest) index.near(after, (near, apart) => apart > 0 && add(head, near, apart));
      if (tail >= 0 && before.length >= shortest) index.near(before, (near, apart) => apart > 0 && add(near, tail, apart));
    }
    starts[number + 1] = left.length;
  });
  return { starts, left: Int32Array.from(left), right: Int32Array.from(right), edits: Uint8Array.from(edits) };
};
