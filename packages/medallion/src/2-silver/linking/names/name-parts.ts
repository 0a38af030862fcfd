import { withoutAttachedForm } from './attached-form.ts';
import { canonicalWord } from './canonical-word.ts';
import { connectors, orderingWords, romanNumerals } from './data/word-variants.ts';
import { type FoldedWord, readName } from './fold-text.ts';
import { namedByAlias } from './named-by-alias.ts';
import { setApart, stripName } from './strip-name.ts';

/** A company's name taken apart: research/account-linking N1 to N4. */
export interface NameParts {
  /** Words after folding, legal form and all, in order: what is shown. */
  readonly plain: string;
  /** Words of the core in order: no legal form, no geo tag, abbreviations in full, ae, oe, ue as a, o, u. Empty only for a name without letter and digit. */
  readonly tokens: readonly string[];
  /** Tokens sorted, with blanks between: what exact equality and similarity compare. */
  readonly skeleton: string;
  /** '' when there is none. */
  readonly legalForm: string;
  /** '' when there is none. */
  readonly geoTag: string;
  /** Runs of digits and Roman numerals, as digits without leading zeros, sorted. */
  readonly numbers: readonly string[];
  /** Initials of three words or more, or the only word when it is short; else ''. */
  readonly acronym: string;
  /** Initials with those of connectors and prepositions ("Smith and Sons Steel": sass), where they differ from `acronym`; else ''. */
  readonly fullAcronym: string;
  readonly script: 'latin' | 'other';
}

const connecting = new Set(connectors.split(' '));
const ordering = new Set(orderingWords.split(' '));
const numerals = new Map(Object.entries(romanNumerals));
const longestNumeral = 5;
const shortWord = 5;

const tokensOf = (words: readonly FoldedWord[]): readonly string[] => {
  const kept: string[] = [];
  for (const [at, { text }] of words.entries()) {
    if (at === 0 || at === words.length - 1 || !connecting.has(text)) kept.push(text);
  }
  return namedByAlias(kept).map((text, at, { length }) => {
    const digits = text.length <= longestNumeral && at > 0 ? numerals.get(text) : undefined;
    return digits !== undefined && (text.length > 1 || at === length - 1) ? digits : canonicalWord(text);
  });
};

const initialOf = (word: string): string => String.fromCodePoint(word.codePointAt(0) ?? 0);

const acronymOf = (tokens: readonly string[]): string => {
  if (tokens.length === 1) return (tokens[0] ?? '').length <= shortWord ? (tokens[0] ?? '') : '';
  const main = tokens.filter((token) => !ordering.has(token));
  return main.length >= 3 ? main.map(initialOf).join('') : '';
};

const fullAcronymOf = (words: readonly FoldedWord[], acronym: string): string => {
  const initials = words.length < 3 ? '' : words.map(({ text }) => initialOf(text)).join('');
  return initials === acronym ? '' : initials;
};

const numbersOf = (tokens: readonly string[]): readonly string[] => {
  const runs = tokens.flatMap((token) => token.match(/\p{N}+/gu) ?? []);
  return runs.map((run) => run.replace(/^0+(?=.)/u, '')).toSorted();
};

const textOf = (words: readonly FoldedWord[]): string => {
  let text = '';
  for (const word of words) text += text === '' ? word.text : ` ${word.text}`;
  return text;
};

/** In UTF-16 order, as `toSorted` gives; by insertion, since names are short. */
const sorted = (tokens: readonly string[]): readonly string[] => {
  const list = [...tokens];
  for (let at = 1; at < list.length; at++) {
    const token = list[at] ?? '';
    let to = at;
    for (; to > 0 && (list[to - 1] ?? '') > token; to--) list[to] = list[to - 1] ?? '';
    list[to] = token;
  }
  return list;
};

const hasNumber = /\p{N}/u;
const isAscii = /^[\u0000-\u007f]*$/;
const hasDigit = /[0-9]/;
const isOther = /[^\p{Script=Latin}\p{N}\p{M} ]/u;

/**
 * Takes a name apart. Pure.
 *
 * @param country ISO 3166-1 alpha-2, '' or undefined when not known; settles what a form means that is also a word
 * @example
 * takeApart('Müller & Söhne GmbH & Co. KG', 'DE').skeleton // => 'muller sohn'
 */
export const takeApart = (rawName: string, country: string | undefined): NameParts => {
  const { bare, form } = withoutAttachedForm(readName(rawName));
  const where = country === '' ? undefined : country;
  const { words, site } = setApart(bare, where);
  const name = stripName(words, where);
  const tokens = tokensOf(name.core);
  const skeleton = sorted(tokens).join(' ');
  const plain = site.length === 0 ? textOf(words) : `${textOf(words)} ${textOf(site)}`;
  const acronym = acronymOf(tokens);
  const isPlain = isAscii.test(plain);
  return {
    plain,
    tokens,
    skeleton,
    legalForm: form === '' ? name.form : `${form} ${name.form}`.trim(),
    geoTag: site.length === 0 ? name.tag : `${name.tag} ${textOf(site)}`.trim(),
    numbers: (isPlain ? hasDigit : hasNumber).test(skeleton) ? numbersOf(tokens) : [],
    acronym,
    fullAcronym: name.core.length > tokens.length || acronym.length < tokens.length ? fullAcronymOf(name.core, acronym) : '',
    script: !isPlain && isOther.test(plain) ? 'other' : 'latin',
  };
};

/** What was kept of a name: its words and what does not follow from them. */
export interface KeptName {
  /** Words of its core, with blanks between. */
  readonly name: string;
  readonly acronym: string;
  readonly full_acronym: string;
  readonly script: string;
}

/** The parts of a name that was kept: what names are compared by, without what is only shown. */
export const partsOf = ({ name, acronym, full_acronym: fullAcronym, script }: KeptName): NameParts => {
  const tokens = name.split(' ');
  return {
    plain: name,
    tokens,
    skeleton: sorted(tokens).join(' '),
    legalForm: '',
    geoTag: '',
    numbers: hasNumber.test(name) ? numbersOf(tokens) : [],
    acronym,
    fullAcronym,
    script: script === 'other' ? 'other' : 'latin',
  };
};
