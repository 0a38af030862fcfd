import { firstOfPair, secondOfPair } from '../candidates/name-candidates.ts';
import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import type { Corpus } from '../intake/read-corpus.ts';
import type { CorpusTrust } from './decide-pair.ts';
import { scoreOf } from './judge-pair.ts';
import { evidenceOf } from './pair-evidence.ts';

/** Of pairs with equal names and domains on both sides, how many differ in them, and how many do not. */
export interface EqualNames extends CorpusTrust {
  readonly conflicting: number;
  readonly agreeing: number;
}

/** An equal name is proof enough as long as hardly any pairs with one differ in their domains; of fewer pairs nothing is concluded. */
const mostConflicting = 0.01;
const fewestPairs = 50;

/** Asks the corpus itself whether an equal name is enough: where homonyms are common, their domains show it. No truth is needed. */
export const corpusTrust = (corpus: Corpus, candidates: CandidatePairs): EqualNames => {
  let [conflicting, agreeing] = [0, 0];
  for (const pair of candidates.pairs) {
    const [a, b] = [firstOfPair(pair), secondOfPair(pair)];
    if (scoreOf(corpus, candidates, a, b) !== 100) continue;
    const { domainConflict, labels } = evidenceOf(corpus, a, b, 100);
    if (domainConflict) conflicting++;
    else if (labels > 0) agreeing++;
  }
  const known = conflicting + agreeing;
  return { equalNamesAreSame: known < fewestPairs || conflicting <= mostConflicting * known, conflicting, agreeing };
};
