/** Edit distance with transpositions of neighbours (optimal string alignment), in letters. */
const distance = (left: string, right: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[right.length] ?? 0;
};

/** The candidate a mistyped word was probably meant to be, or undefined when none is close. */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const allowed = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly candidate: string; readonly steps: number } | undefined;
  for (const candidate of candidates) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps <= allowed && (best === undefined || steps < best.steps)) best = { candidate, steps };
  }
  return best?.candidate;
};

/** `; did you mean "orders"?` or nothing: the end of a message about a word we do not know. */
export const didYouMean = (word: string, candidates: readonly string[]): string => {
  const meant = nearest(word, candidates);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
};

/** What to do about a word we do not know: `did you mean "orders"?`, or else what is told instead. */
export const remedyFor = (word: string, candidates: readonly string[], otherwise: string): string =>
  didYouMean(word, candidates).slice(2) || otherwise;
