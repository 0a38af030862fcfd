import type { EncodedNames } from './encoded-names.ts';
import { PairScorer } from './pair-scorer.ts';

/**
 * Scores of the pairs (left[i], right[i]) of names: what {@link nameSimilarity} gives, 0 in place of scores below `floor`. The higher
 * the floor, the more pairs are told apart without being aligned.
 */
export const scorePairs = (names: EncodedNames, left: Int32Array, right: Int32Array, floor: number): Uint8Array => {
  const scores = new Uint8Array(left.length);
  new PairScorer(names, floor).scoreAll(left, right, scores);
  return scores;
};
