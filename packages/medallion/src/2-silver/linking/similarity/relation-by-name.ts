import { orderingWords } from '../names/data/word-variants.ts';
import { groupBrand } from '../names/group-brand.ts';
import { isCommonWord, isGeneric, isSurnameAlone, type WordFrequencies } from '../names/is-generic.ts';
import { isKnownName } from '../names/known-names.ts';
import { isShortName } from '../names/named-by-alias.ts';
import type { NameParts } from '../names/name-parts.ts';
import { consonantsOf } from '../names/romanised.ts';
import { isBusinessWord, isDescriptive, isGivenName, isListed } from '../names/vocabulary.ts';
import { gatesOf, isCutElsewhere } from './name-similarity.ts';
import { plainDistance } from './plain-distance.ts';
import { residualWords } from './residual-words.ts';

/** What names and countries alone say of two accounts, and why, in words for people. */
export interface NameRelation {
  readonly relation: 'same' | 'review' | 'related' | 'different';
  readonly reason: string;
}

const ordering = new Set(orderingWords.split(' '));

const same = (reason: string): NameRelation => ({ relation: 'same', reason });
const review = (reason: string): NameRelation => ({ relation: 'review', reason });
const related = (reason: string): NameRelation => ({ relation: 'related', reason });
const different = (reason: string): NameRelation => ({ relation: 'different', reason });

const namingWords = (tokens: readonly string[]): string => tokens.filter((token) => !isBusinessWord(token)).join(' ');

/** Names of one skeleton. Words for a trade may stand anywhere ("Foods, Smith Bros."); the words that name may not change places. */
const ofEqualNames = (a: NameParts, b: NameParts, frequencies: WordFrequencies, isAbroad: boolean): NameRelation => {
  if (namingWords(a.tokens) !== namingWords(b.tokens)) return review('the same words in another order');
  if (isGeneric(a, frequencies)) return review('equal names, but any company may carry this one');
  const [only = ''] = a.tokens;
  const isInitials =
    a.tokens.length === 1 && only.length <= 3 && /^\p{L}+$/u.test(only) && groupBrand(a.tokens) === '' && !isShortName(a.skeleton);
  return isInitials && isAbroad ? review('equal initials in two countries') : same('equal names');
};

const fewestConsonants = 3;

/** Names in two scripts: a person decides, unless both can be read and sound unlike. */
const acrossScripts = (a: NameParts, b: NameParts): NameRelation => {
  const [one, other] = [consonantsOf(a.tokens), consonantsOf(b.tokens)];
  if (one === undefined || other === undefined) return review('two scripts, of which one is not read');
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const soundsAlike = 100 * (long.length - plainDistance(short, long)) >= 70 * long.length;
  const begins = short.length >= fewestConsonants && long.startsWith(short);
  return short.length > 0 && (soundsAlike || begins) ? review('two scripts that sound alike') : different('two scripts that sound unlike');
};

const longAcronym = 5;

const byAcronym = (a: NameParts, b: NameParts, isAbroad: boolean): NameRelation | undefined => {
  const [short, long] = a.tokens.length <= b.tokens.length ? [a, b] : [b, a];
  if (short.tokens.length !== 1 || long.tokens.length < 2 || ![long.acronym, long.fullAcronym].includes(short.skeleton)) return undefined;
  return short.skeleton.length >= longAcronym || !isAbroad ? review('initials of the other name') : undefined;
};

/** One name holds all words of the other and more. */
const ofPartialName = (
  short: readonly string[],
  long: readonly string[],
  more: readonly string[],
  frequencies: WordFrequencies,
  isAbroad: boolean,
): NameRelation => {
  const isNameless = !isKnownName(short.toSorted().join(' ')) && (short.every(isDescriptive) || isSurnameAlone(short));
  if (isNameless) return different('what both have names no company');
  const isTail = short.every((word, at) => word === long[at]);
  const isMiddle = short[0] === long[0] && more.every(isDescriptive);
  const isFounder = more.length === 1 && more[0] === long[0] && more.every(isGivenName);
  if (isFounder) return review('a given name more');
  if (!isTail && !isMiddle) return different('a name is more than its end');
  if (isAbroad && short.every((word) => isCommonWord(word, frequencies)))
    return different('a popular name in two countries, with other words');
  return review('one name begins the other');
};

const isShortened = (left: readonly string[], right: readonly string[]): boolean => {
  const [one = '', other = ''] = [...left, ...right].toSorted((x, y) => x.length - y.length);
  return left.length === 1 && right.length === 1 && one.length >= 4 && other.startsWith(one) && !(isListed(one) && isListed(other));
};

const ofUnlikeNames = (a: NameParts, b: NameParts, frequencies: WordFrequencies, isAbroad: boolean): NameRelation => {
  const residual = residualWords(a.tokens, b.tokens);
  const gates = gatesOf(a, b, frequencies, residual);
  if (gates.includes('numbers')) return different('other numbers');
  if (gates.includes('opposites')) return different('words that exclude each other');
  const { left, right, shared } = residual;
  if ([...left, ...right].every((word) => ordering.has(word))) {
    const main = ({ tokens }: NameParts): string => tokens.filter((token) => !ordering.has(token)).join(' ');
    return main(a) === main(b) ? review('a preposition more') : different('a preposition turns the name around');
  }
  if (isCutElsewhere(residual)) return review('the same letters, cut into other words');
  if (gates.includes('typo') && !gates.includes('short') && !gates.includes('generic')) return review('one or two letters differ');
  const brand = groupBrand(a.tokens);
  if (brand !== '' && brand === groupBrand(b.tokens)) return related(`other businesses of the group "${brand}"`);
  const acronym = byAcronym(a, b, isAbroad);
  if (acronym !== undefined) return acronym;
  if (left.length === 0) return ofPartialName(a.tokens, b.tokens, right, frequencies, isAbroad);
  if (right.length === 0) return ofPartialName(b.tokens, a.tokens, left, frequencies, isAbroad);
  if (shared.length > 0 && isShortened(left, right)) return review('a word cut short');
  return different(shared.length === 0 ? 'no word in common' : 'each has words the other has not');
};

/**
 * Decides by names and countries only, as the rules do where no other field is at hand: `same` would be linked, `review` goes to a
 * person, `related` is one group's other business, `different` is no link. Symmetric.
 *
 * @param countries ISO 3166-1 alpha-2 of `a` and `b`; '' when not known
 */
export const relationByName = (
  a: NameParts,
  b: NameParts,
  frequencies: WordFrequencies,
  countries: readonly [string, string],
): NameRelation => {
  const isAbroad = countries[0] !== '' && countries[1] !== '' && countries[0] !== countries[1];
  if (a.tokens.length === 0 || b.tokens.length === 0) return different('no name');
  if (a.skeleton === b.skeleton) return ofEqualNames(a, b, frequencies, isAbroad);
  if (a.script !== b.script) return acrossScripts(a, b);
  return ofUnlikeNames(a, b, frequencies, isAbroad);
};
