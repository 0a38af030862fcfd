import { foldLetters } from './fold-text.ts';
import { wordVariants } from './data/word-variants.ts';

/** Umlauts and their spelling with e as one: ae, oe, ue, and aa for å, become a, o, u, a (research/account-linking N3). */
const skeletonWord = (word: string): string => (/[aou]e|aa/.test(word) ? word.replace(/([aou])e+/gu, '$1').replace(/aa+/gu, 'a') : word);

const variants = new Map(
  wordVariants
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [word = '', others = ''] = line.split(':').map((part) => part.trim());
      return others.split(/ +/u).map((other) => [skeletonWord(foldLetters(other)), skeletonWord(foldLetters(word))] as const);
    }),
);

/** The word that stands for all ways to write it: in full, in the singular, skeleton letters. Of itself it is itself. */
export const canonicalWord = (folded: string): string => {
  const word = skeletonWord(folded);
  return variants.get(word) ?? word;
};

/** Words of a list in the form names are compared in. */
export const wordSet = (list: string): ReadonlySet<string> =>
  new Set(
    list
      .split(/\s+/u)
      .filter((word) => word !== '')
      .map((word) => canonicalWord(foldLetters(word))),
  );
