import type { NameParts } from '../names/name-parts.ts';
import { NumberMap } from './number-set.ts';

/** Names that are one after normalising, and what is known of their words. Nodes and words are numbered from 0. */
export interface NameNodes {
  /** One name for each node: the words in the order of the first account that has it. */
  readonly parts: readonly NameParts[];
  /** Words of all nodes, one after the other; `wordStart[node]` to `wordStart[node + 1]`. */
  readonly words: Int32Array;
  readonly wordStart: Int32Array;
  readonly vocabulary: readonly string[];
  /** A number for each word; the sum over a node's words is the key of its skeleton. */
  readonly wordKeys: Float64Array;
  /** Key of each node's skeleton. */
  readonly keys: Float64Array;
  /** First node of a skeleton key; the next one with the same key, -1 at the end. */
  readonly firstOf: NumberMap;
  readonly nextOf: Int32Array;
}

/** 45 bits: sums of hundreds of them stay whole numbers. The same word has the same key in every run. */
export const wordKey = (word: string): number => {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + at), 0x85ebca6b) ^ (high >>> 13);
  }
  return ((high & 0x1fff) >>> 0) * 4294967296 + (low >>> 0);
};

/** What makes two names one node: the words in their order. */
export const nodeText = ({ tokens }: NameParts): string => tokens.join(' ');

/** Numbers nodes, their words and skeletons. */
export const numberNodes = (parts: readonly NameParts[]): NameNodes => {
  const wordStart = new Int32Array(parts.length + 1);
  let total = 0;
  parts.forEach(({ tokens }, node) => {
    total += tokens.length;
    wordStart[node + 1] = total;
  });
  const words = new Int32Array(total);
  const numbers = new Map<string, number>();
  const vocabulary: string[] = [];
  const wordKeys: number[] = [];
  const keys = new Float64Array(parts.length);
  const firstOf = new NumberMap(parts.length);
  const nextOf = new Int32Array(parts.length).fill(-1);
  for (let node = parts.length - 1; node >= 0; node--) {
    let key = 0;
    const { tokens } = parts[node]!;
    for (let at = 0; at < tokens.length; at++) {
      const word = tokens[at]!;
      let number = numbers.get(word);
      if (number === undefined) {
        number = vocabulary.length;
        numbers.set(word, number);
        vocabulary.push(word);
        wordKeys.push(wordKey(word));
      }
      words[wordStart[node]! + at] = number;
      key += wordKeys[number]!;
    }
    keys[node] = key;
    nextOf[node] = firstOf.set(key, node);
  }
  return { parts, words, wordStart, vocabulary, wordKeys: Float64Array.from(wordKeys), keys, firstOf, nextOf };
};
