import type { Corpus } from '../intake/read-corpus.ts';
import type { JudgedPair } from '../rules/judge-pair.ts';
import { type Contribution, sumOfBits } from './contribution.ts';
import { ruleContributions } from './rule-contributions.ts';

/** The parts of a judged pair's odds, in bits: their sum is `nats`. What a person decided is the part that is missing to it. */
export const pairContributions = ({ names, nameOf }: Corpus, pair: JudgedPair): readonly Contribution[] => {
  const numbersOf = (account: number): readonly string[] => names[nameOf[account]!]!.numbers;
  const found = ruleContributions(pair.evidence, pair.names, [numbersOf(pair.a), numbersOf(pair.b)]);
  const { link } = pair;
  if (link?.rule !== 'MANUAL') return found;
  return [...found, { part: 'manual', found: `decided ${link.reason}`, bits: pair.nats * Math.LOG2E - sumOfBits(found) }];
};
