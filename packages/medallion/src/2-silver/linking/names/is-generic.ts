import { isKnownName } from './known-names.ts';
import type { NameParts } from './name-parts.ts';
import { isLegalForm } from './strip-forms.ts';
import { isEverybodys, isSurname } from './vocabulary.ts';

/** What a corpus knows of its words: counted over distinct skeletons, so that one group's hundred accounts do not make its name a common word. */
export interface WordFrequencies {
  /** Distinct skeletons counted. */
  readonly names: number;
  /** Distinct skeletons that hold a token. */
  of(token: string): number;
}

/** A word is common in a corpus when it stands in one name of 200 and in 300 names at least: below that a few groups' many names decide. */
const commonShare = 200;
const commonNames = 300;

const familyWords = new Set([
  'brother',
  'son',
  'daughter',
  'familie',
  'gebruder',
  'sohn',
  'fils',
  'frere',
  'hijos',
  'hermanos',
  'figli',
  'fratelli',
  'zonen',
  'irmaos',
  'filhos',
]);

/** Whether any company may carry a word: by the general lists, by its share of the corpus, or as a number of one digit. */
export const isCommonWord = (token: string, frequencies: WordFrequencies): boolean => {
  if (isEverybodys(token) || /^\p{N}$/u.test(token)) return true;
  const count = frequencies.of(token);
  return count >= commonNames && count * commonShare >= frequencies.names;
};

/** A surname, with family words or without: all there is to tell one Smith & Sons from another. */
export const isSurnameAlone = (tokens: readonly string[]): boolean =>
  tokens.filter(isSurname).length === 1 && tokens.every((token) => isSurname(token) || familyWords.has(token));

/** Whether nothing in a name tells its company from others: only words of everybody, a legal form's letters, or a common surname alone. */
export const isGeneric = ({ tokens, skeleton }: NameParts, frequencies: WordFrequencies): boolean =>
  !isKnownName(skeleton) &&
  (tokens.every((token) => isCommonWord(token, frequencies)) ||
    (tokens.length === 1 && isLegalForm(tokens[0] ?? '')) ||
    isSurnameAlone(tokens));
