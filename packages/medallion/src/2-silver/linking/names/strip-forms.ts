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

/** How many words the longest form has that ends, or begins, with a word. */
const mostWords = (forms: Iterable<string>, endOf: (words: readonly string[]) => string | undefined): ReadonlyMap<string, number> => {
  const most = new Map<string, number>();
  for (const words of Array.from(forms, (form) => form.split(' '))) {
    const end = endOf(words) ?? '';
    most.set(end, Math.max(most.get(end) ?? 0, words.length));
  }
  return most;
};
const wordsByLast = mostWords(suffixes.keys(), (words) => words.at(-1));
const wordsByFirst = mostWords(prefixes.keys(), (words) => words[0]);

/** Letters that stand apart and are one form together. */
const mostSingles = 5;

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
  const most = end.length === 1 ? mostSingles : (wordsByLast.get(end) ?? 0);
  for (let count = Math.min(most, words.length - 1); count > 0; count--) {
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
  const most = start.length === 1 ? mostSingles : (wordsByFirst.get(start) ?? 0);
  for (let count = Math.min(most, words.length - 1); count > 0; count--) {
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
