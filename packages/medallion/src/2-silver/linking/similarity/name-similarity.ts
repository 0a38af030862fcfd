import type { WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';

/** A rule of S1 that held a score down or up. */
export type Gate = 'short' | 'numbers' | 'generic' | 'opposites' | 'residual' | 'one-sided' | 'typo' | 'order';

export interface NameSimilarity {
  /** 0 to 100. */
  readonly score: number;
  readonly gates: readonly Gate[];
  /** Optimal string alignment distance of the skeletons. */
  readonly distance: number;
  /** Characters of the longer skeleton. */
  readonly length: number;
}

const osa = (a: string, b: string): number => {
  const rows = [[...Array.from({ length: b.length + 1 }).keys()]];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
};

/** How alike two names are: research/account-linking S1, in integers. */
export const nameSimilarity = (a: NameParts, b: NameParts, frequencies: WordFrequencies): NameSimilarity => {
  void frequencies;
  const length = Math.max(a.skeleton.length, b.skeleton.length);
  const distance = osa(a.skeleton, b.skeleton);
  return { score: length === 0 ? 0 : Math.floor((100 * (length - distance)) / length), gates: [], distance, length };
};
