import type { Corpus } from '../intake/corpus.ts';
import { scorePairs } from '../similarity/score-pairs.ts';
import type { Unrelated } from '../similarity/unrelated-names.ts';
import type { CandidateSettings } from '../settings.ts';
import { type AccountGroups, groupsOf } from './account-groups.ts';
import { AccountPairs } from './account-pairs.ts';
import { familyGroups, type LargeGroup, pairsAmong } from './evidence-pairs.ts';
import { scoreFloor } from './match-names.ts';
import { LabelMates } from './label-mates.ts';
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
  const { nodes, matches, shared, families, nodeOf, known } = corpus;
  const most = settings.paired_accounts;
  const { encoded, scored, unrelated, alike, splitBlocks } = matches;
  const family = familyGroups(families, nodeOf.length, most, known?.inFamily);
  const groups = groupsOf(nodeOf, nodes.parts.length);
  const isOneScript = (left: number, right: number): boolean => nodes.parts[left]!.script === nodes.parts[right]!.script;
  const mayBeRelated = (left: number, right: number): boolean => !isOneScript(left, right) || !unrelated(left, right);
  const labelMates = new LabelMates({ label: shared.label, nodeOf, groups, mayBeRelated });
  const together = new GrowingPairs(nodes.parts.length);
  labelMates.eachNodePair((left, right) => together.push(left, right));
  const byValue = [shared.email, shared.phone].map(({ valueStart, accounts }) => ({ starts: valueStart, members: accounts }));
  pairNodes(together, nodeOf, nodes.parts.length, [...byValue, family.groups]);
  const pairs = without(together.distinct(), scored.pairs);
  const scores = new NodeScores([scored, { pairs, scores: scorePairs(encoded, firstsOf(pairs), pairs.seconds, scoreFloor) }]);
  const paired = pairedNodes(alike, known?.ofName ?? sizesOf(groups), settings);
  return {
    pairs: new AccountPairs({
      accounts: nodeOf.length,
      shared,
      labelMates,
      families: { root: families.root, known: families.known, groups: family.groups },
      nodes: { of: nodeOf, groups, ...paired },
    }),
    scores,
    unrelated,
    scored: scored.scores.length + pairs.seconds.length,
    splitBlocks,
    largeGroups: [...family.large, ...paired.large],
  };
};

/** Adds pairs of different names that accounts with something in common have: of the names in each group, not of its many accounts. */
const pairNodes = (into: GrowingPairs, nodeOf: Int32Array, size: number, groups: readonly AccountGroups[]): void => {
  const seenIn = new Int32Array(size).fill(-1);
  let number = 0;
  for (const { starts, members } of groups) {
    for (let group = 0; group + 1 < starts.length; group++, number++) {
      const nodes: number[] = [];
      for (let at = starts[group]!; at < starts[group + 1]!; at++) {
        const node = nodeOf[members[at]!]!;
        if (node < 0 || seenIn[node] === number) continue;
        seenIn[node] = number;
        for (const other of nodes) into.push(node, other);
        nodes.push(node);
      }
    }
  }
};

const sizesOf = ({ starts }: AccountGroups): Int32Array =>
  Int32Array.from({ length: starts.length - 1 }, (_, group) => starts[group + 1]! - starts[group]!);

/**
 * Names, and pairs of names, whose accounts are all paired; of those with many accounts only those are that share something. Two names that
 * are alike and both common are no slip of the pen, and would give a question for each two of their accounts.
 */
const pairedNodes = (
  alike: PairList,
  sizes: Int32Array,
  { paired_accounts: most, alike_accounts: mostOfRarer }: CandidateSettings,
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
      if (pairs > most * most || Math.min(sizes[a]!, sizes[b]!) > mostOfRarer)
        large.push({ what: 'names alike', accounts: sizes[a]! + sizes[b]!, pairs });
      else kept.push(a, b);
    }
  }
  return { isPaired, alike: kept.distinct(), large };
};
