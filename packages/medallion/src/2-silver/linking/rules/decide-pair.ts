import type { RuleSettings } from '../settings.ts';
import type { Gate } from '../similarity/name-similarity.ts';
import type { NameRelation } from '../similarity/relation-by-name.ts';
import type { Decision, LinkRule } from './link.ts';
import type { PairEvidence } from './pair-evidence.ts';

/** What the names of a pair say beyond their score. */
export interface NameEvidence {
  /** Nothing in either name tells its company from others. */
  readonly generic: boolean;
  /** What names and countries alone say. */
  readonly relation: NameRelation;
  /** Gates that struck. */
  readonly gates: readonly Gate[];
  /** One name is the initials of the other. */
  readonly acronym: boolean;
}

/** What the corpus as a whole says of its names. */
export interface CorpusTrust {
  /** Equal names without other evidence are usually one company here. */
  readonly equalNamesAreSame: boolean;
}

const sharesContact = ({ emails, phones }: PairEvidence): boolean => emails + phones > 0;
const sharesDomain = ({ labels }: PairEvidence): boolean => labels > 0;
const hasEvidence = (pair: PairEvidence): boolean => sharesContact(pair) || sharesDomain(pair) || pair.family === 'same';

/** Rules R1 to R4, with the confidence each gives. */
const firedRules = (pair: PairEvidence, generic: boolean, settings: RuleSettings): readonly (readonly [LinkRule, number])[] => {
  const { score } = pair;
  const fired: [LinkRule, number][] = [];
  const evidence = hasEvidence(pair);
  if (score === 100) fired.push(['EXACT', settings.exactAlways100 || evidence || !generic ? 100 : 90]);
  else if (score >= settings.fuzzy_at) {
    const bonus = (pair.family === 'same' ? 10 : 0) + (sharesContact(pair) ? 10 : 0);
    fired.push(['FUZZY', Math.min(95, Math.max(85, score + bonus))]);
  }
  if (score >= settings.parent_at && pair.family === 'same') fired.push(['PARENT', 90]);
  if (score >= settings.contact_at && sharesContact(pair)) fired.push(['CONTACT', 85]);
  return fired;
};

/** What speaks against two accounts being one, '' where nothing does. */
const contradiction = (pair: PairEvidence): string => {
  if (pair.domainConflict) return 'their domains differ';
  if (pair.family === 'different') return 'they belong to different parents';
  return '';
};

const strongest = (fired: readonly (readonly [LinkRule, number])[]): readonly [LinkRule, number] =>
  // The list stands in the order of precedence.
  fired.reduce((best, one) => (one[1] > best[1] ? one : best));

const decision = (type: Decision['type'], fired: readonly (readonly [LinkRule, number])[], status: Decision['status'], reason: string): Decision => {
  const [rule, confidence] = strongest(fired);
  return { type, rule, fired: fired.map(([name]) => name), confidence, status, reason };
};

/**
 * Decides about a pair by the rules of the law under an acceptance.
 *
 * @returns undefined: no link
 */
export const decidePair = (
  pair: PairEvidence,
  names: NameEvidence,
  { settings, acceptance, trust }: { readonly settings: RuleSettings; readonly acceptance: 'guarded' | 'law'; readonly trust: CorpusTrust },
): Decision | undefined => {
  const { score } = pair;
  const generic = score === 100 && names.generic;
  const fired = firedRules(pair, generic, settings);
  if (fired.length === 0) return withoutLaw(pair, names);
  if (score < settings.fuzzy_at && names.gates.includes('residual')) return decision('related', fired, 'auto', 'their names go on with different words');
  if (acceptance === 'law') return decision('same', fired, 'auto', 'as the rule says');
  const against = contradiction(pair);
  if (against !== '') return decision('same', fired, 'review', against);
  if (score === 100) return exact(pair, names, fired, trust);
  if (!hasEvidence(pair)) return decision('same', fired, settings.fuzzyNeedsEvidence ? 'review' : 'auto', 'nothing but their names is alike');
  return decision('same', fired, 'auto', evidenceWords(pair));
};

const exact = (pair: PairEvidence, names: NameEvidence, fired: readonly (readonly [LinkRule, number])[], trust: CorpusTrust): Decision => {
  if (hasEvidence(pair)) return decision('same', fired, 'auto', evidenceWords(pair));
  if (names.generic) return decision('same', fired, 'review', 'their name could be anybody’s');
  if (names.relation.relation === 'review') return decision('same', fired, 'review', names.relation.reason);
  if (!trust.equalNamesAreSame) return decision('same', fired, 'review', 'equal names are often different companies here');
  return decision('same', fired, 'auto', 'their names are equal and their own');
};

/** No rule of the law fires: names alone may still make two accounts related or a question, and so may initials with other evidence. */
const withoutLaw = (pair: PairEvidence, names: NameEvidence): Decision | undefined => {
  if (names.acronym && hasEvidence(pair) && contradiction(pair) === '')
    return decision('same', [['ALIAS', 70]], 'review', `one is the other’s initials, and ${evidenceWords(pair)}`);
  if (pair.family === 'same') return decision('related', [['PARENT', 70]], 'auto', 'one parent, other names');
  const { relation, reason } = names.relation;
  if (relation === 'related') return decision('related', [['NAME', 60]], 'auto', reason);
  if (relation === 'review') return decision('same', [['NAME', 60]], 'review', reason);
  return undefined;
};

const evidenceWords = (pair: PairEvidence): string =>
  [
    ...(pair.emails > 0 ? ['they share a mailbox'] : []),
    ...(pair.phones > 0 ? ['they share a telephone number'] : []),
    ...(pair.labels > 0 ? ['they share a domain'] : []),
    ...(pair.family === 'same' ? ['they have one parent'] : []),
  ].join(' and ');
