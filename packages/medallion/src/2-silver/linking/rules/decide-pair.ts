import type { RuleSettings } from '../settings.ts';
import type { Decision, JoiningDecision, LinkRule } from './link.ts';
import type { NameFacts, NameQuestions } from './name-facts.ts';
import { contradiction, type PairEvidence, sharesContact } from './pair-evidence.ts';

/** How a pair is decided. */
export interface DecisionMode {
  readonly settings: RuleSettings;
  readonly acceptance: 'guarded' | 'law';
  /** Equal names without other evidence are usually one company in this corpus. */
  readonly equalNamesAreSame: boolean;
}

/** How likely the two are one, beside the mode, and what their names say alone: asked only where it matters. */
interface Question extends DecisionMode {
  readonly probability: number;
  readonly relation: () => ReturnType<NameQuestions['relation']>;
}

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

const decided = (type: Decision['type'], fired: Fired, status: Decision['status'], reason: string, mayJoin = true): JoiningDecision => {
  const [rule, confidence] = strongest(fired);
  return { type, rule, fired: fired.map(([name]) => name), confidence, status, reason, mayJoin: mayJoin && type === 'same' };
};
const auto = (fired: Fired, reason: string): JoiningDecision => decided('same', fired, 'auto', reason);
/** A question that joins accounts until a person says otherwise, where it is more likely right than wrong. */
const review = (fired: Fired, reason: string): JoiningDecision => decided('same', fired, 'review', reason);
/** A question the names themselves raise: it joins nothing until a person says so. */
const ask = (fired: Fired, reason: string): JoiningDecision => decided('same', fired, 'review', reason, false);
const related = (fired: Fired, reason: string): JoiningDecision => decided('related', fired, 'auto', reason);

/**
 * Decides about a pair by the rules of the law under an acceptance.
 *
 * @returns undefined: no link
 */
export const decidePair = (pair: PairEvidence, names: NameFacts, mode: Question): JoiningDecision | undefined => {
  const { settings, acceptance } = mode;
  const fired = firedRules(pair, names.generic, settings);
  if (fired.length === 0) return withoutLaw(pair, names, mode);
  const isAlike = pair.score >= settings.fuzzy_at;
  if (!isAlike && names.gates.includes('residual') && !sharesContact(pair))
    return related(fired, 'one parent, and names that go on with different words');
  if (acceptance === 'law') return auto(fired, 'as the rule says');
  const against = contradiction(pair);
  if (against !== '') return review(fired, against);
  if (isAlike) return ofAlikeNames(pair, names, fired, mode);
  if (names.gates.includes('residual') && pair.domains === 0) return review(fired, 'their names go on with different words');
  return auto(fired, evidenceWords(pair));
};

/** Names alike by the fuzzy rule or equal, and nothing against it: what else is there? */
const ofAlikeNames = (pair: PairEvidence, names: NameFacts, fired: Fired, mode: Question): JoiningDecision => {
  const { settings, equalNamesAreSame } = mode;
  if (sharesContact(pair) || pair.family === 'same') return auto(fired, evidenceWords(pair));
  if (pair.indirect) return auto(fired, 'both are tied to the same other accounts');
  if (pair.domains > 0) {
    if (mode.probability >= settings.auto_at) return auto(fired, evidenceWords(pair));
    const doubt = pair.contested ? 'more than one company has this name' : 'their words are everybody’s';
    return review(fired, `they share a domain, but ${doubt}`);
  }
  if (pair.labels > 0) return review(fired, 'their domains are of one name, but not the same');
  if (pair.score < 100)
    return settings.fuzzyNeedsEvidence ? review(fired, 'nothing but their names is alike') : auto(fired, 'their names are alike');
  if (names.generic) return ask(fired, 'any company may have this name');
  const { relation, reason } = mode.relation();
  if (relation === 'review') return ask(fired, reason);
  if (pair.contested) return review(fired, 'more than one company has this name');
  if (!equalNamesAreSame) return review(fired, 'equal names are often different companies here');
  return auto(fired, 'their names are equal and no one else’s');
};

/** No rule of the law fires: names alone may still make two accounts related or a question, and so may shorter forms with other evidence. */
const withoutLaw = (pair: PairEvidence, names: NameFacts, question: Question): JoiningDecision | undefined => {
  const { settings, probability } = question;
  const isContradicted = contradiction(pair) !== '';
  const shorter = isContradicted || !hasEvidence(pair) ? undefined : ofShorterName(pair, names, probability >= settings.auto_at);
  if (shorter !== undefined) return shorter;
  if (pair.family === 'same') return related([['PARENT', 70]], 'one parent, other names');
  if (isContradicted) return undefined;
  const { relation, reason } = question.relation();
  if (relation === 'related') return related([['NAME', 60]], reason);
  // How likely two scripts are one name the weights do not know.
  return relation === 'review' && (names.twoScripts || probability >= settings.review_at) ? ask([['NAME', 60]], reason) : undefined;
};

/** One name is the initials of the other, or lacks words of it, and they share something. */
const ofShorterName = (pair: PairEvidence, names: NameFacts, isLikely: boolean): JoiningDecision | undefined => {
  const fired: Fired = [['ALIAS', 70]];
  const words = evidenceWords(pair);
  if (names.acronym)
    return isLikely ? auto(fired, `one is the other’s initials, and ${words}`) : review(fired, `one is the other’s initials, and ${words}`);
  const isShorter = names.reduced && (sharesContact(pair) || names.gates.includes('one-sided'));
  return isShorter ? review(fired, `one lacks words of the other, and ${words}`) : undefined;
};

const evidenceWords = (pair: PairEvidence): string =>
  [
    ...(pair.emails > 0 ? ['they share a mailbox'] : []),
    ...(pair.phones > 0 ? ['they share a telephone number'] : []),
    ...(pair.domains > 0 ? ['they share a domain'] : pair.labels > 0 ? ['their domains are of one name'] : []),
    ...(pair.family === 'same' ? ['they have one parent'] : []),
  ].join(' and ');
