import type { Corpus } from '../intake/corpus.ts';
import type { JudgedPair } from '../rules/pair-judge.ts';
import { type Contribution, sumOfBits } from './contribution.ts';
import type { Weigher } from '../rules/weigher.ts';
import type { ToldPair } from './told-pairs.ts';

/** Less is a matter of the last digits. */
const least = 1e-9;

/** The parts of a pair's odds, in bits: their sum is `nats`. What a person decided, or the law accepts, is the part that is missing to it. */
export const pairContributions = (
  { names, nameOf }: Corpus,
  weigher: Weigher,
  { evidence, names: facts }: Pick<JudgedPair, 'evidence' | 'names'>,
  told: ToldPair | undefined,
): readonly Contribution[] => {
  const numbersOf = (account: number): readonly string[] => names[nameOf[account]!]!.numbers;
  const found = weigher.parts(evidence, facts, [numbersOf(evidence.a), numbersOf(evidence.b)]);
  const bits = told === undefined ? 0 : told.nats * Math.LOG2E - sumOfBits(found);
  if (told?.link?.rule === 'MANUAL') return [...found, { part: 'manual', found: `decided ${told.link.reason}`, bits }];
  return bits > least ? [...found, { part: 'law', found: 'accepted as the law says', bits }] : found;
};
