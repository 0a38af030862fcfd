import type { RuleSettings } from '../settings.ts';
import type { Decision, LinkRule } from './link.ts';
import type { NameFacts, NameQuestions } from './name-facts.ts';
import { contradiction, type PairEvidence, sharesContact } from './pair-evidence.ts';

/** How a pair is decided. */
export interface DecisionMode {
  readonly settings: RuleSettings;
  readonly acceptance: 'guarded' | 'law';
  /** Equal names without other evidence are usually one company in this corpus. */
  readonly equalNamesAreSame: boolean;
}

/** How likely the two are one, beside the mode. */
interface Question extends DecisionMode {
  readonly probability: number;
}

/** Facts of the names; what they say alone is asked only where it matters. */
type Names = NameFacts & { readonly relation: () => ReturnType<NameQuestions['relation']> };

type Fired = readonly (readonly [LinkRule, number])[];

const hasEvidence = (pair: PairEvidence): boolean => sharesContact(pair) || pair.labels > 0 || pair.family === 'same';

/** Rules R1 to R4, with the confidence each gives, in the order of precedence. */
const firedRules = (pair: PairEvidence, generic: boolean, settings: RuleSettings): Fired => {
  const { score } = pair;
  const fired: [LinkRule, number][] = [];
  if (score === 100) fired.push(['EXACT', settings.exactAlways100 || hasEvidence(pair) || !generic ? 100 : 90]);
  else if (score >= settings.fuzzy_at) {
    const bonus = (pair.family === 'same' ? 10 : 0) + (sharesContact(pair) ? 10 : 0);
    fired.push(['FUZZY', Math.min(95, Math.max(85, score + bonus))]);
  }
  if (score >= settings.parent_at && pair.family === 'same') fired.push(['PARENT', 90]);
  if (score >= settings.contact_at && sharesContact(pair)) fired.push(['CONTACT', 85]);
  return fired;
};

const strongest = (fired: Fired): readonly [LinkRule, number] => fired.reduce((best, one) => (one[1] > best[1] ? one : best));

const decision = (type: Decision['type'], fired: Fired, status: Decision['status'], reason: string): Decision => {
  const [rule, confidence] = strongest(fired);
  return { type, rule, fired: fired.map(([name]) => name), confidence, status, reason };
};

/**
 * Decides about a pair by the rules of the law under an acceptance.
 *
 * @returns undefined: no link
 */
export const decidePair = (pair: PairEvidence, names: Names, mode: Question): Decision | undefined => {
  const { settings, acceptance } = mode;
  const fired = firedRules(pair, names.generic, settings);
  if (fired.length === 0) return withoutLaw(pair, names, mode);
  const isAlike = pair.score >= settings.fuzzy_at;
  if (!isAlike && names.gates.includes('residual') && !sharesContact(pair))
    return decision('related', fired, 'auto', 'one parent, and names that go on with different words');
  if (acceptance === 'law') return decision('same', fired, 'auto', 'as the rule says');
  const against = contradiction(pair);
  if (against !== '') return decision('same', fired, 'review', against);
  if (isAlike) return ofAlikeNames(pair, names, fired, mode);
  if (names.gates.includes('residual') && pair.domains === 0) return decision('same', fired, 'review', 'their names go on with different words');
  return decision('same', fired, 'auto', evidenceWords(pair));
};

/** Names alike by the fuzzy rule or equal, and nothing against it: what else is there? */
const ofAlikeNames = (pair: PairEvidence, names: Names, fired: Fired, mode: Question): Decision => {
  const { settings, equalNamesAreSame } = mode;
  if (sharesContact(pair) || pair.family === 'same') return decision('same', fired, 'auto', evidenceWords(pair));
  if (pair.indirect) return decision('same', fired, 'auto', 'both are tied to the same other accounts');
  if (pair.domains > 0) {
    if (mode.probability >= settings.auto_at) return decision('same', fired, 'auto', evidenceWords(pair));
    const doubt = pair.contested ? 'more than one company has this name' : 'their words are everybody’s';
    return decision('same', fired, 'review', `they share a domain, but ${doubt}`);
  }
  if (pair.labels > 0) return decision('same', fired, 'review', 'their domains are of one name, but not the same');
  if (pair.score < 100) return decision('same', fired, settings.fuzzyNeedsEvidence ? 'review' : 'auto', 'nothing but their names is alike');
  if (names.generic) return decision('same', fired, 'review', 'any company may have this name');
  const { relation, reason } = names.relation();
  if (relation === 'review') return decision('same', fired, 'review', reason);
  if (!equalNamesAreSame) return decision('same', fired, 'review', 'equal names are often different companies here');
  return decision('same', fired, 'auto', 'their names are equal and no one else’s');
};

/** No rule of the law fires: names alone may still make two accounts related or a question, and so may shorter forms with other evidence. */
const withoutLaw = (pair: PairEvidence, names: Names, { settings, probability }: Question): Decision | undefined => {
  const isShorter = names.acronym || names.reduced;
  if (isShorter && hasEvidence(pair) && contradiction(pair) === '') {
    const what = names.acronym ? 'one is the other’s initials' : 'one lacks words of the other';
    const isSure = names.acronym && probability >= settings.auto_at;
    if (isSure || names.acronym || sharesContact(pair) || names.gates.includes('one-sided'))
      return decision('same', [['ALIAS', 70]], isSure ? 'auto' : 'review', `${what}, and ${evidenceWords(pair)}`);
  }
  if (pair.family === 'same') return decision('related', [['PARENT', 70]], 'auto', 'one parent, other names');
  if (contradiction(pair) !== '' || probability < settings.review_at) return undefined;
  const { relation, reason } = names.relation();
  if (relation === 'related') return decision('related', [['NAME', 60]], 'auto', reason);
  if (relation === 'review') return decision('same', [['NAME', 60]], 'review', reason);
  return undefined;
};

const evidenceWords = (pair: PairEvidence): string =>
  [
    ...(pair.emails > 0 ? ['they share a mailbox'] : []),
    ...(pair.phones > 0 ? ['they share a telephone number'] : []),
    ...(pair.domains > 0 ? ['they share a domain'] : pair.labels > 0 ? ['their domains are of one name'] : []),
    ...(pair.family === 'same' ? ['they have one parent'] : []),
  ].join(' and ');
