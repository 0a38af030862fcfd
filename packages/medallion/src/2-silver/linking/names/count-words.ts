import type { WordFrequencies } from './is-generic.ts';
import type { NameParts } from './name-parts.ts';

/** Counts the words of a corpus over its distinct skeletons; a word twice in one name counts once. */
export const countWords = (names: Iterable<NameParts>): WordFrequencies & { readonly counts: ReadonlyMap<string, number> } => {
  const skeletons = new Set<string>();
  const counts = new Map<string, number>();
  for (const { skeleton, tokens } of names) {
    if (skeletons.has(skeleton)) continue;
    skeletons.add(skeleton);
    for (const token of new Set(tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return { names: skeletons.size, counts, of: (token) => counts.get(token) ?? 0 };
};

/** Of no corpus: names are judged by the general lists only. */
export const noFrequencies: WordFrequencies = { names: 0, of: () => 0 };
