import type { NameNodes } from '../candidates/name-nodes.ts';
import { orderingWords } from '../names/data/word-variants.ts';
import { groupBrand } from '../names/group-brand.ts';
import { isListed } from '../names/vocabulary.ts';
import { editsOfTypo } from './score-limits.ts';

const ordering = new Set(orderingWords.split(' '));

/** Whether two nodes are unrelated beyond doubt, whatever their countries, as long as both are written in one script. */
export type Unrelated = (left: number, right: number) => boolean;

/**
 * Tells from their words alone, without a look at the order of the letters, that two nodes of one script are unrelated, as `relationByName` would after a closer look, and less than 85 % alike, and neither is the
 * other’s initials or a part of it: nine pairs in ten of those that share a rare word. Where it says no, nothing is known.
 */
export const unrelatedNames = ({
  parts,
  words,
  wordStart,
  vocabulary,
  keys,
}: Pick<NameNodes, 'parts' | 'words' | 'wordStart' | 'vocabulary' | 'keys'>): Unrelated => {
  const first = Uint16Array.from(vocabulary, (word) => word.charCodeAt(0));
  const lengths = Uint16Array.from(vocabulary, (word) => word.length);
  const letters = Int32Array.from(vocabulary, lettersOf);
  const isOrdering = Uint8Array.from(vocabulary, (word) => (ordering.has(word) ? 1 : 0));
  const isInLists = Uint8Array.from(vocabulary, (word) => (isListed(word) ? 1 : 0));
  const brands = brandsOf(parts);
  const hasTwice = Uint8Array.from(parts, ({ tokens }) => (new Set(tokens).size < tokens.length ? 1 : 0));
  return (left, right) => {
    const [leftFrom, leftEnd, rightFrom, rightEnd] = [wordStart[left]!, wordStart[left + 1]!, wordStart[right]!, wordStart[right + 1]!];
    // Initials, or the same words in another order.
    if (leftEnd - leftFrom < 2 || rightEnd - rightFrom < 2 || keys[left] === keys[right]) return false;
    if (brands[left] !== 0 && brands[left] === brands[right]) return false;
    // A word that is there twice may be all a name has more.
    if (hasTwice[left] === 1 || hasTwice[right] === 1) return false;
    let [leftCount, leftLength, leftLetters, leftWord, rightCount, rightLength, rightLetters, rightWord, others, listed] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // prettier-ignore
    for (let at = leftFrom; at < leftEnd; at++) {
      const word = words[at]!;
      if (isAmong(words, word, rightFrom, rightEnd)) continue;
      if (leftCount++ === 0) leftWord = word;
      leftLength += lengths[word]!;
      leftLetters |= letters[word]!;
      others += 1 - isOrdering[word]!;
      listed += isInLists[word]!;
    }
    for (let at = rightFrom; at < rightEnd; at++) {
      const word = words[at]!;
      if (isAmong(words, word, leftFrom, leftEnd)) continue;
      if (rightCount++ === 0) rightWord = word;
      rightLength += lengths[word]!;
      rightLetters |= letters[word]!;
      others += 1 - isOrdering[word]!;
      listed += isInLists[word]!;
    }
    // One name goes on where the other ends, or a preposition turns it around.
    if (leftCount === 0 || rightCount === 0 || others === 0) return false;
    if (first[leftWord] !== first[rightWord]) return true;
    // Words of the lists are not each other misspelt; at most they are cut elsewhere.
    const areListed = listed === leftCount + rightCount;
    const edits = areListed ? 0 : editsOfTypo(leftLength, rightLength, true);
    // A plural is no edit. An edit takes a letter away and brings one at most.
    const mayBeTypo = Math.abs(leftLength - rightLength) <= edits + 1 && bitsOf(leftLetters ^ rightLetters) <= 2 * edits + 1;
    if (mayBeTypo && (!areListed || leftCount !== rightCount)) return false;
    return areListed || leftCount > 1 || rightCount > 1 || !isBeginning(vocabulary[leftWord]!, vocabulary[rightWord]!);
  };
};

/** The letters of a word as bits; some share one. */
const lettersOf = (word: string): number => {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
};

const bitsOf = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
};

/** One word may be the other cut short. */
const isBeginning = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

const isAmong = (words: Int32Array, word: number, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (words[at] === word) return true;
  return false;
};

/** A number for each brand of a group that names begin with, 0 where there is none. */
const brandsOf = (parts: NameNodes['parts']): Int32Array => {
  const numbers = new Map([['', 0]]);
  return Int32Array.from(parts, ({ tokens }) => {
    const brand = groupBrand(tokens);
    const number = numbers.get(brand) ?? numbers.size;
    numbers.set(brand, number);
    return number;
  });
};
