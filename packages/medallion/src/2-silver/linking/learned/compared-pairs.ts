import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import type { Corpus } from '../intake/corpus.ts';
import type { CorpusTies } from '../rules/corpus-ties.ts';
import { scoreOf } from '../rules/name-score.ts';
import { evidenceWithTies } from '../rules/pair-evidence.ts';
import { type Compare, width } from './comparisons.ts';

/** The levels of all candidate pairs, a row of {@link width} each. */
export const comparedPairs = (
  corpus: Corpus,
  candidates: Pick<CandidatePairs, 'pairs' | 'scores'>,
  ties: CorpusTies,
  compare: Compare,
): Uint16Array => {
  const { pairs } = candidates;
  const levels = new Uint16Array(pairs.length * width);
  let at = 0;
  pairs.each((a, b) => {
    compare(evidenceWithTies(corpus, a, b, scoreOf(corpus, candidates, a, b), ties), levels, at);
    at += width;
  });
  return levels;
};
