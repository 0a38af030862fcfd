import { width } from './comparisons.ts';
import { levelShares } from './fit-weights.ts';
import type { Weights } from './weights.ts';

/** Log odds of each pair, in bits. */
const bitsOf = (levels: Uint16Array, { prior, bits }: Weights): Float64Array => {
  const sums = new Float64Array(levels.length / width).fill(prior);
  for (let pair = 0, at = 0; pair < sums.length; pair++) for (const end = at + width; at < end; at++) sums[pair]! += bits[levels[at]!]!;
  return sums;
};

const rounds = 10;
/** How many pairs of the fit stand against those of the corpus, for each level: few corpora have enough of a rare one. */
const pairsOfFit = 200;
/** Comparisons say in part the same, so that what moves is counted several times; and no corpus turns evidence round. */
const damping = 0.25;
const mostBits = 0.5;
const within = (most: number, value: number): number => Math.min(most, Math.max(-most, value));

/**
 * Fits weights to a corpus whose truth nobody knows, by expectation–maximisation (Fellegi–Sunter): how likely each pair is to be one by the
 * weights so far, and how frequent pairs that are one, and each level among them and among the others, then are. By how much that differs from
 * the corpora of the fit, the prior and log2(m/u) of each level are moved, damped. A corpus like those moves nothing.
 */
export const reEstimate = (levels: Uint16Array, weights: Weights): Weights => {
  let current = weights;
  if (levels.length === 0) return weights;
  for (let round = 0; round < rounds; round++) {
    const isMatch = bitsOf(levels, current).map((bits) => 1 / (1 + 2 ** -bits));
    const { m, u, matches, others } = levelShares({ levels, isMatch });
    const bits = weights.bits.map((before, level) => {
      const [mBefore, uBefore] = [weights.m[level]!, weights.u[level]!];
      if (mBefore === 0 || uBefore === 0) return before;
      const mNow = (m[level]! * matches + mBefore * pairsOfFit) / (matches + pairsOfFit);
      const uNow = (u[level]! * others + uBefore * pairsOfFit) / (others + pairsOfFit);
      return before + within(mostBits, damping * (Math.log2(mNow / mBefore) - Math.log2(uNow / uBefore)));
    });
    const moved =
      Math.log2((matches + pairsOfFit * weights.share) / (others + pairsOfFit * (1 - weights.share))) -
      Math.log2(weights.share / (1 - weights.share));
    current = { ...weights, bits, prior: weights.prior + damping * moved };
  }
  return current;
};
