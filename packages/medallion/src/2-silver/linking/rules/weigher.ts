import type { NameFacts } from './name-facts.ts';
import type { PairEvidence } from './pair-evidence.ts';

/** Says how likely two accounts are one. */
export interface Weigher {
  /** The logarithm of the odds, in nats. */
  nats(pair: PairEvidence, names: NameFacts): number;
}
