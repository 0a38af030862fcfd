/** Words that are two others written as one: those of word w are `starts[w]` to `starts[w + 1]`. */
export interface CutWords {
  readonly starts: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Finds, for every word, the pairs of words of the vocabulary it may be cut into; a plural more or less counts for nothing. */
export const cutWords = (vocabulary: readonly string[]): CutWords => {
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  const starts = new Int32Array(vocabulary.length + 1);
  const [left, right]: [number[], number[]] = [[], []];
  const find = (text: string): number => numbers.get(text) ?? numbers.get(`${text}s`) ?? -1;
  vocabulary.forEach((word, number) => {
    for (let cut = 1; cut < word.length; cut++) {
      const head = find(word.slice(0, cut));
      const tail = head < 0 ? -1 : find(word.slice(cut));
      if (tail < 0) continue;
      left.push(head);
      right.push(tail);
    }
    starts[number + 1] = left.length;
  });
  return { starts, left: Int32Array.from(left), right: Int32Array.from(right) };
};
