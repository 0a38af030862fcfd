import type { Contribution } from '../explain/contribution.ts';
import type { NameFacts } from './name-facts.ts';
import type { PairEvidence } from './pair-evidence.ts';

/** Says how likely two accounts are one. */
export interface Weigher {
  /** The logarithm of the odds, in nats. */
  nats(pair: PairEvidence, names: NameFacts): number;
  /** The parts of `nats`, in bits. @param numbers in the names of both */
  parts(pair: PairEvidence, names: NameFacts, numbers: readonly [readonly string[], readonly string[]]): readonly Contribution[];
}
