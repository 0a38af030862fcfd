import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import type { Corpus } from '../intake/corpus.ts';

/** Similarity of two accounts' names, 0 below the floor. */
export const scoreOf = ({ nodeOf }: Corpus, { scores }: Pick<CandidatePairs, 'scores'>, a: number, b: number): number => {
  const [left, right] = [nodeOf[a]!, nodeOf[b]!];
  if (left < 0 || right < 0) return 0;
  return left === right ? 100 : scores.of(left, right);
};
