import type { NameFacts } from './name-facts.ts';
import { type PairEvidence, sharesContact } from './pair-evidence.ts';

/**
 * Weights of evidence in nats, by logistic regression on accounts made up with the seeds 21 and 22, 10,000 and 100,000 of them; bands of
 * the probability hold at both sizes (docs/linking.md). What is measured and published is another seed.
 */
const weights = {
  prior: -4.11,
  exact: 6.59,
  fuzzy: 6.49,
  acronym: 6.25,
  shorter: 6.85,
  shorterByCommonWords: 5.94,
  alike: 4.12,
  /** For each doubling of what chance would bring, from a four-thousandth up. */
  exactByChance: -0.16,
  fuzzyByChance: -0.17,
  shorterByChance: -0.19,
  generic: -0.15,
  contact: 3.39,
  family: 4.74,
  otherFamily: -2.53,
  domain: 1.53,
  label: 0.15,
  domainConflict: -5.69,
  mailConflict: -5.27,
  indirect: 3.13,
  contested: -1.88,
  contestedWithDomain: 0.85,
  /** The same evidence where names are not alike: departments share it too. */
  contactOfOthers: -1.71,
  familyOfOthers: -3.62,
  domainOfOthers: -0.24,
  nothingOfOthers: -2.69,
} as const;

/** Logarithm, base 2, of a chance too small to matter. */
const noChance = -12;

/** Whether anything but the names ties the two. */
const hasAnything = (pair: PairEvidence): boolean => sharesContact(pair) || pair.family === 'same' || pair.labels > 0 || pair.indirect;

/** Evidence of the names alone, and whether they are alike. */
const ofNames = (score: number, names: NameFacts, hasOthers: boolean): { readonly nats: number; readonly isAlike: boolean } => {
  const chance = Math.max(0, names.chance - noChance);
  if (score === 100) return { nats: weights.exact + weights.exactByChance * chance, isAlike: true };
  if (score >= 85) return { nats: weights.fuzzy + weights.fuzzyByChance * chance, isAlike: true };
  if (names.acronym) return { nats: weights.acronym, isAlike: hasOthers };
  if (names.reduced)
    return {
      nats: (names.gates.includes('one-sided') ? weights.shorter : weights.shorterByCommonWords) + weights.shorterByChance * chance,
      isAlike: false,
    };
  return { nats: score >= 70 ? weights.alike : 0, isAlike: false };
};

const ofOthers = (pair: PairEvidence): number => {
  const hasContact = sharesContact(pair);
  const isSibling = pair.family === 'same';
  if (!hasAnything(pair)) return weights.nothingOfOthers;
  return (
    (hasContact ? weights.contactOfOthers : 0) + (isSibling ? weights.familyOfOthers : 0) + (pair.domains > 0 ? weights.domainOfOthers : 0)
  );
};

/** Evidence that two accounts are one, in nats: the logarithm of the odds. */
export const pairNats = (pair: PairEvidence, names: NameFacts): number => {
  const { nats, isAlike } = ofNames(pair.score, names, hasAnything(pair));
  const hasContact = sharesContact(pair);
  const isSibling = pair.family === 'same';
  const isTied = pair.indirect && !hasContact && !isSibling;
  const others = isAlike ? 0 : ofOthers(pair);
  const isContested = pair.contested && pair.score >= 85 && !hasContact && !isSibling && !pair.indirect;
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
    (isContested ? weights.contested + (pair.domains > 0 ? weights.contestedWithDomain : 0) : 0)
  );
};

/** The odds of evidence as a probability. */
export const probabilityOf = (nats: number): number => 1 / (1 + Math.exp(-nats));
