import type { WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';
import { nameSimilarity } from './name-similarity.ts';

/** Names as a pair scorer reads them. */
export interface EncodedNames {
  readonly parts: readonly NameParts[];
  readonly frequencies: WordFrequencies;
}

export const encodeNames = (parts: readonly NameParts[], frequencies: WordFrequencies): EncodedNames => ({ parts, frequencies });

/** Scores of the pairs (left[i], right[i]); 0 below the floor. */
export const scorePairs = (names: EncodedNames, left: Int32Array, right: Int32Array, floor: number): Uint8Array =>
  Uint8Array.from(left, (one, at) => {
    const [a, b] = [names.parts[one], names.parts[right[at] ?? 0]];
    const score = a === undefined || b === undefined ? 0 : nameSimilarity(a, b, names.frequencies).score;
    return score < floor ? 0 : score;
  });
