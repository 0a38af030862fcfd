import { NearWords } from '../candidates/near-words.ts';
import { wordKey } from '../candidates/name-nodes.ts';
import { isCommonWord, type WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';

/** Words a word may stand for in a name that is 85 % alike. */
interface NearWord {
  readonly word: string;
  readonly edits: number;
}

/** The words of all names, as far as some names ask for them. */
export interface Vocabulary {
  has(word: string): boolean;
  near(word: string): readonly NearWord[];
}

/** Finds the near words of names’ words among all words: the many look up the few. */
export const vocabularyOf = (all: readonly string[], asked: ReadonlySet<string>): Vocabulary => {
  const words = [...asked];
  const near = words.map((): NearWord[] => []);
  const index = new NearWords(words);
  words.forEach((_, number) => index.enter(number));
  for (const word of all)
    index.near(word, (number, edits) => {
      if (word !== words[number]) near[number]!.push({ word, edits });
    });
  const numbers = new Map(words.map((word, number) => [word, number]));
  const known = new Set(all);
  return { has: (word) => known.has(word), near: (word) => near[numbers.get(word) ?? -1] ?? [] };
};

/** As in `nameCandidates`: characters that may be missing at 85. */
const mostMissing = 0.15;

/** The word with and without its plural. */
const forms = (word: string): readonly string[] => (word.endsWith('s') ? [word, word.slice(0, -1)] : [word]);

/**
 * Calls `take` with the keys of all names that `nameCandidates` would find from a name, and of those that would find it, but for the ones
 * that have words more: of these the name itself is what they are looked up by. Some of them it would not find.
 */
export const eachKey = (
  { tokens, skeleton, acronym }: NameParts,
  vocabulary: Vocabulary,
  frequencies: WordFrequencies,
  take: (key: number) => void,
): void => {
  const keys = tokens.map(wordKey);
  const whole = keys.reduce((sum, key) => sum + key, 0);
  take(whole);
  if (acronym !== '') take(wordKey(acronym));
  tokens.forEach((token, at) => {
    const without = whole - keys[at]!;
    if (tokens.length > 1) take(without);
    for (const { word, edits } of vocabulary.near(token)) {
      const changed = without + wordKey(word);
      take(changed);
      if (edits > 1) continue;
      for (let second = at + 1; second < tokens.length; second++)
        for (const other of vocabulary.near(tokens[second]!)) if (other.edits <= 1) take(changed - keys[second]! + wordKey(other.word));
    }
    eachCut(token, vocabulary, (parts) => take(parts.reduce((sum, part) => sum + wordKey(part), without)));
  });
  eachJoined(tokens, vocabulary, (joined, places) => take(places.reduce((sum, at) => sum - keys[at]!, whole + wordKey(joined))));
  leaveOut(
    tokens.map((token) => isCommonWord(token, frequencies)),
    tokens,
    skeleton.length * mostMissing,
    (places) => take(places.reduce((sum, at) => sum - keys[at]!, whole)),
  );
};

/** Two words, or three, of which one is made. */
const eachCut = (word: string, vocabulary: Vocabulary, take: (parts: readonly string[]) => void): void => {
  const endings = (part: string): readonly string[] => [part, `${part}s`].filter((one) => vocabulary.has(one));
  for (let cut = 1; cut < word.length; cut++) {
    const [head, tail] = [word.slice(0, cut), word.slice(cut)];
    for (const left of endings(head)) for (const right of endings(tail)) take([left, right]);
    if (!vocabulary.has(head)) continue;
    for (let second = 1; second < tail.length; second++)
      if (vocabulary.has(tail.slice(0, second)) && vocabulary.has(tail.slice(second)))
        take([head, tail.slice(0, second), tail.slice(second)]);
  }
};

/** Words that are two of a name in any order, or three in theirs, written as one. */
const eachJoined = (tokens: readonly string[], vocabulary: Vocabulary, take: (joined: string, places: readonly number[]) => void): void => {
  tokens.forEach((one, i) => {
    tokens.forEach((other, j) => {
      if (i === j) return;
      for (const left of forms(one)) for (const right of forms(other)) if (vocabulary.has(left + right)) take(left + right, [i, j]);
      if (i >= j) return;
      for (let k = j + 1; k < tokens.length; k++) if (vocabulary.has(one + other + tokens[k]!)) take(one + other + tokens[k]!, [i, j, k]);
    });
  });
};

/** Sets of two common words or more that together are short enough. */
const leaveOut = (
  isCommon: readonly boolean[],
  tokens: readonly string[],
  most: number,
  take: (places: readonly number[]) => void,
): void => {
  const leave = (from: number, places: readonly number[], missing: number): void => {
    for (let at = from; at < tokens.length; at++) {
      const more = missing + tokens[at]!.length + 1;
      if (isCommon[at] === false || more > most || places.length + 1 >= tokens.length) continue;
      const left = [...places, at];
      if (left.length > 1) take(left);
      leave(at + 1, left, more);
    }
  };
  leave(0, [], 0);
};
