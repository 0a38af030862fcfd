import file from './data/aliases.json' with { type: 'json' };
import { canonicalWord } from './canonical-word.ts';
import { connectors } from './data/word-variants.ts';

const connecting = new Set(connectors.split(' '));

const wordsOf = (name: string): readonly string[] =>
  name
    .split(' ')
    .filter((word, at, { length }) => !(connecting.has(word) && at > 0 && at < length - 1))
    .map(canonicalWord);

/** Long names by their first word, the longest first, each with the short name that stands for it. */
const byFirstWord = new Map<string, { readonly long: readonly string[]; readonly short: readonly string[] }[]>();
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

/** Words of a name with the short name in place of a well-known long one it begins with; the words as they are when it begins with none. */
export const namedByAlias = (words: readonly string[]): readonly string[] => {
  const found = byFirstWord
    .get(canonicalWord(words[0] ?? ''))
    ?.find(({ long }) => long.every((word, at) => word === canonicalWord(words[at] ?? '')));
  return found === undefined ? words : [...found.short, ...words.slice(found.long.length)];
};
