/** What a part of the evidence is about, in the order it is told. */
export const contributionParts = ['prior', 'name', 'domain', 'contact', 'parent', 'country', 'series', 'law', 'manual'] as const;
export type ContributionPart = (typeof contributionParts)[number];

/** One part of the evidence that two accounts are one: a bar of the waterfall. */
export interface Contribution {
  readonly part: ContributionPart;
  /** What was found, in words for people; holds no personal data. */
  readonly found: string;
  /** Weight: the logarithm, base 2, of how many times likelier it makes them one; below 0 speaks against it. */
  readonly bits: number;
}

/** All evidence together, in bits: the logarithm, base 2, of the odds. */
export const sumOfBits = (contributions: readonly Contribution[]): number => contributions.reduce((sum, { bits }) => sum + bits, 0);

/** The probability that odds of so many bits mean. */
export const probabilityOfBits = (bits: number): number => 1 / (1 + 2 ** -bits);
