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
const mostEdits = 2;

/** Finds, for every word, the pairs of words of the vocabulary it may be cut into. */
export const cutWords = (vocabulary: readonly string[], index: NearWords): CutWords => {
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  const starts = new Int32Array(vocabulary.length + 1);
  const [left, right, edits]: [number[], number[], number[]] = [[], [], []];
  const partsOf = (text: string): readonly (readonly [number, number])[] => {
    const found: [number, number][] = [];
    if (text.length >= shortest) index.near(text, (number, apart) => found.push([number, apart]));
    for (const form of [text, `${text}s`]) {
      const number = numbers.get(form);
      if (number !== undefined && !found.some(([one]) => one === number)) found.push([number, 0]);
    }
    return found;
  };
  vocabulary.forEach((word, number) => {
    for (let cut = 1; cut < word.length; cut++) {
      const heads = partsOf(word.slice(0, cut));
      const tails = heads.length === 0 ? [] : partsOf(word.slice(cut));
      for (const [head, one] of heads)
        for (const [tail, other] of tails) {
          if (one + other > mostEdits) continue;
          left.push(head);
          right.push(tail);
          edits.push(one + other);
        }
    }
    starts[number + 1] = left.length;
  });
  return { starts, left: Int32Array.from(left), right: Int32Array.from(right), edits: Uint8Array.from(edits) };
};
