import { areOpposites } from '../names/exclusive-words.ts';
import { isCommonWord, isGeneric, type WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';
import { isListed } from '../names/vocabulary.ts';
import { plainDistance } from './plain-distance.ts';
import { type ResidualWords, residualWords } from './residual-words.ts';
import { apartCap, editsOfTypo, residualCap, shortName, typoFloor } from './score-limits.ts';

/** A rule of research/account-linking S1 that held a score down, or up (`typo`). */
export type Gate = 'numbers' | 'residual' | 'typo' | 'one-sided' | 'opposites' | 'short' | 'generic';

export interface NameSimilarity {
  /** 0 to 100, rounded down. */
  readonly score: number;
  readonly gates: readonly Gate[];
  /** Optimal string alignment distance of the skeletons. */
  readonly distance: number;
  /** UTF-16 units of the longer skeleton. */
  readonly length: number;
}

/** In UTF-16 units, as the fast scorer counts. */
const placesApart = (a: string, b: string): number => {
  let apart = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) apart++;
  return apart;
};

/** The tables know the plural of a word, not of a word misspelt or cut in two. */
const withoutPlural = (a: string, b: string): readonly [string, string] =>
  a.endsWith('s') === b.endsWith('s') ? [a, b] : [a.replace(/s$/u, ''), b.replace(/s$/u, '')];

/** Whether the rests are the same letters in other words: "Air Lines", "Airlines". */
export const isCutElsewhere = ({ left, right }: ResidualWords): boolean => {
  const [a, b] = withoutPlural(left.join(''), right.join(''));
  return left.length !== right.length && a === b;
};

/** Whether the rests are one text misspelt, or cut into words elsewhere. Words of the general lists are not each other misspelt. */
const isTypo = (residual: ResidualWords): boolean => {
  if (isCutElsewhere(residual)) return true;
  const { left, right, shared } = residual;
  const [a, b] = withoutPlural(left.join(''), right.join(''));
  const edits = editsOfTypo(a.length, b.length, shared.length > 0);
  if (edits === 0 || a[0] !== b[0] || [...left, ...right].every(isListed)) return false;
  const distance = plainDistance(a, b);
  const isOtherName = shared.length === 0 && a.length === b.length && placesApart(a, b) === distance;
  return distance <= edits && (distance === 0 || !isOtherName);
};

const opposes = (residual: ResidualWords): boolean =>
  !isCutElsewhere(residual) && residual.left.some((one) => residual.right.some((other) => areOpposites(one, other)));

/**
 * How alike two names are: research/account-linking S1 and S2, integers only. 100 for equal skeletons; else the share of characters that
 * an optimal string alignment keeps, between the caps and floors of the gates. What is a typo goes beyond the note: rests below 4 and 5
 * characters are none, for the reason of its gate (e); nor are rests with other first letters, nor two words of the general lists; and
 * where no word is shared, other letters in the same places make another name (of generated accounts, seeds 21 and 22, 32 of 125
 * such pairs were true, against 112 of 131 with a letter more, less or swapped).
 */
export const nameSimilarity = (a: NameParts, b: NameParts, frequencies: WordFrequencies): NameSimilarity => {
  const length = Math.max(a.skeleton.length, b.skeleton.length);
  if (length === 0) return { score: 0, gates: [], distance: 0, length };
  if (a.skeleton === b.skeleton) return { score: 100, gates: [], distance: 0, length };
  const distance = plainDistance(a.skeleton, b.skeleton);
  const gates = gatesOf(a, b, frequencies);
  let score = Math.floor((100 * (length - distance)) / length);
  if (gates.includes('typo')) score = Math.max(score, typoFloor);
  if (gates.includes('residual') || gates.includes('one-sided')) score = Math.min(score, residualCap);
  if (gates.some((gate) => gate === 'numbers' || gate === 'opposites' || gate === 'short' || gate === 'generic'))
    score = Math.min(score, apartCap);
  return { score, gates, distance, length };
};

/** The gates that strike, in no order. */
export const gatesOf = (
  a: NameParts,
  b: NameParts,
  frequencies: WordFrequencies,
  residual: ResidualWords = residualWords(a.tokens, b.tokens),
): readonly Gate[] => {
  const gates: Gate[] = [];
  if (a.numbers.join(' ') !== b.numbers.join(' ')) gates.push('numbers');
  if (opposes(residual)) gates.push('opposites');
  if (Math.min(a.skeleton.length, b.skeleton.length) < shortName) gates.push('short');
  if (isGeneric(a, frequencies) && isGeneric(b, frequencies)) gates.push('generic');
  if (residual.left.length > 0 && residual.right.length > 0) gates.push(isTypo(residual) ? 'typo' : 'residual');
  else if (![...residual.left, ...residual.right].every((word) => isCommonWord(word, frequencies))) gates.push('one-sided');
  return gates;
};
