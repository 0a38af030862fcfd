import type { Turns } from '../intake/turns.ts';
import { type NameParts, takeApart } from './name-parts.ts';

const betweenLooks = 64;

/** Names taken apart, by country and name. */
export type TakenApart = Map<string, NameParts>;

/** Takes names apart, in turns. @param countries of the names, '' where not known @param taken those that were; more are added */
export const takeAllApart = async (
  names: readonly string[],
  countries: readonly string[],
  turns: Turns,
  taken?: TakenApart,
): Promise<readonly NameParts[]> => {
  const parts: NameParts[] = [];
  for (const [at, name] of names.entries()) {
    const key = `${countries[at]!} ${name}`;
    const one = taken?.get(key) ?? takeApart(name, countries[at]);
    taken?.set(key, one);
    parts.push(one);
    if (at % betweenLooks === 0 && turns.isOver) await turns.pass();
  }
  return parts;
};
