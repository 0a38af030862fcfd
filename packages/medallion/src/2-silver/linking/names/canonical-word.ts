import { foldLetters } from './fold-text.ts';
import { wordVariants } from './data/word-variants.ts';

/** Umlauts and their spelling with e as one: ae, oe, ue, and aa for å, become a, o, u, a (research/account-linking N3). */
export const skeletonWord = (word: string): string =>
  /[aou]e|aa/u.test(word) ? word.replace(/([aou])e+/gu, '$1').replace(/aa+/gu, 'a') : word;

const variants = new Map(
  wordVariants
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [word = '', others = ''] = line.split(':');
      return others
        .trim()
        .split(/ +/u)
        .map((other) => [foldLetters(other), foldLetters(word.trim())] as const);
    }),
);

/** The word that stands for all ways to write it: in full, in the singular, skeleton letters. */
export const canonicalWord = (folded: string): string => skeletonWord(variants.get(folded) ?? folded);

/** Words of a list in the form names are compared in. */
export const wordSet = (list: string): ReadonlySet<string> =>
  new Set(
    list
      .split(/\s+/u)
      .filter((word) => word !== '')
      .map((word) => canonicalWord(foldLetters(word))),
  );
