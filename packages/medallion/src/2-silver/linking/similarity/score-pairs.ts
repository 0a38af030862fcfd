import { PairScorer } from './pair-scorer.ts';
import type { EncodedNames } from './encode-names.ts';

/**
 * Scores of the pairs (left[i], right[i]) of names: what {@link nameSimilarity} gives, 0 in place of scores below `floor`. The higher
 * the floor, the more pairs are told apart without being aligned.
 */
export const scorePairs = (names: EncodedNames, left: Int32Array, right: Int32Array, floor: number): Uint8Array => {
  const scores = new Uint8Array(left.length);
  const scorer = new PairScorer(names, floor);
  for (let pair = 0; pair < left.length; pair++) scores[pair] = scorer.score(left[pair]!, right[pair]!);
  return scores;
};
