import type { GrowingPairs } from './pair-list.ts';
import type { KnownNames } from './known-names.ts';
import type { NameNodes } from './name-nodes.ts';

/** A block that held more names than its cap, and the pairs that were left out. */
export interface SplitBlock {
  readonly word: string;
  readonly names: number;
  readonly pairs: number;
}

/** How many names a block may hold: the setting is for 100,000 names, and grows with the root of their number. */
export const blockCap = (names: number, setting: number): number => Math.max(setting, Math.floor(setting * Math.sqrt(names / 100_000)));

/**
 * Pairs of names that share a word rare enough to be a brand, by the two rarest words of each. They are less than 85 % alike, and at most
 * related or to be reviewed. A block beyond the cap is split by the next word of its names; what that leaves out is told.
 *
 * @param known how large blocks are, where these names are some of more
 */
export const rareWordPairs = (
  nodes: NameNodes,
  { holders, cap, known }: { readonly holders: Int32Array; readonly cap: number; readonly known?: KnownNames | undefined },
  into: GrowingPairs,
): readonly SplitBlock[] => {
  const { parts, vocabulary } = nodes;
  const blocks: number[][] = vocabulary.map(() => []);
  for (let node = 0; node < parts.length; node++) {
    const [first, second] = blockWords(nodes, node, holders, cap);
    if (first >= 0) blocks[first]!.push(node);
    if (second >= 0) blocks[second]!.push(node);
  }
  const split: SplitBlock[] = [];
  blocks.forEach((block, word) => {
    if (block.length < 2) return;
    const names = known?.inBlock(vocabulary[word]!) ?? block.length;
    if (names <= cap) return pairUp(block, into);
    const left = splitBlock(nodes, { block, word, cap, known }, into);
    if (left > 0) split.push({ word: vocabulary[word]!, names, pairs: left });
  });
  return split;
};

/** The words of whose blocks a name is, -1 for none: its two rarest ones, the second only where it is rare enough. */
export const blockWords = (
  { words, wordStart }: Pick<NameNodes, 'words' | 'wordStart'>,
  node: number,
  holders: Int32Array,
  cap: number,
): readonly [first: number, second: number] => {
  let [first, second] = [-1, -1];
  for (let at = wordStart[node]!; at < wordStart[node + 1]!; at++) {
    const word = words[at]!;
    if (word === first || word === second) continue;
    if (first < 0 || holders[word]! < holders[first]!) [first, second] = [word, first];
    else if (second < 0 || holders[word]! < holders[second]!) second = word;
  }
  return [first, second >= 0 && holders[second]! <= cap ? second : -1];
};

interface LargeBlock {
  readonly block: readonly number[];
  readonly word: number;
  readonly cap: number;
  readonly known: KnownNames | undefined;
}

const pairUp = (block: readonly number[], into: GrowingPairs): void => {
  for (let i = 1; i < block.length; i++) for (let j = 0; j < i; j++) into.push(block[i]!, block[j]!);
};

/** @returns how many pairs no part holds */
const splitBlock = ({ words, wordStart, vocabulary }: NameNodes, { block, word, cap, known }: LargeBlock, into: GrowingPairs): number => {
  const parts = new Map<number, number[]>();
  for (const node of block)
    for (let at = wordStart[node]!; at < wordStart[node + 1]!; at++) {
      const next = words[at]!;
      if (next === word) continue;
      const part = parts.get(next);
      if (part === undefined) parts.set(next, [node]);
      else if (part.at(-1) !== node) part.push(node);
    }
  let paired = 0;
  for (const [next, part] of parts) {
    if (part.length < 2 || (known?.inPart(vocabulary[word]!, vocabulary[next]!) ?? part.length) > cap) continue;
    paired += (part.length * (part.length - 1)) / 2;
    pairUp(part, into);
  }
  return Math.max(0, (block.length * (block.length - 1)) / 2 - paired);
};
