import type { PairEvidence } from './pair-evidence.ts';

/** What of the names takes part in the odds. */
export interface NameOdds {
  /** Logarithm, base 2, of how many names like the more common of the two the corpus holds by chance; far below 0 for a name of its own. */
  readonly chance: number;
  readonly generic: boolean;
  /** One name is the initials of the other, or lacks words of it. */
  readonly reduced: boolean;
  /** Both go on with words of their own. */
  readonly residual: boolean;
}

/** Weights in nats; fitted on made-up corpora of other seeds than those that are measured (docs/linking.md). */
const weights = { exact: 1.2, fuzzy: -0.6, alike: -1, reduced: -2, other: -3.5, chance: -0.08, generic: -1, contact: 3.5, family: 3, domain: 1.9, label: 0, conflict: -8, parents: -3 };

/** What is known of any pair that is looked at, before its names and the rest speak: as much as of two whose names are not alike. */
export const priorNats = weights.other;

/** What the names add to it. */
export const nameNats = ({ score }: PairEvidence, { residual, reduced, chance, generic }: NameOdds): number => {
  const alike =
    score === 100 ? weights.exact : score >= 85 ? weights.fuzzy : residual ? weights.other : score >= 70 ? weights.alike : reduced ? weights.reduced : weights.other;
  return alike - priorNats + weights.chance * Math.max(0, chance + 8) + (generic ? weights.generic : 0);
};

export const domainNats = ({ domains, labels, domainConflict }: PairEvidence): number =>
  domains > 0 ? weights.domain : labels > 0 ? weights.label : domainConflict ? weights.conflict : 0;

export const contactNats = ({ emails, phones }: PairEvidence): number => (emails + phones > 0 ? weights.contact : 0);

export const parentNats = ({ family }: PairEvidence): number => (family === 'same' ? weights.family : family === 'different' ? weights.parents : 0);

/** Evidence that two accounts are one, in nats: the logarithm of the odds. `ruleContributions` tells the parts of the sum. */
export const pairNats = (pair: PairEvidence, names: NameOdds): number =>
  priorNats + nameNats(pair, names) + domainNats(pair) + contactNats(pair) + parentNats(pair);

export const probabilityOf = (nats: number): number => 1 / (1 + Math.exp(-nats));
