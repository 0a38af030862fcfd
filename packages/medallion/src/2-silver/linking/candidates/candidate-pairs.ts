import type { Corpus } from '../intake/read-corpus.ts';
import { nodeQuestions } from '../rules/name-facts.ts';
import { pairNats, probabilityOf } from '../rules/pair-nats.ts';
import { relationByName } from '../similarity/relation-by-name.ts';
import { encodeNames } from '../similarity/encode-names.ts';
import type { EncodedNames } from '../similarity/encoded-names.ts';
import { scorePairs } from '../similarity/score-pairs.ts';
import { type Unrelated, unrelatedNames } from '../similarity/unrelated-names.ts';
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
  /** Tells most pairs of nodes apart that are unrelated by their names. */
  readonly unrelated: Unrelated;
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
  const unrelated = unrelatedNames(nodes);
  const alike = alikePairs(corpus, byName, { scores, unrelated }, leastProbability);
  largeGroups.push(...expand(corpus, alike, settings.paired_accounts, accounts));
  return { pairs: accounts.distinct(), scores, unrelated, scored: all.length, splitBlocks, largeGroups };
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

/** Pairs of names that are 85 % alike, and of the others those that are related, or a question that is likely enough to be asked. */
const alikePairs = (
  { nodes, frequencies }: Corpus,
  pairs: Float64Array,
  { scores, unrelated }: Pick<CandidatePairs, 'scores' | 'unrelated'>,
  least: number,
): Float64Array => {
  const { parts } = nodes;
  const ask = nodeQuestions({ nodes, frequencies });
  return pairs.filter((pair) => {
    const score = Math.max(0, scores.get(pair));
    if (score >= fuzzyAt) return true;
    const [left, right] = [firstOfPair(pair), secondOfPair(pair)];
    const isOneScript = parts[left]!.script === parts[right]!.script;
    if (isOneScript && unrelated(left, right)) return false;
    const { relation } = relationByName(parts[left]!, parts[right]!, frequencies, ['', '']);
    if (relation !== 'review') return relation !== 'different';
    const names = ask(left, right, score);
    return names.twoScripts || probabilityOf(pairNats({ ...nothingElse, score }, names)) >= least;
  });
};

/** Pairs of accounts of names that are alike enough; of names with many accounts only those that share something, which are there already. */
const expand = (corpus: Corpus, alike: Float64Array, most: number, into: GrowingNumbers): readonly LargeGroup[] => {
  const { starts, members } = accountsOfNodes(corpus);
  const large: LargeGroup[] = [];
  for (let node = 0; node + 1 < starts.length; node++) {
    const [from, to] = [starts[node]!, starts[node + 1]!];
    if (to - from > most) large.push({ what: 'name', accounts: to - from, pairs: ((to - from) * (to - from - 1)) / 2 });
    else for (let i = from + 1; i < to; i++) for (let j = from; j < i; j++) into.push(pairKey(members[i]!, members[j]!));
  }
  for (const pair of alike) {
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
