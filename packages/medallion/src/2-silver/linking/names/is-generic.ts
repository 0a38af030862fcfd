import type { NameParts } from './name-parts.ts';

/** What a corpus knows of its words: counted over distinct skeletons, so that one group's hundred accounts do not make its name a common word. */
export interface WordFrequencies {
  /** Distinct skeletons counted. */
  readonly names: number;
  /** Distinct skeletons that hold a token. */
  of(token: string): number;
}

const generic = new Set('international national general global solutions systems services group holdings company bank first'.split(' '));

/** Whether nothing in a name tells its company from others: only words of everybody, or a common surname alone. */
export const isGeneric = (parts: NameParts, frequencies: WordFrequencies): boolean =>
  parts.tokens.every((token) => generic.has(token) || frequencies.of(token) > Math.max(50, frequencies.names / 200));
