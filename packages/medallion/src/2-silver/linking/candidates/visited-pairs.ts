import { firstOfPair, secondOfPair } from './name-candidates.ts';

type Visit = (a: number, b: number) => void;

/** Pairs of accounts, the smaller one first, that can be gone through in order. */
export interface VisitedPairs {
  readonly length: number;
  /** @param wanted 1 for accounts whose pairs with larger ones are visited; by default all */
  each(visit: Visit, wanted?: Uint8Array): void;
}

/** Pairs by their keys, in order. */
export const pairsOfKeys = (keys: Float64Array): VisitedPairs => ({
  length: keys.length,
  each: (visit, wanted) => {
    for (const key of keys) if (wanted === undefined || wanted[firstOfPair(key)] === 1) visit(firstOfPair(key), secondOfPair(key));
  },
});
