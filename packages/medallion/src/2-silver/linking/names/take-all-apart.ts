import { nodeText } from '../candidates/name-nodes.ts';
import type { Turns } from '../intake/turns.ts';
import { type NameParts, takeApart } from './name-parts.ts';

const betweenLooks = 64;

/** Names taken apart, by country and name. */
export type TakenApart = Map<string, NameParts>;

/**
 * Takes names apart, in turns. Names of the same words share what follows from them, and all share the forms and places there are: of a
 * million names most of the memory is such texts.
 *
 * @param countries of the names, '' where not known @param taken those that were; more are added
 */
export const takeAllApart = async (
  names: readonly string[],
  countries: readonly string[],
  turns: Turns,
  taken?: TakenApart,
): Promise<readonly NameParts[]> => {
  const parts: NameParts[] = [];
  const firstOf = new Map<string, NameParts>();
  const texts = new Map<string, string>();
  const shared = (text: string): string => {
    const first = texts.get(text);
    if (first === undefined) texts.set(text, text);
    return first ?? text;
  };
  for (const [at, name] of names.entries()) {
    const key = `${countries[at]!} ${name}`;
    const own = taken?.get(key) ?? takeApart(name, countries[at]);
    taken?.set(key, own);
    const first = firstOf.get(nodeText(own));
    if (first === undefined) firstOf.set(nodeText(own), own);
    const { tokens, skeleton, numbers, acronym } = first ?? own;
    const { plain, legalForm, geoTag, fullAcronym, script } = own;
    parts.push({ plain, tokens, skeleton, legalForm: shared(legalForm), geoTag: shared(geoTag), numbers, acronym, fullAcronym, script });
    if (at % betweenLooks === 0 && turns.isOver) await turns.pass();
  }
  return parts;
};
