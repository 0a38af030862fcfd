import type { AccountPairs } from './candidates/account-pairs.ts';
import { type CandidatePairs, candidatePairs } from './candidates/candidate-pairs.ts';
import type { VisitedPairs } from './candidates/visited-pairs.ts';
import { type Clusters, clusterPairs } from './clusters/cluster-pairs.ts';
import type { Corpus, FrozenModel } from './intake/corpus.ts';
import { learnedWeigher, shippedWeights } from './learned/learned-weigher.ts';
import type { ManualEffect } from './manual/manual-effect.ts';
import { type CorpusTies, corpusTies, equalNamesAreSame } from './rules/corpus-ties.ts';
import { type Judging, judgePairs } from './rules/judge-pairs.ts';
import { pairJudge } from './rules/pair-judge.ts';
import { type JudgedPairs, linkAt } from './rules/judged-pairs.ts';
import { ruleWeigher } from './rules/rule-weigher.ts';
import type { Weigher } from './rules/weigher.ts';
import type { Refusal } from './clusters/merge-guard.ts';
import type { Decision, Link } from './rules/link.ts';
import type { LinkingSettings } from './settings.ts';

/** Links and clusters of a corpus, with all they rest on. */
export interface LinkedCorpus extends Clusters {
  /** Links and what counts beside them, in the order of their accounts; `refused` names places in it. */
  readonly judged: JudgedPairs;
  readonly candidates: CandidatePairs;
  readonly ties: CorpusTies;
  readonly weigher: Weigher;
  /** Whether an equal name is enough. */
  readonly equalNamesAreSame: boolean;
}

interface LinkingOptions {
  readonly model?: Pick<FrozenModel, 'equalNamesAreSame'> | undefined;
  readonly kept?: Judging['kept'] | undefined;
  /** Where the accounts are some of more: what all pairs say of others, and the pairs that are to be judged. */
  readonly part?: { readonly ties: CorpusTies; readonly choose: (pairs: AccountPairs) => VisitedPairs } | undefined;
}

/**
 * Links accounts by name and evidence and joins them into clusters. Pure: the same corpus gives the same, whatever order it came in.
 *
 * @param kept which pairs are kept as they were judged; it changes nothing else
 */
export const linkCorpus = (
  corpus: Corpus,
  settings: LinkingSettings,
  manual: ManualEffect,
  { model, kept = 'counting', part }: LinkingOptions = {},
): LinkedCorpus => {
  const found = candidatePairs(corpus, settings.candidates);
  const candidates = part === undefined ? found : { ...found, pairs: part.choose(found.pairs) };
  const ties = part?.ties ?? corpusTies(corpus, candidates);
  const weigher =
    settings.scorer === 'learned'
      ? learnedWeigher(corpus, { candidates, ties, shipped: shippedWeights(), isFitted: settings.learned.fit_to_corpus })
      : ruleWeigher;
  const asked = { ties, weigher, equalNamesAreSame: model?.equalNamesAreSame ?? equalNamesAreSame(ties) };
  const judge = pairJudge(corpus, candidates, settings, asked);
  const judged = judgePairs(corpus.ids.length, { judge, candidates, manual, kept });
  return { ...clusterPairs(corpus, judged, settings), judged, candidates, ...asked };
};

/** A decision after the guard did not let it join. */
export const refusedBy = <D extends Decision>(decision: D, why: Refusal): D => ({ ...decision, status: 'refused', reason: why });

/** How many links there are of each decision, after the guard: of millions of links there are a few hundred. */
export const countLinks = ({ judged, refused }: Pick<LinkedCorpus, 'judged' | 'refused'>): readonly (readonly [Decision, number])[] => {
  const counts = new Map<number, number>();
  const add = (code: number, more: number): void => void counts.set(code, (counts.get(code) ?? 0) + more);
  for (const code of judged.decisions) if (code !== 0) add(code, 1);
  const counted: (readonly [Decision, number])[] = [];
  for (const [at, why] of refused) {
    const decision = judged.codes.decision(judged.decisions[at]!);
    if (decision === undefined || decision.status === 'review') continue;
    add(judged.decisions[at]!, -1);
    counted.push([refusedBy(decision, why), 1]);
  }
  for (const [code, count] of counts) if (count > 0) counted.push([judged.codes.decision(code)!, count]);
  return counted;
};

/** Links in the order of their accounts. One that the guard did not let join is refused, unless it waits for review anyway. */
export function* linksOf({ judged, refused }: Pick<LinkedCorpus, 'judged' | 'refused'>): Generator<Link> {
  for (let at = 0; at < judged.length; at++) {
    const link = linkAt(judged, at);
    if (link === undefined) continue;
    const why = refused.get(at);
    yield why === undefined || link.status === 'review' ? link : refusedBy(link, why);
  }
}
