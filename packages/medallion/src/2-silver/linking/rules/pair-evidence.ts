import { sharedBy } from '../evidence/shared-values.ts';
import type { Corpus } from '../intake/corpus.ts';

/** What two accounts themselves say of each other. */
export interface OwnEvidence {
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
  /** Both have mailboxes at domains, and none in common. */
  readonly mailConflict: boolean;
  /** Ultimate parents; not known where either has no parent and is none. */
  readonly family: 'same' | 'different' | 'unknown';
  readonly country: 'same' | 'different' | 'unknown';
}

/** Everything a decision about two accounts rests on, but for their names. */
export interface PairEvidence extends OwnEvidence {
  /** Both are tied to a third account, or to a chain of them, by alike names and a mailbox, a number or a parent. */
  readonly indirect: boolean;
  /** Accounts of this name contradict each other: more than one company has it. */
  readonly contested: boolean;
}

/** What pairs say of other pairs. */
export interface Ties {
  /** Accounts tied by alike names and a mailbox, a telephone number or a parent, directly or through others: the smallest of them. */
  readonly core: Int32Array;
  /** 1 for a node of whose name there are accounts that contradict each other: more than one company has it. */
  readonly contested: Uint8Array;
}

/** Gathers what two accounts say of each other. */
export const evidenceOf = (corpus: Corpus, a: number, b: number, score: number): OwnEvidence => gathered(corpus, a, b, score, undefined);

/** The same, and what other pairs say. */
export const evidenceWithTies = (corpus: Corpus, a: number, b: number, score: number, ties: Ties): PairEvidence =>
  gathered(corpus, a, b, score, ties);

/** One object a pair: there are millions. */
const gathered = (corpus: Corpus, a: number, b: number, score: number, ties: Ties | undefined): PairEvidence => {
  const { shared, country, nodeOf } = corpus;
  const labels = sharedBy(shared.label, a, b);
  const [here, there] = [country[a]!, country[b]!];
  return {
    a,
    b,
    score,
    emails: sharedBy(shared.email, a, b),
    phones: sharedBy(shared.phone, a, b),
    domains: sharedBy(shared.domain, a, b),
    labels,
    domainConflict: labels === 0 && haveDomains(corpus, a, b),
    mailConflict: haveOtherMail(corpus, a, b),
    family: familyOfTwo(corpus, a, b),
    country: here === 0 || there === 0 ? 'unknown' : here === there ? 'same' : 'different',
    indirect: ties !== undefined && ties.core[a] === ties.core[b],
    contested: ties !== undefined && (ties.contested[nodeOf[a]!] === 1 || ties.contested[nodeOf[b]!] === 1),
  };
};

const haveDomains = ({ hasDomain }: Corpus, a: number, b: number): boolean => hasDomain[a] === 1 && hasDomain[b] === 1;

const haveOtherMail = ({ hasMail, shared }: Corpus, a: number, b: number): boolean =>
  hasMail[a] === 1 && hasMail[b] === 1 && sharedBy(shared.mail, a, b) === 0;

export const familyOfTwo = ({ families: { known, root } }: Corpus, a: number, b: number): OwnEvidence['family'] =>
  known[a] === 0 || known[b] === 0 ? 'unknown' : root[a] === root[b] ? 'same' : 'different';

export const sharesContact = ({ emails, phones }: OwnEvidence): boolean => emails + phones > 0;

/** What may speak against two accounts being one, in words for people. */
export const contradictions = {
  domain: 'their domains differ',
  mail: 'their mailboxes are at different domains',
  family: 'they belong to different parents',
} as const;

/** What speaks against two accounts being one, '' where nothing does. */
export const contradiction = (pair: OwnEvidence): string => {
  if (pair.domainConflict) return contradictions.domain;
  if (pair.mailConflict) return contradictions.mail;
  return pair.family === 'different' ? contradictions.family : '';
};
/** As `isContradicted` tells of the evidence of two accounts, without all of it. */
export const areContradicted = (corpus: Corpus, a: number, b: number): boolean =>
  familyOfTwo(corpus, a, b) === 'different' ||
  haveOtherMail(corpus, a, b) ||
  (haveDomains(corpus, a, b) && sharedBy(corpus.shared.label, a, b) === 0);
export const isContradicted = (pair: OwnEvidence): boolean => pair.domainConflict || pair.mailConflict || pair.family === 'different';
