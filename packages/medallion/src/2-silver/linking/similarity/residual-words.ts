/** What is left of two names when every word both have is taken away once for each time both have it. */
export interface ResidualWords {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly shared: readonly string[];
}

export const residualWords = (a: readonly string[], b: readonly string[]): ResidualWords => {
  const right = [...b];
  const left: string[] = [];
  const shared: string[] = [];
  for (const word of a) {
    const at = right.indexOf(word);
    if (at === -1) left.push(word);
    else shared.push(...right.splice(at, 1));
  }
  return { left, right, shared };
};
