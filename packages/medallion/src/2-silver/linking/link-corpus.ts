import { type CandidatePairs, candidatePairs } from './candidates/candidate-pairs.ts';
import { type Clusters, clusterPairs } from './clusters/cluster-pairs.ts';
import type { Corpus } from './intake/read-corpus.ts';
import type { ManualEffect } from './manual/manual-effect.ts';
import { type CorpusTies, corpusTies } from './rules/corpus-ties.ts';
import { type JudgedPair, judgePairs, pairJudge } from './rules/judge-pair.ts';
import type { Link } from './rules/link.ts';
import type { LinkingSettings } from './settings.ts';

/** Links and clusters of a corpus, with all they rest on. */
export interface LinkedCorpus extends Clusters {
  /** Every pair that was looked at, in the order of its accounts; `refused` names places in it. */
  readonly judged: readonly JudgedPair[];
  readonly links: readonly Link[];
  readonly candidates: CandidatePairs;
  readonly ties: CorpusTies;
}

/** Links accounts by name and evidence and joins them into clusters. Pure: the same corpus gives the same, whatever order it came in. */
export const linkCorpus = (corpus: Corpus, settings: LinkingSettings, manual: ManualEffect): LinkedCorpus => {
  const candidates = candidatePairs(corpus, settings.candidates);
  const ties = corpusTies(corpus, candidates);
  const judged = judgePairs(pairJudge(corpus, candidates, settings, ties), candidates, manual);
  const { cluster, refused } = clusterPairs(corpus, judged, settings);
  const links = judged.flatMap(({ link }, at): Link[] => {
    if (link === undefined) return [];
    const why = refused.get(at);
    return [why === undefined || link.status === 'review' ? link : { ...link, status: 'refused', reason: why }];
  });
  return { cluster, refused, judged, links, candidates, ties };
};
