/**
 * Optimal string alignment distance of two texts in UTF-16 units, by the definition: insertions, deletions, substitutions and swaps of
 * neighbours cost 1, no part is edited twice (restricted Damerau–Levenshtein). What the fast aligner must equal.
 *
 * @example
 * plainDistance('swift', 'switf') // => 1
 */
export const plainDistance = (a: string, b: string): number => {
  let [last, before] = [Array.from({ length: b.length + 1 }, (_, at) => at), [] as number[]];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : substituted;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substituted, swapped));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
};
