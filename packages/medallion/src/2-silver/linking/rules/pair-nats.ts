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

/** Whether names are alike enough for other evidence to count in full. */
const isAlike = (score: number, { acronym }: NameFacts): boolean => score >= 85 || acronym;

/** How alike the names are. */
const likenessNats = (score: number, { chance, gates, acronym, reduced }: NameFacts): number => {
  const doublings = Math.max(0, chance - noChance);
  if (score === 100) return weights.exact + weights.exactByChance * doublings;
  if (score >= 85) return weights.fuzzy + weights.fuzzyByChance * doublings;
  if (acronym) return weights.acronym;
  if (reduced) return (gates.includes('one-sided') ? weights.shorter : weights.shorterByCommonWords) + weights.shorterByChance * doublings;
  return score >= 70 ? weights.alike : 0;
};

/** What is known of any pair that is looked at, before its names and the rest speak. */
export const priorNats = weights.prior;

const isBare = (pair: PairEvidence): boolean => !sharesContact(pair) && pair.family !== 'same' && !pair.indirect;

/** Whether nothing but the names ties the two. */
const hasNothing = (pair: PairEvidence): boolean => isBare(pair) && pair.labels === 0;

/** What the names say, and what other accounts of them say of them. */
export const nameNats = (pair: PairEvidence, names: NameFacts): number => {
  const { score, contested, domains } = pair;
  return (
    likenessNats(score, names) +
    (names.generic && score >= 85 ? weights.generic : 0) +
    (contested && score >= 85 && isBare(pair) ? weights.contested + (domains > 0 ? weights.contestedWithDomain : 0) : 0) +
    (score < 85 && hasNothing(pair) ? weights.nothingOfOthers : 0)
  );
};

export const domainNats = (pair: PairEvidence, names: NameFacts): number =>
  (pair.domains > 0 ? weights.domain + (isAlike(pair.score, names) ? 0 : weights.domainOfOthers) : pair.labels > 0 ? weights.label : 0) +
  (pair.domainConflict ? weights.domainConflict : 0) +
  (pair.mailConflict ? weights.mailConflict : 0);

/** What mailboxes and telephone numbers say, of the two or of third accounts both are tied to. */
export const contactNats = (pair: PairEvidence, names: NameFacts): number => {
  if (sharesContact(pair)) return weights.contact + (isAlike(pair.score, names) ? 0 : weights.contactOfOthers);
  return pair.indirect && pair.family !== 'same' ? weights.indirect : 0;
};

export const parentNats = (pair: PairEvidence, names: NameFacts): number => {
  if (pair.family === 'same') return weights.family + (isAlike(pair.score, names) ? 0 : weights.familyOfOthers);
  return pair.family === 'different' ? weights.otherFamily : 0;
};

/** Evidence that two accounts are one, in nats: the logarithm of the odds. `ruleContributions` tells the parts of the sum. */
export const pairNats = (pair: PairEvidence, names: NameFacts): number =>
  priorNats + nameNats(pair, names) + domainNats(pair, names) + contactNats(pair, names) + parentNats(pair, names);

/** The odds of evidence as a probability. */
export const probabilityOf = (nats: number): number => 1 / (1 + Math.exp(-nats));
