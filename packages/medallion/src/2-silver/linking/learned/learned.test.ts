import { expect, test } from 'vitest';
import { comparisonNames, comparisons, levelStart, width } from './comparisons.ts';
import { fitWeights } from './fit-weights.ts';
import { shippedWeights } from './learned-weigher.ts';
import { reEstimate } from './re-estimate.ts';
import type { Weights } from './weights.ts';

/** A generator of its own, so that what is drawn is the same everywhere (xorshift32). */
const draws = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

const spoken = ['domain', 'contact', 'country'] as const;

/** Pairs whose levels are drawn, and which are one as often as the weights say. */
const drawn = (pairs: number, prior: number, bits: Float64Array, seed: number) => {
  const random = draws(seed);
  const levels = new Uint16Array(pairs * width);
  const isMatch = new Uint8Array(pairs);
  for (let pair = 0; pair < pairs; pair++) {
    let sum = prior;
    comparisonNames.forEach((name, at) => {
      const isSpoken = (spoken as readonly string[]).includes(name);
      const level = levelStart[name] + (isSpoken ? Math.floor(random() * Math.min(3, comparisons[name].length)) : 0);
      levels[pair * width + at] = level;
      sum += bits[level]!;
    });
    isMatch[pair] = random() < 1 / (1 + 2 ** -sum) ? 1 : 0;
  }
  return { levels, isMatch, counts: new Float64Array(pairs).fill(1) };
};

const truth = new Float64Array(levelStart.all);
truth.set([2, -1, -3], levelStart.domain);
truth.set([-1, 3, 2], levelStart.contact);
truth.set([0.5, -0.5, 0], levelStart.country);

test('a fit finds the weights pairs were drawn by: the differences between the levels of a comparison', () => {
  const fitted = fitWeights(drawn(15_000, -2, truth, 7));
  for (const name of spoken)
    for (const level of [1, 2]) {
      const [first, other] = [levelStart[name], levelStart[name] + level];
      expect(Math.abs(fitted.bits[other]! - fitted.bits[first]! - (truth[other]! - truth[first]!))).toBeLessThan(0.3);
    }
});

test('a corpus like those of the fit moves nothing; one with fewer pairs that are one lowers the odds of all', () => {
  const fitted = fitWeights(drawn(15_000, -2, truth, 7));
  const again = reEstimate(drawn(15_000, -2, truth, 11).levels, fitted);
  expect(Math.abs(again.prior - fitted.prior)).toBeLessThan(0.1);
  expect(Math.max(...again.bits.map((bits, level) => Math.abs(bits - fitted.bits[level]!)))).toBeLessThan(0.2);
  const unlike = drawn(15_000, -2, truth, 13);
  const others = new Uint16Array(
    [...unlike.isMatch.keys()]
      .filter((pair) => unlike.isMatch[pair] === 0 || pair % 10 === 0)
      .flatMap((pair) => [...unlike.levels.subarray(pair * width, (pair + 1) * width)]),
  );
  expect(reEstimate(others, fitted).prior).toBeLessThan(fitted.prior - 0.1);
  expect(reEstimate(new Uint16Array(0), fitted)).toBe(fitted);
});

test('the shipped weights speak the way the evidence does', () => {
  const weights: Weights = shippedWeights();
  const bits = (name: (typeof comparisonNames)[number], level: string): number =>
    weights.bits[levelStart[name] + (comparisons[name] as readonly string[]).indexOf(level)]!;
  expect(bits('domain', 'same domain, alike')).toBeGreaterThan(bits('domain', 'different domains, alike') + 5);
  expect(bits('contact', 'mailbox')).toBeGreaterThan(bits('contact', 'none') + 1);
  expect(bits('family', 'parent and child, alike')).toBeGreaterThan(bits('family', 'different families, alike') + 3);
  expect(bits('name', 'equal, 10')).toBeGreaterThan(bits('name', 'different words, 10'));
});
