import type { Turns } from '../intake/turns.ts';
import type { WordFrequencies } from '../names/is-generic.ts';
import { nodeQuestions } from '../rules/name-facts.ts';
import { pairNats, probabilityOf } from '../rules/pair-nats.ts';
import { encodeNames } from '../similarity/encode-names.ts';
import type { EncodedNames } from '../similarity/encoded-names.ts';
import { relationByName } from '../similarity/relation-by-name.ts';
import { scorePairs } from '../similarity/score-pairs.ts';
import { type Unrelated, unrelatedNames } from '../similarity/unrelated-names.ts';
import { crossScriptPairs } from './cross-script.ts';
import type { KnownNames } from './known-names.ts';
import { nameCandidates } from './name-candidates.ts';
import type { NameMatches } from './name-matches.ts';
import { type NameNodes, nodeText } from './name-nodes.ts';
import type { ScoredPairs } from './node-scores.ts';
import { firstsOf, GrowingPairs, type PairList } from './pair-list.ts';
import { blockCap, rareWordPairs } from './rare-words.ts';

/** Below it no rule of the law looks at a pair. */
export const scoreFloor = 70;
const fuzzyAt = 85;

/** What matching needs of names. */
export interface NamesToMatch {
  readonly nodes: NameNodes;
  readonly frequencies: WordFrequencies;
}

/** How names are matched. */
export interface NameMatching {
  /** Names of a block of a word before it is split, at 100,000 names. */
  readonly blockNames: number;
  /** So few names are compared all with all besides. */
  readonly allNames: number;
  /** Names that only ask are a match from so likely on. */
  readonly leastProbability: number;
  /** Of all names, where these are some of them. */
  readonly known?: KnownNames | undefined;
}

/** Matches names, in turns. */
export const matchNames = async (
  names: NamesToMatch,
  { blockNames, allNames, leastProbability, known }: NameMatching,
  turns: Turns,
): Promise<NameMatches> => {
  const { nodes, frequencies } = names;
  const { asked } = known ?? {};
  const isAsked = asked === undefined ? undefined : Uint8Array.from(nodes.parts, (parts) => (asked.has(nodeText(parts)) ? 1 : 0));
  const found = new GrowingPairs(nodes.parts.length, isAsked);
  await nameCandidates(nodes, frequencies, found, turns);
  const encoded = encodeNames(nodes.parts, frequencies);
  if (known?.areFew ?? nodes.parts.length <= allNames) allAlike(encoded, found);
  await turns.pass();
  const holders = Int32Array.from(nodes.vocabulary, (word) => frequencies.of(word));
  const cap = blockCap(frequencies.names, blockNames);
  const splitBlocks = [...rareWordPairs(nodes, { holders, cap, known }, found), ...crossScriptPairs(nodes.parts, cap, found, known)];
  await turns.pass();
  const pairs = found.distinct();
  const scored = { pairs, scores: scorePairs(encoded, firstsOf(pairs), pairs.seconds, scoreFloor) };
  const unrelated = unrelatedNames(nodes);
  await turns.pass();
  return { encoded, scored, unrelated, alike: await alikeNodes(names, scored, unrelated, leastProbability, turns), splitBlocks };
};

/** Adds all pairs of names that the fuzzy rule looks at. */
const allAlike = (names: EncodedNames, into: GrowingPairs): void => {
  for (let a = 1; a < names.count; a++) {
    const scores = scorePairs(
      names,
      new Int32Array(a).fill(a),
      Int32Array.from({ length: a }, (_, b) => b),
      fuzzyAt,
    );
    for (let b = 0; b < a; b++) if (scores[b]! >= fuzzyAt) into.push(a, b);
  }
};

/** A pair nothing is known of but its names. */
const nothingElse = {
  a: 0,
  b: 0,
  emails: 0,
  phones: 0,
  domains: 0,
  labels: 0,
  domainConflict: false,
  mailConflict: false,
  family: 'unknown',
  country: 'unknown',
  indirect: false,
  contested: false,
} as const;

/** Pairs of names that are 85 % alike, and of the others those that are related, or a question that is likely enough to be asked. */
const alikeNodes = async (
  { nodes, frequencies }: NamesToMatch,
  { pairs: { starts, seconds }, scores }: ScoredPairs,
  unrelated: Unrelated,
  least: number,
  turns: Turns,
): Promise<PairList> => {
  const { parts } = nodes;
  const ask = nodeQuestions({ nodes, frequencies });
  const isAlike = (left: number, right: number, score: number): boolean => {
    const isOneScript = parts[left]!.script === parts[right]!.script;
    // They are less than 85 % alike, too.
    if (isOneScript && unrelated(left, right)) return false;
    if (score >= fuzzyAt) return true;
    const { relation } = relationByName(parts[left]!, parts[right]!, frequencies, ['', '']);
    if (relation !== 'review') return relation !== 'different';
    const names = ask(left, right, score);
    return names.twoScripts || probabilityOf(pairNats({ ...nothingElse, score }, names)) >= least;
  };
  const alike = { starts: new Int32Array(starts.length), seconds: new Int32Array(seconds.length) };
  let kept = 0;
  for (let left = 0; left + 1 < starts.length; left++) {
    for (let at = starts[left]!; at < starts[left + 1]!; at++)
      if (isAlike(left, seconds[at]!, scores[at]!)) alike.seconds[kept++] = seconds[at]!;
    alike.starts[left + 1] = kept;
    if (turns.isOver) await turns.pass();
  }
  return { starts: alike.starts, seconds: alike.seconds.slice(0, kept) };
};
