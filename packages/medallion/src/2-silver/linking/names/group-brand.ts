import { wordSet } from './canonical-word.ts';
import { groupBrands } from './data/group-brands.ts';

const brands = new Set(
  groupBrands
    .trim()
    .split(/\s+/u)
    .map((brand) => [...wordSet(brand.replaceAll('_', ' '))].join(' ')),
);

/** The words of a large group's name that a company's name begins with, '' when it begins with none. */
export const groupBrand = (tokens: readonly string[]): string =>
  [tokens.slice(0, 2), tokens.slice(0, 1)].map((words) => words.join(' ')).find((words) => brands.has(words)) ?? '';
