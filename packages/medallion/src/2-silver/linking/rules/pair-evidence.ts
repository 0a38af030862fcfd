import { sharedBy } from '../evidence/shared-values.ts';
import type { Corpus } from '../intake/read-corpus.ts';

/** Everything a decision about two accounts rests on. */
export interface PairEvidence {
  /** Accounts by number, the smaller one first. */
  readonly a: number;
  readonly b: number;
  /** Similarity of the names, 0 to 100; below 70 as 0. */
  readonly score: number;
  /** Mailboxes, telephone numbers, registered domains and their labels that both have. */
  readonly emails: number;
  readonly phones: number;
  readonly domains: number;
  readonly labels: number;
  /** Both have domains, and no label in common. */
  readonly domainConflict: boolean;
  /** Ultimate parents; not known where either has no parent and is none. */
  readonly family: 'same' | 'different' | 'unknown';
  readonly country: 'same' | 'different' | 'unknown';
}

/** Gathers the evidence of a pair. */
export const evidenceOf = (corpus: Corpus, a: number, b: number, score: number): PairEvidence => {
  const { shared, hasDomain, families, country } = corpus;
  const labels = sharedBy(shared.label, a, b);
  const isKnown = families.known[a] === 1 && families.known[b] === 1;
  const [here, there] = [country[a]!, country[b]!];
  return {
    a,
    b,
    score,
    emails: sharedBy(shared.email, a, b),
    phones: sharedBy(shared.phone, a, b),
    domains: sharedBy(shared.domain, a, b),
    labels,
    domainConflict: labels === 0 && hasDomain[a] === 1 && hasDomain[b] === 1,
    family: isKnown ? (families.root[a] === families.root[b] ? 'same' : 'different') : 'unknown',
    country: here === 0 || there === 0 ? 'unknown' : here === there ? 'same' : 'different',
  };
};
