import type { NameFacts } from '../rules/name-facts.ts';
import type { PairEvidence } from '../rules/pair-evidence.ts';
import { contactNats, domainNats, nameNats, parentNats, priorNats } from '../rules/pair-nats.ts';
import type { Contribution, ContributionPart } from './contribution.ts';

const part = (name: ContributionPart, found: string, nats: number): Contribution => ({ part: name, found, bits: nats * Math.LOG2E });

const many = (count: number, one: string, more: string): string => (count === 1 ? `a ${one}` : `${count} ${more}`);

const namesWords = ({ score }: PairEvidence, { residual, reduced, generic, chance, acronym }: NameFacts): string => {
  const alike =
    score === 100 ? 'equal names' : score > 0 ? `names ${score} % alike` : acronym ? 'initials of the other name' : reduced ? 'one name lacks words of the other' : 'names not alike';
  const more = residual && score > 0 ? ', each with words of its own' : '';
  const common = generic ? ', that any company may carry' : chance > -8 ? ', of common words' : '';
  return `${alike}${more}${common}`;
};

const domainWords = ({ domains, labels, domainConflict }: PairEvidence): string => {
  if (domains > 0) return `${many(domains, 'domain', 'domains')} in common`;
  if (labels > 0) return 'domains of one name under different endings';
  return domainConflict ? 'domains on both sides, none in common' : 'no domain to compare';
};

const contactWords = ({ emails, phones }: PairEvidence): string => {
  const shared = [...(emails > 0 ? [many(emails, 'mailbox', 'mailboxes')] : []), ...(phones > 0 ? [many(phones, 'telephone number', 'telephone numbers')] : [])];
  return shared.length === 0 ? 'no contact in common' : `${shared.join(' and ')} in common`;
};

const parentWords = { same: 'one ultimate parent', different: 'different ultimate parents', unknown: 'no parents to compare' } as const;
const countryWords = { same: 'one country', different: 'different countries', unknown: 'no countries to compare' } as const;

const seriesWords = (one: readonly string[], other: readonly string[]): string => {
  if (one.length + other.length === 0) return 'no numbers in the names';
  return one.join(' ') === other.join(' ') ? 'equal numbers in the names' : 'different numbers in the names: never one, whatever else is alike';
};

/**
 * The parts of `pairNats`, in bits: their sum is its number. Countries and numbers have no weight with the rules; numbers that differ hold
 * the similarity down before it counts, and the guard keeps their accounts apart.
 *
 * @param numbers in the names of both
 */
export const ruleContributions = (pair: PairEvidence, names: NameFacts, numbers: readonly [readonly string[], readonly string[]]): readonly Contribution[] => [
  part('prior', 'two accounts worth a look', priorNats),
  part('name', namesWords(pair, names), nameNats(pair, names)),
  part('domain', domainWords(pair), domainNats(pair)),
  part('contact', contactWords(pair), contactNats(pair)),
  part('parent', parentWords[pair.family], parentNats(pair)),
  part('country', countryWords[pair.country], 0),
  part('series', seriesWords(...numbers), 0),
];
