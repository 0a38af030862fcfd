import type { Turns } from '../intake/turns.ts';
import { type NameParts, takeApart } from './name-parts.ts';

const betweenLooks = 64;

/** Takes names apart, in turns. @param countries of the names, '' where not known */
export const takeAllApart = async (names: readonly string[], countries: readonly string[], turns: Turns): Promise<readonly NameParts[]> => {
  const parts: NameParts[] = [];
  for (const [at, name] of names.entries()) {
    parts.push(takeApart(name, countries[at]));
    if (at % betweenLooks === 0 && turns.isOver) await turns.pass();
  }
  return parts;
};
