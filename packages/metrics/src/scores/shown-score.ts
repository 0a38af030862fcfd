/** A score as people are shown it: cut, not rounded, so that no 79.6 looks like the 80 of the next band. */
export const shownScore = (score: number): string => String(Math.floor(score));
