import type { Corpus } from '../intake/read-corpus.ts';
import type { JudgedPair } from '../rules/judge-pairs.ts';
import { type Contribution, sumOfBits } from './contribution.ts';
import type { Weigher } from '../rules/weigher.ts';
import type { ToldPair } from './told-pairs.ts';

/** The parts of a pair's odds, in bits: their sum is `nats`. What a person decided is the part that is missing to it. */
export const pairContributions = (
  { names, nameOf }: Corpus,
  weigher: Weigher,
  { evidence, names: facts }: Pick<JudgedPair, 'evidence' | 'names'>,
  told: ToldPair | undefined,
): readonly Contribution[] => {
  const numbersOf = (account: number): readonly string[] => names[nameOf[account]!]!.numbers;
  const found = weigher.parts(evidence, facts, [numbersOf(evidence.a), numbersOf(evidence.b)]);
  if (told?.link?.rule !== 'MANUAL') return found;
  return [...found, { part: 'manual', found: `decided ${told.link.reason}`, bits: told.nats * Math.LOG2E - sumOfBits(found) }];
};
