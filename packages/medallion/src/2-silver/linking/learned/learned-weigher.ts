import { readFileSync } from 'node:fs';
import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import type { Contribution, ContributionPart } from '../explain/contribution.ts';
import type { Corpus } from '../intake/read-corpus.ts';
import type { CorpusTies } from '../rules/corpus-ties.ts';
import type { Weigher } from '../rules/weigher.ts';
import { comparedPairs } from './compared-pairs.ts';
import { type ComparisonName, comparisonNames, comparisons, levelStart, pairComparer, width } from './comparisons.ts';
import { reEstimate } from './re-estimate.ts';
import { type Weights, weightsFile, weightsOf } from './weights.ts';

/** The weights that come with audit. */
export const shippedWeights = (): Weights =>
  weightsOf(weightsFile.parse(JSON.parse(readFileSync(new URL('default-weights.json', import.meta.url), 'utf8'))));

const partOf: Readonly<Record<ComparisonName, ContributionPart>> = {
  name: 'name',
  rest: 'name',
  holders: 'name',
  numbers: 'series',
  domain: 'domain',
  mail: 'domain',
  contact: 'contact',
  ties: 'contact',
  family: 'parent',
  country: 'country',
};

/** A level in words; what a comparison is about, where its levels do not say so. */
const words: Readonly<Record<ComparisonName, (level: string) => string>> = {
  name: (level) => level.replace(/^(.*), (\d+)$/, 'names: $1; step $2 of 10 in how much the common words tell'),
  rest: (level) =>
    level === 'none'
      ? 'no words of one only to be weighed'
      : level.replace(/^(.*), (\d+)$/, 'words of one only: step $2 of 10 in how much they tell'),
  holders: (level) => (level === 'not equal' ? 'names not equal' : `${level} accounts of this name`),
  numbers: (level) => `${level} numbers in the names`,
  domain: (level) => level.replace(/, (.*)$/, ', names $1'),
  mail: (level) => `mailboxes: ${level}`,
  contact: (level) =>
    level === 'none'
      ? 'no mailbox or telephone number in common'
      : `in common: ${level === 'both' ? 'mailbox and telephone number' : level}`,
  ties: (level) => `ties through other accounts: ${level}`,
  family: (level) => level.replace(/, (.*)$/, ', names $1'),
  country: (level) => (level === 'unknown' ? 'no countries to compare' : level === 'same' ? 'one country' : 'different countries'),
};

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
    parts: (pair) => {
      compare(pair, row, 0);
      const prior: Contribution = { part: 'prior', found: 'two accounts worth a look, in this corpus', bits: weights.prior };
      const found = comparisonNames.map((name, at): Contribution => {
        const level = row[at]!;
        return { part: partOf[name], found: words[name](comparisons[name][level - levelStart[name]]!), bits: weights.bits[level]! };
      });
      return [prior, ...found];
    },
  };
};
