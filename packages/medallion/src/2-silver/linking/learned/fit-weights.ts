import { levelStart, width } from './comparisons.ts';
import type { Weights } from './weights.ts';

/** Pairs of which it is known whether they are one: rows of levels, one for each comparison, and how much each pair counts. */
export interface LabelledPairs {
  readonly levels: Uint16Array;
  readonly isMatch: Uint8Array;
  readonly counts: Float64Array;
}

/** Keeps levels that few pairs have near 0. */
const ridge = 1;

/**
 * Fits the weights of all levels together (logistic regression with a ridge, by blocks: the levels of one comparison exclude each other,
 * so that each has a Newton step of its own). Unlike weights worked out level by level, log2(m/u), which count what two comparisons have in common
 * twice, their sum is calibrated.
 */
export const fitWeights = ({ levels, isMatch, counts }: LabelledPairs, rounds = 60): Weights => {
  const pairs = isMatch.length;
  const weights = new Float64Array(levelStart.all);
  const [gradient, curvature] = [new Float64Array(levelStart.all), new Float64Array(levelStart.all)];
  const shares = levelShares({ levels, isMatch, counts });
  const total = shares.matches + shares.others;
  let prior = Math.log(shares.matches / shares.others);
  const sums = new Float64Array(pairs).fill(prior);
  for (let round = 0; round < rounds; round++) {
    for (let comparison = 0; comparison < width; comparison++) {
      gradient.fill(0);
      curvature.fill(0);
      for (let pair = 0, at = comparison; pair < pairs; pair++, at += width) {
        const p = 1 / (1 + Math.exp(-sums[pair]!));
        const level = levels[at]!;
        gradient[level]! += counts[pair]! * (isMatch[pair]! - p);
        curvature[level]! += counts[pair]! * p * (1 - p);
      }
      for (let level = 0; level < levelStart.all; level++) {
        if (curvature[level] === 0 && gradient[level] === 0) continue;
        const step = (gradient[level]! - ridge * weights[level]!) / (curvature[level]! + ridge);
        gradient[level] = Math.min(1, Math.max(-1, step));
        weights[level]! += gradient[level]!;
      }
      for (let pair = 0, at = comparison; pair < pairs; pair++, at += width) sums[pair]! += gradient[levels[at]!]!;
    }
    let [slope, bend] = [0, 1e-9];
    for (let pair = 0; pair < pairs; pair++) {
      const p = 1 / (1 + Math.exp(-sums[pair]!));
      slope += counts[pair]! * (isMatch[pair]! - p);
      bend += counts[pair]! * p * (1 - p);
    }
    const step = Math.min(1, Math.max(-1, slope / bend));
    prior += step;
    for (let pair = 0; pair < pairs; pair++) sums[pair]! += step;
  }
  const bits = weights.map((nats) => nats / Math.LN2);
  return { prior: prior / Math.LN2, share: shares.matches / total, bits, m: shares.m, u: shares.u };
};

/** How frequent each level is among pairs that are one, and among those that are not. */
export const levelShares = ({
  levels,
  isMatch,
  counts,
}: {
  readonly levels: Uint16Array;
  readonly isMatch: ArrayLike<number>;
  readonly counts?: ArrayLike<number>;
}) => {
  const [m, u] = [new Float64Array(levelStart.all), new Float64Array(levelStart.all)];
  let [matches, others] = [0, 0];
  for (let pair = 0; pair < isMatch.length; pair++) {
    const count = counts?.[pair] ?? 1;
    const p = isMatch[pair]! * count;
    matches += p;
    others += count - p;
    for (let at = pair * width; at < (pair + 1) * width; at++) {
      m[levels[at]!]! += p;
      u[levels[at]!]! += count - p;
    }
  }
  return { m: m.map((sum) => sum / matches), u: u.map((sum) => sum / others), matches, others };
};
