import { canonicalWord } from './canonical-word.ts';
import { knownNames } from './data/known-names.ts';
import { foldWords } from './fold-text.ts';
import { namedByAlias } from './named-by-alias.ts';

const known = new Set(
  knownNames.split(',').map((name) => {
    const words = foldWords(name).map(({ text }) => text);
    return namedByAlias(words.filter((word) => word !== 'and')).map(canonicalWord).toSorted().join(' '); // prettier-ignore
  }),
);

/** Whether a skeleton is the name of one large company, whatever its words. */
export const isKnownName = (skeleton: string): boolean => known.has(skeleton);
