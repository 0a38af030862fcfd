import { canonicalWord } from './canonical-word.ts';
import { connectors, orderingWords, romanNumerals } from './data/word-variants.ts';
import { attachedForms, bracketedForms } from './data/legal-forms.ts';
import { type FoldedWord, foldWords } from './fold-text.ts';
import { namedByAlias } from './named-by-alias.ts';
import { prefixForm, suffixForm } from './strip-forms.ts';
import { geoTag } from './strip-geo.ts';
import { isDescriptive } from './vocabulary.ts';

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
  readonly script: 'latin' | 'other';
}

const connecting = new Set(connectors.split(' '));
const ordering = new Set(orderingWords.split(' '));
const groupTails = new Set(['holding', 'group']);
const groupHeads = new Set(['grupo', 'groupe', 'gruppo', 'gruppe', 'groep', 'koninklijke']);
const shortWord = 5;

const withoutAttached = (name: string): { readonly bare: string; readonly form: string } => {
  if (!/[^\u0000-\u024f]/u.test(name)) return { bare: name, form: '' };
  const normal = bracketedForms.reduce((text, form) => text.replaceAll(form, ' '), name.normalize('NFKC')).trim();
  for (const form of attachedForms) {
    const bare = normal.startsWith(form) ? normal.slice(form.length) : normal.endsWith(form) ? normal.slice(0, -form.length) : undefined;
    if (bare !== undefined && /[\p{L}\p{N}]/u.test(bare)) return { bare: bare.trim(), form };
  }
  return { bare: normal, form: '' };
};

interface Core {
  words: FoldedWord[];
  readonly forms: string[];
  readonly tags: string[];
}

const isNamed = (words: readonly FoldedWord[]): boolean => words.some((word) => !isDescriptive(canonicalWord(word.text)));

const stripEnd = (core: Core, country: string | undefined): boolean => {
  const { words, forms, tags } = core;
  const form = suffixForm(words, country, forms.length > 0);
  if (form !== undefined) forms.unshift(form.text);
  const tag = form === undefined ? geoTag(words, country) : undefined;
  if (tag !== undefined) tags.unshift(tag.text);
  const last = words.at(-1)?.text ?? '';
  const rest = words.slice(0, -1);
  const isTail = (groupTails.has(canonicalWord(last)) && isNamed(rest)) || last === 'the' || (forms.length > 0 && connecting.has(last));
  const count = form?.words ?? tag?.words ?? (rest.length > 0 && isTail ? 1 : 0);
  core.words = words.slice(0, words.length - count);
  return count > 0;
};

const stripStart = (core: Core, country: string | undefined): boolean => {
  const { words, forms } = core;
  const first = words[0]?.text ?? '';
  const form = prefixForm(words, country, forms.at(-1) ?? '');
  if (form !== undefined) forms.unshift(form.text);
  const isHead = first === 'the' || (groupHeads.has(first) && isNamed(words.slice(1)));
  const count = form?.words ?? (words.length > 1 && isHead ? 1 : 0);
  core.words = words.slice(count);
  return count > 0;
};

const tokensOf = (words: readonly FoldedWord[]): readonly string[] => {
  const kept = words.filter(({ text }, at) => !(connecting.has(text) && at > 0 && at < words.length - 1));
  return namedByAlias(kept.map(({ text }) => text)).map((text, at, { length }) => {
    const digits = romanNumerals[text];
    return digits !== undefined && at > 0 && (text.length > 1 || at === length - 1) ? digits : canonicalWord(text);
  });
};

const acronymOf = (tokens: readonly string[]): string => {
  const main = tokens.filter((token) => !ordering.has(token));
  if (main.length >= 3) return main.map((token) => String.fromCodePoint(token.codePointAt(0) ?? 0)).join('');
  return tokens.length === 1 && (tokens[0] ?? '').length <= shortWord ? (tokens[0] ?? '') : '';
};

/** Takes a name apart; `country` is ISO 3166-1 alpha-2 and settles what a form means that is also a word. Pure. */
export const takeApart = (rawName: string, country: string | undefined): NameParts => {
  const { bare, form } = withoutAttached(rawName);
  const words = foldWords(bare);
  const hasArticle = words.length > 1 && words[0]?.text === 'the';
  const core: Core = { words: words.slice(hasArticle ? 1 : 0), forms: form === '' ? [] : [form], tags: [] };
  const where = country === '' ? undefined : country;
  while (core.words.length > 1 && stripEnd(core, where));
  while (core.words.length > 1 && stripStart(core, where));
  const tokens = tokensOf(core.words);
  const plain = words.map(({ text }) => text).join(' ');
  return {
    plain,
    tokens,
    skeleton: tokens.toSorted().join(' '),
    legalForm: core.forms.join(' '),
    geoTag: core.tags.join(' '),
    numbers: tokens
      .flatMap((token) => token.match(/\p{N}+/gu) ?? [])
      .map((run) => run.replace(/^0+(?=.)/u, ''))
      .toSorted(),
    acronym: acronymOf(tokens),
    script: /[^\p{Script=Latin}\p{N}\p{M} ]/u.test(plain) ? 'other' : 'latin',
  };
};
