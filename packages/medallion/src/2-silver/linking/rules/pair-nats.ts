import type { NameFacts } from './name-facts.ts';
import { type PairEvidence, sharesContact } from './pair-evidence.ts';

/**
 * Weights of evidence in nats, by logistic regression on accounts made up with the seeds 21 and 22, 10,000 and 100,000 of them; bands of
 * the probability hold at both sizes (docs/linking.md). What is measured and published is another seed.
 */
const weights = {
  prior: -5.82,
  exact: 8,
  fuzzy: 8.45,
  acronym: 7.29,
  shorter: 7.65,
  shorterByCommonWords: 5.94,
  alike: 4.82,
  /** For each doubling of what chance would bring, from a thousandth up. */
  exactByChance: -0.16,
  fuzzyByChance: -0.32,
  shorterByChance: -0.24,
  generic: -0.29,
  contact: 3.36,
  family: 4.86,
  otherFamily: -2.63,
  domain: 2.14,
  label: 0.72,
  domainConflict: -5.79,
  mailConflict: -5.49,
  indirect: 3.17,
  contested: -1.55,
  /** The same evidence where names are not alike: departments share less. */
  contactOfOthers: -0.66,
  familyOfOthers: -2.7,
  domainOfOthers: 0.58,
} as const;

/** Logarithm, base 2, of a chance too small to matter. */
const noChance = -10;

/** Evidence of the names alone, and whether they are alike. */
const ofNames = (score: number, names: NameFacts): { readonly nats: number; readonly isAlike: boolean } => {
  const chance = Math.max(0, names.chance - noChance);
  if (score === 100) return { nats: weights.exact + weights.exactByChance * chance, isAlike: true };
  if (score >= 85) return { nats: weights.fuzzy + weights.fuzzyByChance * chance, isAlike: true };
  if (names.acronym) return { nats: weights.acronym, isAlike: true };
  if (names.reduced)
    return {
      nats: (names.gates.includes('one-sided') ? weights.shorter : weights.shorterByCommonWords) + weights.shorterByChance * chance,
      isAlike: false,
    };
  return { nats: score >= 70 ? weights.alike : 0, isAlike: false };
};

/** Evidence that two accounts are one, in nats: the logarithm of the odds. */
export const pairNats = (pair: PairEvidence, names: NameFacts): number => {
  const { nats, isAlike } = ofNames(pair.score, names);
  const hasContact = sharesContact(pair);
  const isSibling = pair.family === 'same';
  const isTied = pair.indirect && !hasContact && !isSibling;
  const others = isAlike
    ? 0
    : (hasContact ? weights.contactOfOthers : 0) + (isSibling ? weights.familyOfOthers : 0) + (pair.domains > 0 ? weights.domainOfOthers : 0);
  return (
    weights.prior +
    nats +
    others +
    (names.generic && pair.score >= 85 ? weights.generic : 0) +
    (hasContact ? weights.contact : 0) +
    (isSibling ? weights.family : pair.family === 'different' ? weights.otherFamily : 0) +
    (pair.domains > 0 ? weights.domain : pair.labels > 0 ? weights.label : 0) +
    (pair.domainConflict ? weights.domainConflict : 0) +
    (pair.mailConflict ? weights.mailConflict : 0) +
    (isTied ? weights.indirect : 0) +
    (pair.contested && pair.score >= 85 && !hasContact && !isSibling && !pair.indirect ? weights.contested : 0)
  );
};

/** The odds of evidence as a probability. */
export const probabilityOf = (nats: number): number => 1 / (1 + Math.exp(-nats));
