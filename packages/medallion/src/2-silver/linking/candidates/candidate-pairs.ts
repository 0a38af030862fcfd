import type { Corpus } from '../intake/read-corpus.ts';
import { nodeQuestions } from '../rules/name-facts.ts';
import { pairNats, probabilityOf } from '../rules/pair-nats.ts';
import type { NameRelation } from '../similarity/relation-by-name.ts';
import { relationByName } from '../similarity/relation-by-name.ts';
import { encodeNames } from '../similarity/encode-names.ts';
import type { EncodedNames } from '../similarity/encoded-names.ts';
import { scorePairs } from '../similarity/score-pairs.ts';
import type { CandidateSettings } from '../settings.ts';
import { crossScriptPairs } from './cross-script.ts';
import { familyPairs, type LargeGroup, valuePairs } from './evidence-pairs.ts';
import { GrowingNumbers } from './growing-numbers.ts';
import { firstOfPair, nameCandidates, pairKey, secondOfPair } from './name-candidates.ts';
import { NumberMap } from './number-set.ts';
import { blockCap, rareWordPairs, type SplitBlock } from './rare-words.ts';

/** Below it no rule of the law looks at a pair. */
export const scoreFloor = 70;
const fuzzyAt = 85;
/** So few names are compared all with all besides: it takes no time. */
const comparedAll = 3000;

/** Pairs that are looked at, and what was left out of them. */
export interface CandidatePairs {
  /** Pairs of accounts by `pairKey`, in order, each once. */
  readonly pairs: Float64Array;
  /** Score of two different nodes, 70 or more; lower ones are not there. */
  readonly scores: NumberMap;
  /** What names alone say of two nodes that are less than 85 % alike, where it is more than nothing. */
  readonly relations: ReadonlyMap<number, NameRelation>;
  /** Pairs of names that were scored. */
  readonly scored: number;
  readonly splitBlocks: readonly SplitBlock[];
  readonly largeGroups: readonly LargeGroup[];
}

/** Accounts of each node. */
const accountsOfNodes = ({ nodeOfName, nameOf, nodes }: Corpus): { readonly starts: Int32Array; readonly members: Int32Array } => {
  const starts = new Int32Array(nodes.parts.length + 1);
  for (const name of nameOf) if (nodeOfName[name]! >= 0) starts[nodeOfName[name]! + 1]!++;
  for (let node = 0; node < nodes.parts.length; node++) starts[node + 1]! += starts[node]!;
  const at = starts.slice();
  const members = new Int32Array(starts[nodes.parts.length]!);
  nameOf.forEach((name, account) => {
    const node = nodeOfName[name]!;
    if (node >= 0) members[at[node]!++] = account;
  });
  return { starts, members };
};

/** Finds the pairs of accounts worth a decision: by name, and by what they share. */
export const candidatePairs = (corpus: Corpus, settings: CandidateSettings, leastProbability: number): CandidatePairs => {
  const { nodes, frequencies, shared, families, nodeOfName, nameOf } = corpus;
  const accounts = new GrowingNumbers();
  for (const kind of ['email', 'phone', 'label'] as const) valuePairs(shared[kind], accounts);
  const largeGroups = [...familyPairs(families, nameOf.length, settings.paired_accounts, accounts)];
  const byEvidence = accounts.distinct();
  const names = new GrowingNumbers();
  nameCandidates(nodes, frequencies, names);
  const encoded = encodeNames(nodes.parts, frequencies);
  if (nodes.parts.length <= comparedAll) allAlike(encoded, names);
  const holders = Int32Array.from(nodes.vocabulary, (word) => frequencies.of(word));
  const cap = blockCap(frequencies.names, settings.block_names);
  const splitBlocks = [...rareWordPairs(nodes, holders, cap, names), ...crossScriptPairs(nodes.parts, cap, names)];
  const byName = names.distinct();
  const nodeOf = (account: number): number => nodeOfName[nameOf[account]!]!;
  for (const pair of byEvidence) {
    const [a, b] = [nodeOf(firstOfPair(pair)), nodeOf(secondOfPair(pair))];
    if (a !== b && a >= 0 && b >= 0) names.push(pairKey(a, b));
  }
  const all = names.distinct();
  const scores = scoreAll(encoded, all);
  const relations = relationsOf(corpus, byName, scores, leastProbability);
  largeGroups.push(...expand(corpus, byName, { scores, relations }, settings.paired_accounts, accounts));
  return { pairs: accounts.distinct(), scores, relations, scored: all.length, splitBlocks, largeGroups };
};

/** Adds all pairs of names that the fuzzy rule looks at. */
const allAlike = (names: EncodedNames, into: GrowingNumbers): void => {
  for (let a = 1; a < names.count; a++) {
    const scores = scorePairs(
      names,
      new Int32Array(a).fill(a),
      Int32Array.from({ length: a }, (_, b) => b),
      fuzzyAt,
    );
    for (let b = 0; b < a; b++) if (scores[b]! >= fuzzyAt) into.push(pairKey(a, b));
  }
};

const scoreAll = (names: EncodedNames, pairs: Float64Array): NumberMap => {
  const left = Int32Array.from(pairs, firstOfPair);
  const right = Int32Array.from(pairs, secondOfPair);
  const scored = scorePairs(names, left, right, scoreFloor);
  const scores = new NumberMap(1024);
  scored.forEach((score, at) => {
    if (score >= scoreFloor) scores.set(pairs[at]!, score);
  });
  return scores;
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

/** What names alone say, where it is related, or a question that is likely enough to be asked. */
const relationsOf = (
  { nodes, frequencies }: Corpus,
  pairs: Float64Array,
  scores: NumberMap,
  least: number,
): ReadonlyMap<number, NameRelation> => {
  const relations = new Map<number, NameRelation>();
  const ask = nodeQuestions({ nodes, frequencies });
  for (const pair of pairs) {
    const score = Math.max(0, scores.get(pair));
    if (score >= fuzzyAt) continue;
    const [left, right] = [firstOfPair(pair), secondOfPair(pair)];
    const relation = relationByName(nodes.parts[left]!, nodes.parts[right]!, frequencies, ['', '']);
    if (relation.relation === 'different') continue;
    const names = relation.relation === 'review' ? ask(left, right, score) : undefined;
    const isUnlikely = names !== undefined && !names.twoScripts && probabilityOf(pairNats({ ...nothingElse, score }, names)) < least;
    if (!isUnlikely) relations.set(pair, relation);
  }
  return relations;
};

/** Pairs of accounts of names that are alike enough; of names with many accounts only those that share something, which are there already. */
const expand = (
  corpus: Corpus,
  pairs: Float64Array,
  { scores, relations }: Pick<CandidatePairs, 'scores' | 'relations'>,
  most: number,
  into: GrowingNumbers,
): readonly LargeGroup[] => {
  const { starts, members } = accountsOfNodes(corpus);
  const large: LargeGroup[] = [];
  for (let node = 0; node + 1 < starts.length; node++) {
    const [from, to] = [starts[node]!, starts[node + 1]!];
    if (to - from > most) large.push({ what: 'name', accounts: to - from, pairs: ((to - from) * (to - from - 1)) / 2 });
    else for (let i = from + 1; i < to; i++) for (let j = from; j < i; j++) into.push(pairKey(members[i]!, members[j]!));
  }
  for (const pair of pairs) {
    if (scores.get(pair) < fuzzyAt && !relations.has(pair)) continue;
    const [a, b] = [firstOfPair(pair), secondOfPair(pair)];
    const product = (starts[a + 1]! - starts[a]!) * (starts[b + 1]! - starts[b]!);
    if (product > most * most)
      large.push({ what: 'names alike', accounts: starts[a + 1]! - starts[a]! + starts[b + 1]! - starts[b]!, pairs: product });
    else
      for (let i = starts[a]!; i < starts[a + 1]!; i++)
        for (let j = starts[b]!; j < starts[b + 1]!; j++) into.push(pairKey(members[i]!, members[j]!));
  }
  return large;
};
