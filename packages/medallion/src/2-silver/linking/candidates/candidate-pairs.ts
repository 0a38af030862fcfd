import type { Corpus } from '../intake/read-corpus.ts';
import { nodeQuestions } from '../rules/name-facts.ts';
import { pairNats, probabilityOf } from '../rules/pair-nats.ts';
import { relationByName } from '../similarity/relation-by-name.ts';
import { encodeNames } from '../similarity/encode-names.ts';
import type { EncodedNames } from '../similarity/encoded-names.ts';
import { scorePairs } from '../similarity/score-pairs.ts';
import { type Unrelated, unrelatedNames } from '../similarity/unrelated-names.ts';
import type { CandidateSettings } from '../settings.ts';
import { type AccountGroups, groupsOf } from './account-groups.ts';
import { AccountPairs } from './account-pairs.ts';
import { crossScriptPairs } from './cross-script.ts';
import { familyGroups, type LargeGroup, pairsAmong } from './evidence-pairs.ts';
import { nameCandidates } from './name-candidates.ts';
import { NodeScores } from './node-scores.ts';
import { firstsOf, GrowingPairs, type PairList, unionOf } from './pair-list.ts';
import { blockCap, rareWordPairs, type SplitBlock } from './rare-words.ts';

/** Below it no rule of the law looks at a pair. */
export const scoreFloor = 70;
const fuzzyAt = 85;
/** So few names are compared all with all besides: it takes no time. */
const comparedAll = 3000;

/** Pairs that are looked at, and what was left out of them. */
export interface CandidatePairs {
  readonly pairs: AccountPairs;
  /** Of two different nodes, 70 or more. */
  readonly scores: Pick<NodeScores, 'of'>;
  /** Tells most pairs of nodes apart that are unrelated by their names. */
  readonly unrelated: Unrelated;
  /** Pairs of names that were scored. */
  readonly scored: number;
  readonly splitBlocks: readonly SplitBlock[];
  readonly largeGroups: readonly LargeGroup[];
}

/** Finds the pairs of accounts worth a decision: by name, and by what they share. */
export const candidatePairs = (corpus: Corpus, settings: CandidateSettings, leastProbability: number): CandidatePairs => {
  const { nodes, frequencies, shared, families, nodeOf } = corpus;
  const most = settings.paired_accounts;
  const names = new GrowingPairs(nodes.parts.length);
  nameCandidates(nodes, frequencies, names);
  const encoded = encodeNames(nodes.parts, frequencies);
  if (nodes.parts.length <= comparedAll) allAlike(encoded, names);
  const holders = Int32Array.from(nodes.vocabulary, (word) => frequencies.of(word));
  const cap = blockCap(frequencies.names, settings.block_names);
  const splitBlocks = [...rareWordPairs(nodes, holders, cap, names), ...crossScriptPairs(nodes.parts, cap, names)];
  const byName = names.distinct();
  const family = familyGroups(families, nodeOf.length, most);
  const byEvidence = {
    accounts: nodeOf.length,
    shared: [shared.email, shared.phone, shared.label],
    families: { root: families.root, known: families.known, groups: family.groups },
  };
  const all = unionOf(byName, nodePairs(nodes.parts.length, nodeOf, new AccountPairs({ ...byEvidence, nodes: undefined })));
  const scored = scorePairs(encoded, firstsOf(all), all.seconds, scoreFloor);
  const scores = new NodeScores(all, scored);
  const unrelated = unrelatedNames(nodes);
  const groups = groupsOf(nodeOf, nodes.parts.length);
  const paired = pairedNodes(alikeNodes(corpus, byName, { scores, unrelated }, leastProbability), groups, most);
  const pairs = new AccountPairs({ ...byEvidence, nodes: { of: nodeOf, groups, ...paired } });
  return { pairs, scores, unrelated, scored: all.seconds.length, splitBlocks, largeGroups: [...family.large, ...paired.large] };
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

/** Pairs of different names that pairs of accounts have. */
const nodePairs = (size: number, nodeOf: Int32Array, accounts: AccountPairs): PairList => {
  const names = new GrowingPairs(size);
  accounts.each((a, b) => {
    const [left, right] = [nodeOf[a]!, nodeOf[b]!];
    if (left !== right && left >= 0 && right >= 0) names.push(left, right);
  });
  return names.distinct();
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
const alikeNodes = (
  { nodes, frequencies }: Corpus,
  { starts, seconds }: PairList,
  { scores, unrelated }: Pick<CandidatePairs, 'scores' | 'unrelated'>,
  least: number,
): PairList => {
  const { parts } = nodes;
  const ask = nodeQuestions({ nodes, frequencies });
  const isAlike = (left: number, right: number): boolean => {
    const isOneScript = parts[left]!.script === parts[right]!.script;
    // They are less than 85 % alike, too.
    if (isOneScript && unrelated(left, right)) return false;
    const score = scores.of(left, right);
    if (score >= fuzzyAt) return true;
    const { relation } = relationByName(parts[left]!, parts[right]!, frequencies, ['', '']);
    if (relation !== 'review') return relation !== 'different';
    const names = ask(left, right, score);
    return names.twoScripts || probabilityOf(pairNats({ ...nothingElse, score }, names)) >= least;
  };
  const alike = { starts: new Int32Array(starts.length), seconds: new Int32Array(seconds.length) };
  let kept = 0;
  for (let left = 0; left + 1 < starts.length; left++) {
    for (let at = starts[left]!; at < starts[left + 1]!; at++) if (isAlike(left, seconds[at]!)) alike.seconds[kept++] = seconds[at]!;
    alike.starts[left + 1] = kept;
  }
  return { starts: alike.starts, seconds: alike.seconds.slice(0, kept) };
};

/** Names, and pairs of names, whose accounts are all paired; of those with many accounts only those are that share something. */
const pairedNodes = (
  alike: PairList,
  { starts }: AccountGroups,
  most: number,
): { readonly isPaired: Uint8Array; readonly alike: PairList; readonly large: readonly LargeGroup[] } => {
  const large: LargeGroup[] = [];
  const sizeOf = (node: number): number => starts[node + 1]! - starts[node]!;
  const isPaired = new Uint8Array(starts.length - 1);
  for (let node = 0; node < isPaired.length; node++) {
    const size = sizeOf(node);
    if (size > most) large.push({ what: 'name', accounts: size, pairs: pairsAmong(size) });
    else isPaired[node] = 1;
  }
  const kept = new GrowingPairs(isPaired.length);
  for (let a = 0; a < isPaired.length; a++) {
    for (let at = alike.starts[a]!; at < alike.starts[a + 1]!; at++) {
      const b = alike.seconds[at]!;
      const pairs = sizeOf(a) * sizeOf(b);
      if (pairs > most * most) large.push({ what: 'names alike', accounts: sizeOf(a) + sizeOf(b), pairs });
      else kept.push(a, b);
    }
  }
  return { isPaired, alike: kept.distinct(), large };
};
