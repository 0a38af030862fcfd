import { upperRuns } from './upper-runs.ts';

let letters: { readonly small: string; readonly capital: string } | undefined;

/**
 * The letters that have a capital, and their capitals, at the same places of two texts. Frozen, one code point to one, in no
 * language: engines and programming languages disagree on more than a hundred letters (`ß`, `ŉ`, `ǰ`, newer scripts).
 */
export const upperLetters = (): { readonly small: string; readonly capital: string } => (letters ??= spelled());

const spelled = (): { readonly small: string; readonly capital: string } => {
  let [small, capital] = ['', ''];
  for (const [first, last, step, shift] of upperRuns) {
    for (let letter = first; letter <= last; letter += step) {
      small += String.fromCodePoint(letter);
      capital += String.fromCodePoint(letter + shift);
    }
  }
  return { small, capital };
};
