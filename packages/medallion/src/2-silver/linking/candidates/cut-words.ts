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
  // Both forms: whether a company has the one must not depend on another that has the other.
  const each = (text: string, take: (word: number) => void): void => {
    const [word, plural] = [numbers.get(text), numbers.get(`${text}s`)];
    if (word !== undefined) take(word);
    if (plural !== undefined) take(plural);
  };
  vocabulary.forEach((word, number) => {
    for (let cut = 1; cut < word.length; cut++)
      each(word.slice(0, cut), (head) =>
        each(word.slice(cut), (tail) => {
          left.push(head);
          right.push(tail);
        }),
      );
    starts[number + 1] = left.length;
  });
  return { starts, left: Int32Array.from(left), right: Int32Array.from(right) };
};
