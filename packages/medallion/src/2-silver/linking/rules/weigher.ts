import type { Contribution } from '../explain/contribution.ts';
import type { NameFacts } from './name-facts.ts';
import type { PairEvidence } from './pair-evidence.ts';

/** Numbers in the names of a pair. */
export type PairNumbers = readonly [readonly string[], readonly string[]];

/** Says how likely two accounts are one. */
export interface Weigher {
  /** The logarithm of the odds, in nats. */
  nats(pair: PairEvidence, names: NameFacts): number;
  /** The same part by part, in bits, for people: the sum of the parts is `nats`. */
  parts(pair: PairEvidence, names: NameFacts, numbers: PairNumbers): readonly Contribution[];
}
