import type { Turns } from '../intake/turns.ts';
import { isCommonWord, type WordFrequencies } from '../names/is-generic.ts';
import { type CutWords, cutWords } from './cut-words.ts';
import type { GrowingPairs } from './pair-list.ts';
import { type NameNodes, wordKey } from './name-nodes.ts';
import { NumberMap } from './number-set.ts';
import { type WordNeighbours, wordNeighbours } from './word-neighbours.ts';

/** A pair of numbers below 2^26 as one; the smaller one first. */
export const pairKey = (a: number, b: number): number => (a < b ? a * 67108864 + b : b * 67108864 + a);
export const firstOfPair = (key: number): number => Math.floor(key / 67108864);
export const secondOfPair = (key: number): number => key % 67108864;

/** Looks skeletons up by their key, and takes down the nodes that have it together with the one that asks. */
type Find = (node: number, key: number) => void;

/** The score of names of which one has common words more is the share of characters the other has: this much may be missing at 85. */
const mostMissing = 0.15;

/**
 * All pairs of nodes whose names may be 85 % alike or more, by research S1: equal skeletons; one word, or two, mistyped; words of one side
 * alone that are common; words cut elsewhere. They are looked up, not searched in blocks, so none is lost to a cap. Also pairs of which
 * one side lacks any one word, and initials with the names they may stand for, which are less alike. In turns.
 */
export const nameCandidates = async (nodes: NameNodes, frequencies: WordFrequencies, into: GrowingPairs, turns: Turns): Promise<void> => {
  const { parts, wordStart, vocabulary, keys, firstOf, nextOf } = nodes;
  const near = await wordNeighbours(vocabulary, turns);
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  const cuts = cutWords(vocabulary);
  const holders = Int32Array.from(vocabulary, (word) => frequencies.of(word));
  const isCommoner = (word: number, other: number): boolean =>
    holders[word]! > holders[other]! || (holders[word] === holders[other] && vocabulary[word]! > vocabulary[other]!);
  const isCommon = Uint8Array.from(vocabulary, (word) => (isCommonWord(word, frequencies) ? 1 : 0));
  const find: Find = (node, key) => {
    for (let other = firstOf.get(key); other >= 0; other = nextOf[other]!) if (other !== node) into.push(node, other);
  };
  for (let node = 0; node < parts.length; node++) {
    find(node, keys[node]!);
    for (let at = wordStart[node]!; at < wordStart[node + 1]!; at++) {
      findMistyped(nodes, near, isCommoner, node, at, find);
      findCut(nodes, cuts, node, at, find);
    }
    findThreeAsOne(nodes, numbers, node, find);
    if (wordStart[node + 1]! - wordStart[node]! > 1) leaveOutCommon(nodes, node, isCommon, find);
    if (parts[node]!.acronym !== '') find(node, wordKey(parts[node]!.acronym));
    if (turns.isOver) await turns.pass();
  }
  pairSameLetters(nodes, into);
};

/** Names of the same letters, cut into words anywhere. */
const pairSameLetters = ({ parts }: NameNodes, into: GrowingPairs): void => {
  const first = new NumberMap(parts.length);
  const next = new Int32Array(parts.length).fill(-1);
  parts.forEach(({ tokens }, node) => {
    next[node] = first.set(wordKey(tokens.join('')), node);
    for (let other = next[node] ?? -1; other >= 0; other = next[other] ?? -1) into.push(node, other);
  });
};

/** Names without a word, with a near one in its place, and with near ones in its and another’s. */
const findMistyped = (
  nodes: NameNodes,
  neighbours: WordNeighbours,
  isCommoner: (word: number, other: number) => boolean,
  node: number,
  at: number,
  find: Find,
): void => {
  const { words, wordStart, wordKeys, keys } = nodes;
  const { starts, near, edits } = neighbours;
  const word = words[at]!;
  const without = keys[node]! - wordKeys[word]!;
  if (wordStart[node + 1]! - wordStart[node]! > 1) find(node, without);
  for (let n = starts[word]!; n < starts[word + 1]!; n++) {
    // A common word has many misspelt neighbours; each of them, in few names, finds it the other way round.
    if (isCommoner(word, near[n]!)) continue;
    const changed = without + wordKeys[near[n]!]!;
    find(node, changed);
    // Two words with an edit each; one with two is found above.
    if (edits[n]! <= 1) findSecond(nodes, neighbours, node, at, changed, find);
  }
};

/** Names in which the word is written as two. */
const findCut = ({ words, wordKeys, keys }: NameNodes, { starts, left, right }: CutWords, node: number, at: number, find: Find): void => {
  const word = words[at]!;
  for (let cut = starts[word]!; cut < starts[word + 1]!; cut++)
    find(node, keys[node]! - wordKeys[word]! + wordKeys[left[cut]!]! + wordKeys[right[cut]!]!);
};

/** Names in which three words, in their order, are written as one. */
const findThreeAsOne = (
  { words, wordStart, vocabulary, wordKeys, keys }: NameNodes,
  numbers: ReadonlyMap<string, number>,
  node: number,
  find: Find,
): void => {
  const [from, to] = [wordStart[node]!, wordStart[node + 1]!];
  for (let i = from; i < to; i++)
    for (let j = i + 1; j < to; j++)
      for (let k = j + 1; k < to; k++) {
        const joined = numbers.get(`${vocabulary[words[i]!]}${vocabulary[words[j]!]}${vocabulary[words[k]!]}`);
        if (joined === undefined) continue;
        find(node, keys[node]! - wordKeys[words[i]!]! - wordKeys[words[j]!]! - wordKeys[words[k]!]! + wordKeys[joined]!);
      }
};

/** Names changed already in which another word is near by one edit. */
const findSecond = (
  { words, wordStart, wordKeys }: NameNodes,
  { starts, near, edits }: WordNeighbours,
  node: number,
  changedAt: number,
  changed: number,
  find: Find,
): void => {
  for (let second = changedAt + 1; second < wordStart[node + 1]!; second++) {
    const next = words[second]!;
    for (let m = starts[next]!; m < starts[next + 1]!; m++) if (edits[m]! <= 1) find(node, changed - wordKeys[next]! + wordKeys[near[m]!]!);
  }
};

/** Names without two common words or more, as long as what is left can be 85 % alike. */
const leaveOutCommon = (
  { parts, words, wordStart, vocabulary, wordKeys, keys }: NameNodes,
  node: number,
  isCommon: Uint8Array,
  find: Find,
): void => {
  const most = parts[node]!.skeleton.length * mostMissing;
  const [from, to] = [wordStart[node]!, wordStart[node + 1]!];
  const leave = (at: number, key: number, missing: number, left: number): void => {
    for (let next = at; next < to; next++) {
      const word = words[next]!;
      // The blank goes with the word.
      const more = missing + vocabulary[word]!.length + 1;
      if (isCommon[word] === 0 || more > most) continue;
      find(node, key - wordKeys[word]!);
      if (left > 2) leave(next + 1, key - wordKeys[word]!, more, left - 1);
    }
  };
  leave(from, keys[node]!, 0, to - from);
};
