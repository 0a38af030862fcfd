import { isGeneric, type WordFrequencies } from '../names/is-generic.ts';
import type { GrowingNumbers } from './growing-numbers.ts';
import type { NameNodes } from './name-nodes.ts';
import { wordNeighbours } from './word-neighbours.ts';

/** Most generic words of a name of which every choice is left out in turn. */
const mostChoices = 6;

/** A pair of numbers below 2^26 as one; the smaller one first. */
export const pairKey = (a: number, b: number): number => (a < b ? a * 67108864 + b : b * 67108864 + a);
export const firstOfPair = (key: number): number => Math.floor(key / 67108864);
export const secondOfPair = (key: number): number => key % 67108864;

/**
 * All pairs of nodes whose names may be 85 % alike or more, by research S1: equal skeletons; one word, or two, mistyped; words of one side
 * alone that are generic; words written together. They are looked up, not searched in blocks, so none is lost to a cap. Also pairs in which
 * one side lacks any one word, and those a block of a rare word holds (`rareWordPairs`), which are less alike.
 */
export const nameCandidates = (nodes: NameNodes, frequencies: WordFrequencies, into: GrowingNumbers): void => {
  const { parts, words, wordStart, vocabulary, wordKeys, keys, firstOf, nextOf } = nodes;
  const { starts, near, edits } = wordNeighbours(vocabulary);
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  const isGenericWord = genericWords(vocabulary, frequencies);
  const found = (node: number, key: number): void => {
    for (let other = firstOf.get(key); other >= 0; other = nextOf[other]!) if (other !== node) into.push(pairKey(node, other));
  };
  for (let node = 0; node < parts.length; node++) {
    const key = keys[node]!;
    const [from, to] = [wordStart[node]!, wordStart[node + 1]!];
    found(node, key);
    for (let at = from; at < to; at++) {
      const word = words[at]!;
      const without = key - wordKeys[word]!;
      if (to - from > 1) found(node, without);
      for (let n = starts[word]!; n < starts[word + 1]!; n++) {
        const changed = without + wordKeys[near[n]!]!;
        found(node, changed);
        if (edits[n] !== 1) continue;
        for (let second = at + 1; second < to; second++) {
          const next = words[second]!;
          for (let m = starts[next]!; m < starts[next + 1]!; m++)
            if (edits[m] === 1) found(node, changed - wordKeys[next]! + wordKeys[near[m]!]!);
        }
      }
      for (let second = from; second < to; second++) {
        if (second === at) continue;
        const joined = numbers.get(vocabulary[word]! + vocabulary[words[second]!]!);
        if (joined !== undefined) found(node, without - wordKeys[words[second]!]! + wordKeys[joined]!);
      }
    }
    leaveOutGeneric(nodes, node, isGenericWord, found);
  }
};

const genericWords = (vocabulary: readonly string[], frequencies: WordFrequencies): Uint8Array =>
  Uint8Array.from(vocabulary, (word) =>
    isGeneric({ plain: word, tokens: [word], skeleton: word, legalForm: '', geoTag: '', numbers: [], acronym: '', script: 'latin' }, frequencies) ? 1 : 0,
  );

/** Looks a node up with every choice of two or more of its generic words left out. */
const leaveOutGeneric = (
  { words, wordStart, wordKeys, keys }: NameNodes,
  node: number,
  isGenericWord: Uint8Array,
  found: (node: number, key: number) => void,
): void => {
  const [from, to] = [wordStart[node]!, wordStart[node + 1]!];
  const generic: number[] = [];
  for (let at = from; at < to && generic.length < mostChoices; at++) if (isGenericWord[words[at]!] === 1) generic.push(words[at]!);
  for (let choice = 3; choice < 1 << generic.length; choice++) {
    let key = keys[node]!;
    let left = to - from;
    for (let bit = 0; bit < generic.length; bit++) {
      if ((choice & (1 << bit)) === 0) continue;
      key -= wordKeys[generic[bit]!]!;
      left--;
    }
    if (left > 0 && left < to - from - 1) found(node, key);
  }
};
