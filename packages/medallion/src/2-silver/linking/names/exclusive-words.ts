import { canonicalWord } from './canonical-word.ts';
import { exclusiveWords } from './data/exclusive-words.ts';
import { foldLetters } from './fold-text.ts';

/** A word's place in a family of which a company has one member. */
interface Place {
  readonly family: number;
  readonly member: number;
}

const places = new Map<string, Place[]>();
for (const [family, line] of exclusiveWords.trim().split('\n').entries()) {
  for (const [member, spellings] of line.trim().split(' ').entries()) {
    for (const word of spellings.split('/').map((spelling) => canonicalWord(foldLetters(spelling)))) {
      places.set(word, [...(places.get(word) ?? []), { family, member }]);
    }
  }
}
const none: readonly Place[] = [];

/** The families a word belongs to; none for most words. */
export const familiesOf = (token: string): readonly Place[] => places.get(token) ?? none;

/** Whether two words exclude each other in one name: east and west, second and third. */
export const areOpposites = (one: string, other: string): boolean =>
  familiesOf(one).some(({ family, member }) => familiesOf(other).some((place) => place.family === family && place.member !== member));
