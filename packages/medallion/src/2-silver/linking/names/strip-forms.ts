import { ambiguousForms, prefixForms, suffixForms } from './data/legal-forms.ts';
import type { FoldedWord } from './fold-text.ts';

interface Form {
  readonly countries: ReadonlySet<string>;
  readonly isAmbiguous: boolean;
}

const ambiguous = new Set(ambiguousForms.trim().split(/\s+/u));

const formsOf = (byCountry: Readonly<Record<string, string>>): ReadonlyMap<string, Form> => {
  const countries = new Map<string, Set<string>>();
  for (const [country, forms] of Object.entries(byCountry)) {
    for (const form of forms.split(', ')) countries.set(form, (countries.get(form) ?? new Set()).add(country));
  }
  return new Map(Array.from(countries, ([form, of]) => [form, { countries: of, isAmbiguous: ambiguous.has(form.replaceAll(' ', '')) }]));
};

const suffixes = formsOf(suffixForms);
const prefixes = formsOf(prefixForms);
const lastWords = new Set([...suffixes.keys()].map((form) => form.slice(form.lastIndexOf(' ') + 1)));
const firstWords = new Set([...prefixes.keys()].map((form) => form.split(' ')[0] ?? ''));
const longestForm = 6;

/** A legal form at one end of a name: how many words it takes, and its text. */
export interface FoundForm {
  readonly words: number;
  readonly text: string;
}

const singles = (words: readonly FoldedWord[]): boolean => words.length > 1 && words.every(({ text }) => text.length === 1);

/** Whether letters that are a form somewhere are one here. */
const isMeant = (form: Form, words: readonly FoldedWord[], country: string | undefined): boolean =>
  !form.isAmbiguous ||
  singles(words) ||
  words.every((word) => word.dotted || word.capitals) ||
  (country !== undefined && form.countries.has(country));

/** The longest legal form a name ends with, leaving a word at least. `isFollowed`: another form stood behind it. */
export const suffixForm = (words: readonly FoldedWord[], country: string | undefined, isFollowed: boolean): FoundForm | undefined => {
  const end = words.at(-1)?.text ?? '';
  if (end.length > 1 && !lastWords.has(end)) return undefined;
  for (let count = Math.min(longestForm, words.length - 1); count > 0; count--) {
    const last = words.slice(-count);
    const text = last.map((word) => word.text).join(' ');
    const form = suffixes.get(text) ?? (singles(last) ? suffixes.get(text.replaceAll(' ', '')) : undefined);
    if (form !== undefined && (isFollowed || isMeant(form, last, country))) return { words: count, text };
  }
  return undefined;
};

/** The longest legal form a name begins with. Of the ambiguous ones only in a country that has them, in capitals where no country is known, or when `suffix` is of such a country. */
export const prefixForm = (words: readonly FoldedWord[], country: string | undefined, suffix: string): FoundForm | undefined => {
  const start = words[0]?.text ?? '';
  if (start.length > 1 && !firstWords.has(start)) return undefined;
  for (let count = Math.min(longestForm, words.length - 1); count > 0; count--) {
    const first = words.slice(0, count);
    const text = first.map((word) => word.text).join(' ');
    const form = prefixes.get(text) ?? (singles(first) ? prefixes.get(text.replaceAll(' ', '')) : undefined);
    if (form === undefined) continue;
    const fits = country !== undefined && form.countries.has(country);
    const unknown = country === undefined && first.every((word) => word.dotted || word.capitals);
    const agrees = [...form.countries].some((of) => suffixes.get(suffix)?.countries.has(of));
    if (!form.isAmbiguous || fits || unknown || agrees) return { words: count, text };
  }
  return undefined;
};

/** Whether a word alone is a legal form somewhere: a name that is nothing else tells nobody apart. */
export const isLegalForm = (token: string): boolean => suffixes.has(token) || prefixes.has(token);
