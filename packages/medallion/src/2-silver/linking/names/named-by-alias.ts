import file from './data/aliases.json' with { type: 'json' };
import { canonicalWord } from './canonical-word.ts';
import { connectors } from './data/word-variants.ts';
import { isEverybodys } from './vocabulary.ts';
import { plainDistance } from '../similarity/plain-distance.ts';

const connecting = new Set(connectors.split(' '));

const wordsOf = (name: string): readonly string[] =>
  name
    .split(' ')
    .filter((word, at, { length }) => !(connecting.has(word) && at > 0 && at < length - 1))
    .map(canonicalWord);

interface Alias {
  readonly long: readonly string[];
  readonly short: readonly string[];
}
/** Long names by their first word, the longest first, each with the short name that stands for it. */
const byFirstWord = new Map<string, Alias[]>();
for (const [short, longs] of Object.entries(file.aliases)) {
  for (const long of longs.map(wordsOf)) {
    const first = long[0] ?? '';
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { long, short: short.split(' ') }]);
  }
}
for (const names of byFirstWord.values()) names.sort((a, b) => b.long.length - a.long.length);

const shortNames = new Set(Object.keys(file.aliases));

/** Whether a name is the short one of a well-known company. */
export const isShortName = (skeleton: string): boolean => shortNames.has(skeleton);

/** Letters of a word that is another one misspelt: where two of them may be wrong, and where one may be missing or too much, or two swapped. */
const [longWord, middleWord] = [9, 7];

const lettersOf = (word: string): string => word.split('').toSorted().join('');

/** Whether a word is one of a well-known name, or that misspelt. Its first letter is right. */
const isNear = (known: string, given: string): boolean => {
  if (known === given) return true;
  const more = Math.abs(known.length - given.length);
  if (known[0] !== given[0] || more > 2 || known.length < middleWord || isEverybodys(given)) return false;
  const edits = plainDistance(known, given);
  if (known.length >= longWord) return edits <= 2;
  // Of a shorter one another letter may make another word: express, empress.
  return edits === 1 && (more === 1 || lettersOf(known) === lettersOf(given));
};

/** First words of long names that may be misspelt, by their first letter. */
const nearFirst = new Map<string, readonly string[]>();
for (const first of byFirstWord.keys())
  if (first.length >= middleWord) nearFirst.set(first[0] ?? '', [...(nearFirst.get(first[0] ?? '') ?? []), first]);

/** Words of a name with the short name in place of the longest well-known one it begins with, misspelt or not; the words as they are when it begins with none. */
export const namedByAlias = (words: readonly string[]): readonly string[] => {
  const own = words.map(canonicalWord);
  const first = own[0] ?? '';
  const firsts = [first, ...(nearFirst.get(first[0] ?? '') ?? []).filter((known) => known !== first && isNear(known, first))];
  let found: Alias | undefined;
  for (const known of firsts) {
    const one = byFirstWord.get(known)?.find(({ long }) => long.every((word, at) => isNear(word, own[at] ?? '')));
    if (one !== undefined && one.long.length > (found?.long.length ?? 0)) found = one;
  }
  return found === undefined ? words : [...found.short, ...words.slice(found.long.length)];
};
