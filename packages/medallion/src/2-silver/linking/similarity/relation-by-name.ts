import { isGeneric, type WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';
import { nameSimilarity } from './name-similarity.ts';

/** What names and countries alone say of two accounts, and why. */
export interface NameRelation {
  readonly relation: 'same' | 'review' | 'related' | 'different';
  readonly reason: string;
}

/** Decides by name and country only. `countries` are ISO codes, '' when not known. */
export const relationByName = (
  a: NameParts,
  b: NameParts,
  frequencies: WordFrequencies,
  countries: readonly [string, string],
): NameRelation => {
  void countries;
  if (a.skeleton === b.skeleton)
    return isGeneric(a, frequencies) ? { relation: 'review', reason: 'generic' } : { relation: 'same', reason: 'equal' };
  const { score } = nameSimilarity(a, b, frequencies);
  return score >= 85 ? { relation: 'review', reason: 'alike' } : { relation: 'different', reason: 'not alike' };
};
