import { type Contribution, type ContributionPart, contributionParts } from '../explain/contribution.ts';
import { seriesWords } from '../explain/rule-contributions.ts';
import type { PairNumbers } from '../rules/weigher.ts';
import type { NameKind } from './compare-names.ts';
import { type ComparisonName, comparisonNames, comparisons, levelStart, stepNats } from './comparisons.ts';
import type { Weights } from './weights.ts';

const partOf: Readonly<Record<ComparisonName, ContributionPart>> = {
  name: 'name',
  rest: 'name',
  holders: 'name',
  numbers: 'series',
  domain: 'domain',
  mail: 'domain',
  contact: 'contact',
  ties: 'contact',
  family: 'parent',
  country: 'country',
};

const kindWords: Readonly<Record<NameKind, string>> = {
  equal: 'equal names',
  'one typo': 'a word misspelt',
  'more typos': 'words misspelt',
  'one word more': 'one name has a word more',
  'more words more': 'one name has words more',
  initials: 'one name is the initials of the other',
  'different words': 'each name has words of its own',
  nothing: 'no word in common',
};

/** Words for levels, and for the first half of those that are crossed. */
const levelWords: Readonly<Record<string, string>> = {
  'same domain': 'a domain in common',
  'same label': 'domains of one stem',
  'different domains': 'domains, none in common',
  'no domain': 'no domain to compare',
  'parent and child': 'one is the parent of the other',
  'one parent': 'one parent',
  'one family': 'one ultimate parent',
  'different families': 'different ultimate parents',
  'family of one only': 'a parent on one side only',
  'no family': 'no parents to compare',
  none: 'none in common',
  mailbox: 'a mailbox in common',
  telephone: 'a telephone number in common',
  both: 'a mailbox and a telephone number in common',
};

/** Ties through others are told where nothing ties the two themselves. */
const tieWords = ({ contact, ties }: Levels): string => {
  const tied = contact === 'none' && ties.startsWith('indirect') ? '; both are tied to the same other accounts' : '';
  return `${tied}${ties.endsWith('contested') ? '; more than one company has the name' : ''}`;
};

const countryWords = { same: 'one country', different: 'different countries', unknown: 'no countries to compare' } as const;

/** How much words tell: a step of the comparison in bits, or that and more. */
const telling = (step: number): string => `${Math.floor(step * stepNats * Math.LOG2E)} bits`;

type Levels = Readonly<Record<ComparisonName, string>>;

const nameWords = ({ name, rest, holders }: Levels): string => {
  const [kind = '', step = ''] = name.split(', ');
  const restStep = rest.split(', ')[1];
  const more = restStep === undefined ? '' : `, those of one alone ${telling(Number(restStep))}`;
  const accounts = holders === 'not equal' ? '' : `, on ${holders} accounts`;
  return `${kindWords[kind as NameKind]}; common words tell ${telling(Number(step))}${more}${accounts}`;
};

const wordsOf = (part: ContributionPart, levels: Levels, numbers: PairNumbers): string => {
  const told = (level: string): string => levelWords[level.split(', ')[0]!] ?? level;
  if (part === 'name') return nameWords(levels);
  if (part === 'domain') return `${told(levels.domain)}${levels.mail === 'different domains' ? '; mailboxes at different domains' : ''}`;
  if (part === 'contact') return `${told(levels.contact)}${tieWords(levels)}`;
  if (part === 'parent') return told(levels.family);
  if (part === 'country') return countryWords[levels.country as keyof typeof countryWords];
  return part === 'series' ? seriesWords(...numbers) : 'two accounts worth a look';
};

/** The parts of learned odds, in bits. @param row the level of each comparison, as its place in a row of weights */
export const learnedContributions = (row: Uint16Array, { prior, bits }: Weights, numbers: PairNumbers): readonly Contribution[] => {
  const levels = Object.fromEntries(
    comparisonNames.map((name, at) => [name, comparisons[name][row[at]! - levelStart[name]]!]),
  ) as unknown as Levels;
  const weightOf = (part: ContributionPart): number =>
    comparisonNames.reduce((sum, name, at) => (partOf[name] === part ? sum + bits[row[at]!]! : sum), part === 'prior' ? prior : 0);
  return contributionParts
    .filter((part) => part !== 'manual' && part !== 'law')
    .map((part) => ({ part, found: wordsOf(part, levels, numbers), bits: weightOf(part) }));
};
