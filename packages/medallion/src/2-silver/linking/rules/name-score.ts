import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import { pairKey } from '../candidates/name-candidates.ts';
import type { Corpus } from '../intake/read-corpus.ts';

/** Similarity of two accounts' names, 0 below the floor. */
export const scoreOf = ({ nodeOfName, nameOf }: Corpus, { scores }: Pick<CandidatePairs, 'scores'>, a: number, b: number): number => {
  const [left, right] = [nodeOfName[nameOf[a]!]!, nodeOfName[nameOf[b]!]!];
  if (left < 0 || right < 0) return 0;
  return left === right ? 100 : Math.max(0, scores.get(pairKey(left, right)));
};
