import { familiesOf } from '../names/exclusive-words.ts';
import { isCommonWord, isGeneric, type WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';
import { isListed } from '../names/vocabulary.ts';
import { type EncodedNames, mostLetters, nameField, nameFlag, nameStride, wordFlag } from './encoded-names.ts';
import { shortName } from './score-limits.ts';

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
  lengths.forEach((length, at) => (starts[at + 1] = (starts[at] ?? 0) + length));
  return starts;
};

const listsOf = (lists: readonly (readonly number[])[]): readonly [Int32Array, Int32Array] => {
  const starts = startsOf(lists.map((list) => list.length));
  const values = int32(starts.at(-1) ?? 0);
  lists.forEach((list, at) => values.set(list, starts[at]));
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

/** Counts the letters of a skeleton into the numbers of its name, which begin at `field`. */
const countLetters = (skeleton: string, codes: Uint16Array, names: Int32Array, field: number): void => {
  for (let i = 0; i < skeleton.length; i++) {
    const letter = codes[skeleton.charCodeAt(i)]! & 31;
    const at = field + nameField.letters + (letter >> 3);
    const bits = (letter & 7) * 4;
    if (skeleton[i] === ' ' || ((names[at]! >>> bits) & mostLetters) === mostLetters) continue;
    names[at]! += 1 << bits;
    names[field + nameField.letterSum]!++;
  }
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
    countLetters(name.skeleton, codes, names, field);
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
