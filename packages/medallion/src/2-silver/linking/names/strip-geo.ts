import { orderingWords } from './data/word-variants.ts';
import { ambiguousTags, cityNames, countryNames, regionNames, siteWords } from './data/geo-tags.ts';
import { canonicalWord } from './canonical-word.ts';
import { type FoldedWord, foldWords } from './fold-text.ts';
import { isDescriptive } from './vocabulary.ts';

const placeOf = (name: string): string =>
  foldWords(name)
    .map(({ text }) => text)
    .join(' ');

const countries = new Map<string, string>(
  Object.entries(countryNames).flatMap(([country, names]) => names.split(', ').map((name) => [placeOf(name), country] as const)),
);
const regions = new Set([...regionNames.split(','), ...siteWords.split(',')].map(placeOf));
const cities = new Set(cityNames.split(',').map(placeOf));
const lastWords = new Set([...countries.keys(), ...regions].map((tag) => tag.slice(tag.lastIndexOf(' ') + 1)));
const ambiguous = new Set(ambiguousTags.split(' '));
const ordering = new Set(orderingWords.split(' '));
const longestTag = 5;

/** A tag of place at a name's end: how many words it takes, and its text. */
export interface FoundTag {
  readonly words: number;
  readonly text: string;
}

/** What stays must still name a company: not "Bank of", not "Air" alone. */
const stands = (rest: readonly FoldedWord[]): boolean => {
  const last = rest.at(-1)?.text ?? '';
  return !ordering.has(last) && last !== 'the' && !(rest.length === 1 && isDescriptive(canonicalWord(last)));
};

/** The longest country or region a name ends with, when the rest still names a company. */
export const geoTag = (words: readonly FoldedWord[], country: string | undefined): FoundTag | undefined => {
  if (!lastWords.has(words.at(-1)?.text ?? '')) return undefined;
  const isShouted = words.every((word) => word.capitals);
  for (let count = Math.min(longestTag, words.length - 1); count > 0; count--) {
    const last = words.slice(-count);
    const text = last.map((word) => word.text).join(' ');
    const of = countries.get(text);
    if (of === undefined && !regions.has(text)) continue;
    const isMeant = !ambiguous.has(text) || of === country || (text.length <= 3 && !isShouted && last.every((word) => word.capitals));
    if (isMeant && stands(words.slice(0, -count))) return { words: count, text };
  }
  return undefined;
};

/** Whether words set apart behind a dash are a place. */
export const isPlace = (words: readonly FoldedWord[]): boolean => {
  const text = words.map((word) => word.text).join(' ');
  return cities.has(text) || countries.has(text) || regions.has(text);
};
