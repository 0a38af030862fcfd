import type { Corpus } from '../intake/corpus.ts';
import { scorePairs } from '../similarity/score-pairs.ts';
import type { Unrelated } from '../similarity/unrelated-names.ts';
import type { CandidateSettings } from '../settings.ts';
import { type AccountGroups, groupsOf } from './account-groups.ts';
import { AccountPairs } from './account-pairs.ts';
import { familyGroups, type LargeGroup, pairsAmong } from './evidence-pairs.ts';
import { scoreFloor } from './match-names.ts';
import { NodeScores } from './node-scores.ts';
import { firstsOf, GrowingPairs, type PairList, without } from './pair-list.ts';
import type { SplitBlock } from './rare-words.ts';
import type { VisitedPairs } from './visited-pairs.ts';

/** Pairs that are looked at, and what was left out of them. */
export interface CandidatePairs {
  readonly pairs: VisitedPairs;
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
export const candidatePairs = (
  corpus: Corpus,
  settings: CandidateSettings,
): Omit<CandidatePairs, 'pairs'> & { readonly pairs: AccountPairs } => {
  const { nodes, matches, shared, families, nodeOf, nameOf, names, known } = corpus;
  const most = settings.paired_accounts;
  const { encoded, scored, unrelated, alike, splitBlocks } = matches;
  const family = familyGroups(families, nodeOf.length, most, known?.inFamily);
  const byValue = [shared.email, shared.phone, shared.label].map(({ valueStart, accounts }) => ({ starts: valueStart, members: accounts }));
  const pairs = without(nodePairs(nodes.parts.length, nodeOf, [...byValue, family.groups]), scored.pairs);
  const scores = new NodeScores([scored, { pairs, scores: scorePairs(encoded, firstsOf(pairs), pairs.seconds, scoreFloor) }]);
  const groups = groupsOf(nodeOf, nodes.parts.length);
  const paired = pairedNodes(alike, known?.ofName ?? sizesOf(groups), most);
  return {
    pairs: new AccountPairs({
      accounts: nodeOf.length,
      shared,
      families: { root: families.root, known: families.known, groups: family.groups },
      nodes: { of: nodeOf, groups, unrelated, ...paired },
      isOtherScript: Uint8Array.from(nameOf, (name) => (names[name]!.script === 'other' ? 1 : 0)),
    }),
    scores,
    unrelated,
    scored: scored.scores.length + pairs.seconds.length,
    splitBlocks,
    largeGroups: [...family.large, ...paired.large],
  };
};

/** Pairs of different names that accounts with something in common have: of the names in each group, not of its many accounts. */
const nodePairs = (size: number, nodeOf: Int32Array, groups: readonly AccountGroups[]): PairList => {
  const names = new GrowingPairs(size);
  const seenIn = new Int32Array(size).fill(-1);
  let number = 0;
  for (const { starts, members } of groups) {
    for (let group = 0; group + 1 < starts.length; group++, number++) {
      const nodes: number[] = [];
      for (let at = starts[group]!; at < starts[group + 1]!; at++) {
        const node = nodeOf[members[at]!]!;
        if (node < 0 || seenIn[node] === number) continue;
        seenIn[node] = number;
        for (const other of nodes) names.push(node, other);
        nodes.push(node);
      }
    }
  }
  return names.distinct();
};

const sizesOf = ({ starts }: AccountGroups): Int32Array =>
  Int32Array.from({ length: starts.length - 1 }, (_, group) => starts[group + 1]! - starts[group]!);

/** Names, and pairs of names, whose accounts are all paired; of those with many accounts only those are that share something. */
const pairedNodes = (
  alike: PairList,
  sizes: Int32Array,
  most: number,
): { readonly isPaired: Uint8Array; readonly alike: PairList; readonly large: readonly LargeGroup[] } => {
  const large: LargeGroup[] = [];
  const isPaired = new Uint8Array(sizes.length);
  sizes.forEach((size, node) => {
    if (size > most) large.push({ what: 'name', accounts: size, pairs: pairsAmong(size) });
    else isPaired[node] = 1;
  });
  const kept = new GrowingPairs(isPaired.length);
  for (let a = 0; a < isPaired.length; a++) {
    for (let at = alike.starts[a]!; at < alike.starts[a + 1]!; at++) {
      const b = alike.seconds[at]!;
      const pairs = sizes[a]! * sizes[b]!;
      if (pairs > most * most) large.push({ what: 'names alike', accounts: sizes[a]! + sizes[b]!, pairs });
      else kept.push(a, b);
    }
  }
  return { isPaired, alike: kept.distinct(), large };
};
