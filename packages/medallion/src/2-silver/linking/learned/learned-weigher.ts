import { readFileSync } from 'node:fs';
import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import type { Corpus } from '../intake/corpus.ts';
import type { CorpusTies } from '../rules/corpus-ties.ts';
import type { Weigher } from '../rules/weigher.ts';
import { comparedPairs } from './compared-pairs.ts';
import { pairComparer, width } from './comparisons.ts';
import { learnedContributions } from './learned-contributions.ts';
import { reEstimate } from './re-estimate.ts';
import { type Weights, weightsFile, weightsOf } from './weights.ts';

/** The weights that come with audit. */
export const shippedWeights = (): Weights =>
  weightsOf(weightsFile.parse(JSON.parse(readFileSync(new URL('default-weights.json', import.meta.url), 'utf8'))));

interface Learning {
  readonly candidates: Pick<CandidatePairs, 'pairs' | 'scores'>;
  readonly ties: CorpusTies;
  readonly shipped: Weights;
  /** Whether the shipped weights are fitted to the corpus first. */
  readonly isFitted: boolean;
}

/** Weighs pairs by learned weights. */
export const learnedWeigher = (corpus: Corpus, { candidates, ties, shipped, isFitted }: Learning): Weigher => {
  const compare = pairComparer(corpus);
  const weights = isFitted ? reEstimate(comparedPairs(corpus, candidates, ties, compare), shipped) : shipped;
  const row = new Uint16Array(width);
  return {
    nats: (pair) => {
      compare(pair, row, 0);
      return row.reduce((sum, level) => sum + weights.bits[level]!, weights.prior) * Math.LN2;
    },
    parts: (pair, _, numbers) => {
      compare(pair, row, 0);
      return learnedContributions(row, weights, numbers);
    },
  };
};
