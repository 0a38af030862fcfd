/** How names lie in memory for the pair scorer. Without any list of words, so that a thread that only scores loads none. */

/** What the scorer asks of a name: bits of a name's flags. */
export const nameFlag = { isShort: 1, isGeneric: 2, hasExclusive: 4 } as const;
/**
 * Where a name's numbers lie. Ids are equal for equal skeletons and equal numbers. `letters`: how often it has a character, blanks aside, of
 * each of 32 classes, up to 7 times, four bits a class over four numbers; `letterSum`: all these together.
 */
export const nameField = {
  skeletonId: 0,
  numberId: 1,
  flags: 2,
  skeletonLength: 3,
  letters: 4,
  letterSum: 8,
  tokenCount: 9,
  tokenStart: 10,
  skeletonStart: 11,
} as const;
export const nameStride = 12;
/** The most a class is counted. */
export const mostLetters = 7;
/** What the scorer asks of a word: bits of `wordFlags`. */
export const wordFlag = { isCommon: 1, isListed: 2 } as const;

/**
 * Names as the pair scorer reads them: numbers in typed arrays over shared memory, so that threads read the same copy. The i-th name is
 * the i-th of `encodeNames`' list.
 */
export interface EncodedNames {
  readonly count: number;
  /** Character codes are 1 to `alphabet` - 1. */
  readonly alphabet: number;
  /** Of the letter that makes a plural; 0 when no name has it. */
  readonly codeOfS: number;
  /** Characters of the longest skeleton. */
  readonly longest: number;
  /** Words of the longest name. */
  readonly mostWords: number;
  /** `nameStride` numbers a name, at the places of `nameField`, side by side because a pair is mostly decided by them. */
  readonly names: Int32Array;
  readonly skeletons: Uint16Array;
  /** Words of the names, in their order. */
  readonly tokens: Int32Array;
  readonly wordFlags: Uint8Array;
  readonly wordStarts: Int32Array;
  readonly words: Uint16Array;
  /** Families of exclusive words a word is in: family * 256 + member. */
  readonly familyStarts: Int32Array;
  readonly families: Int32Array;
}
