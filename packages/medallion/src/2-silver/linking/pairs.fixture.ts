import { readFileSync } from 'node:fs';

/** Two names with their countries, and what should be decided of them by these alone. */
export interface JudgedPair {
  readonly names: readonly [string, string];
  readonly countries: readonly [string, string];
  readonly expected: string;
}

/** The pairs of a file in `fixtures/linking`. */
export const judgedPairs = (file: string): readonly JudgedPair[] => {
  const text = readFileSync(new URL(`../../../../../fixtures/linking/${file}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const fields = Array.from(line.matchAll(/"([^"]*)"|([^,]+)/gu), (match) => match[1] ?? match[2] ?? '');
      const [a = '', aCountry = '', b = '', bCountry = '', expected = ''] = fields;
      return { names: [a, b], countries: [aCountry, bCountry], expected };
    });
};
