import type { NameFacts } from '../rules/name-facts.ts';
import type { PairEvidence } from '../rules/pair-evidence.ts';
import { contactNats, domainNats, nameNats, parentNats, priorNats } from '../rules/pair-nats.ts';
import type { Contribution, ContributionPart } from './contribution.ts';

const part = (name: ContributionPart, found: string, nats: number): Contribution => ({ part: name, found, bits: nats * Math.LOG2E });

const many = (count: number, one: string, more: string): string => (count === 1 ? `a ${one}` : `${count} ${more}`);

/** A chance from which on names are told to be of common words: one name in a thousand. */
const commonChance = -10;

const likeness = (score: number, { acronym, reduced }: NameFacts): string => {
  if (score === 100) return 'equal names';
  if (score >= 85) return `names ${score} % alike`;
  if (acronym) return 'one name is the initials of the other';
  if (reduced) return 'one name lacks words of the other';
  return score > 0 ? `names ${score} % alike` : 'names not alike';
};

const namesWords = ({ score, contested }: PairEvidence, names: NameFacts): string => {
  const isCommon = score >= 85 && names.chance > commonChance;
  const words = names.generic ? ', that any company may carry' : isCommon ? ', of common words' : '';
  return `${likeness(score, names)}${words}${contested && score >= 85 ? ', that more than one company has' : ''}`;
};

const domainWords = ({ domains, labels, domainConflict, mailConflict }: PairEvidence): string => {
  const sites =
    domains > 0
      ? `${many(domains, 'domain', 'domains')} in common`
      : labels > 0
        ? 'domains of one stem'
        : domainConflict
          ? 'domains, none in common'
          : 'no domain to compare';
  return mailConflict ? `${sites}; mailboxes at different domains` : sites;
};

const contactWords = ({ emails, phones, indirect }: PairEvidence): string => {
  const shared = [
    ...(emails > 0 ? [many(emails, 'mailbox', 'mailboxes')] : []),
    ...(phones > 0 ? [many(phones, 'telephone number', 'telephone numbers')] : []),
  ];
  if (shared.length > 0) return `${shared.join(' and ')} in common`;
  return indirect ? 'none in common, but both are tied to the same other accounts' : 'none in common';
};

const parentWords = { same: 'one ultimate parent', different: 'different ultimate parents', unknown: 'no parents to compare' } as const;
const countryWords = { same: 'one country', different: 'different countries', unknown: 'no countries to compare' } as const;

const seriesWords = (one: readonly string[], other: readonly string[]): string => {
  if (one.length + other.length === 0) return 'no numbers in the names';
  return one.join(' ') === other.join(' ')
    ? 'equal numbers in the names'
    : 'different numbers in the names: never one, whatever else is alike';
};

/**
 * The parts of `pairNats`, in bits: their sum is its number. Countries and numbers have no weight with the rules; numbers that differ hold
 * the similarity down before it counts, and the guard keeps their accounts apart.
 *
 * @param numbers in the names of both
 */
export const ruleContributions = (
  pair: PairEvidence,
  names: NameFacts,
  numbers: readonly [readonly string[], readonly string[]],
): readonly Contribution[] => [
  part('prior', 'two accounts worth a look', priorNats),
  part('name', namesWords(pair, names), nameNats(pair, names)),
  part('domain', domainWords(pair), domainNats(pair, names)),
  part('contact', contactWords(pair), contactNats(pair, names)),
  part('parent', parentWords[pair.family], parentNats(pair, names)),
  part('country', countryWords[pair.country], 0),
  part('series', seriesWords(...numbers), 0),
];
