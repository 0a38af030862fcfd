import { familiesOf } from '../names/exclusive-words.ts';
import { isCommonWord, isGeneric, type WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';
import { isListed } from '../names/vocabulary.ts';
import { shortName } from './name-similarity.ts';

/** What the scorer asks of a name: bits of a name's flags. */
export const nameFlag = { isShort: 1, isGeneric: 2, hasExclusive: 4 } as const;
/** Where a name's numbers lie: ids are equal for equal skeletons and equal numbers; `letters` says which characters it has, `twice` which it has twice, without blanks, each in one of 32 bits. */
export const nameField = {
  skeletonId: 0,
  numberId: 1,
  flags: 2,
  skeletonLength: 3,
  letters: 4,
  twice: 5,
  tokenCount: 6,
  tokenStart: 7,
  skeletonStart: 8,
} as const;
export const nameStride = 9;
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

class Ids {
  readonly #ids = new Map<string, number>();
  of(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.size;
    if (id === this.#ids.size) this.#ids.set(text, id);
    return id;
  }
  get texts(): readonly string[] {
    return [...this.#ids.keys()];
  }
}

const int32 = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length));
const uint16 = (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(2 * length));
const uint8 = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));

const startsOf = (lengths: readonly number[]): Int32Array => {
  const starts = int32(lengths.length + 1);
  lengths.forEach((length, at) => (starts[at + 1] = starts[at]! + length));
  return starts;
};

const listsOf = (lists: readonly (readonly number[])[]): readonly [Int32Array, Int32Array] => {
  const starts = startsOf(lists.map((list) => list.length));
  const values = int32(starts[lists.length]!);
  lists.forEach((list, at) => values.set(list, starts[at]!));
  return [starts, values];
};

const textsOf = (texts: readonly string[], codes: Uint16Array): readonly [Int32Array, Uint16Array] => {
  const starts = startsOf(texts.map((text) => text.length));
  const values = uint16(starts[texts.length]!);
  let at = 0;
  for (const text of texts) for (let i = 0; i < text.length; i++) values[at++] = codes[text.charCodeAt(i)]!;
  return [starts, values];
};

/** A code for each UTF-16 unit in use, from 1 on; the blank first. */
const codesOf = (texts: readonly string[]): { readonly codes: Uint16Array; readonly alphabet: number } => {
  const codes = new Uint16Array(1 << 16);
  codes[0x20] = 1;
  let alphabet = 2;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) if (codes[text.charCodeAt(i)] === 0) codes[text.charCodeAt(i)] = alphabet++;
  }
  return { codes, alphabet };
};

const lettersOf = (skeleton: string, codes: Uint16Array): { readonly letters: number; readonly twice: number } => {
  let letters = 0;
  let twice = 0;
  for (let i = 0; i < skeleton.length; i++) {
    const letter = skeleton[i] === ' ' ? 0 : 1 << (codes[skeleton.charCodeAt(i)]! & 31);
    twice |= letters & letter;
    letters |= letter;
  }
  return { letters, twice };
};

/** Encodes names for {@link scorePairs}. */
export const encodeNames = (parts: readonly NameParts[], frequencies: WordFrequencies): EncodedNames => {
  const [words, skeletonIds, numberIds] = [new Ids(), new Ids(), new Ids()];
  const tokenLists = parts.map(({ tokens }) => tokens.map((token) => words.of(token)));
  const [tokenStarts, tokens] = listsOf(tokenLists);
  const { codes, alphabet } = codesOf([' ', ...words.texts]);
  const [skeletonStarts, skeletons] = textsOf(parts.map(({ skeleton }) => skeleton), codes); // prettier-ignore
  const [wordStarts, wordCodes] = textsOf(words.texts, codes);
  const [familyStarts, families] = listsOf(words.texts.map((word) => familiesOf(word).map(({ family, member }) => family * 256 + member)));
  const names = int32(parts.length * nameStride);
  parts.forEach((name, at) => {
    const hasExclusive = tokenLists[at]!.some((word) => familyStarts[word + 1]! > familyStarts[word]!);
    const field = at * nameStride;
    names[field + nameField.skeletonId] = skeletonIds.of(name.skeleton);
    names[field + nameField.numberId] = numberIds.of(name.numbers.join(' '));
    const { letters, twice } = lettersOf(name.skeleton, codes);
    names[field + nameField.letters] = letters;
    names[field + nameField.twice] = twice;
    names[field + nameField.flags] =
      (name.skeleton.length < shortName ? nameFlag.isShort : 0) |
      (isGeneric(name, frequencies) ? nameFlag.isGeneric : 0) |
      (hasExclusive ? nameFlag.hasExclusive : 0);
    names[field + nameField.skeletonStart] = skeletonStarts[at]!;
    names[field + nameField.skeletonLength] = name.skeleton.length;
    names[field + nameField.tokenStart] = tokenStarts[at]!;
    names[field + nameField.tokenCount] = name.tokens.length;
  });
  const wordFlags = uint8(words.texts.length);
  words.texts.forEach((word, at) => {
    wordFlags[at] = (isCommonWord(word, frequencies) ? wordFlag.isCommon : 0) | (isListed(word) ? wordFlag.isListed : 0);
  });
  return {
    count: parts.length,
    alphabet,
    codeOfS: codes['s'.charCodeAt(0)]!,
    longest: parts.reduce((most, { skeleton }) => Math.max(most, skeleton.length), 0),
    mostWords: parts.reduce((most, name) => Math.max(most, name.tokens.length), 0),
    names,
    skeletons,
    tokens,
    wordFlags,
    wordStarts,
    words: wordCodes,
    familyStarts,
    families,
  };
};
