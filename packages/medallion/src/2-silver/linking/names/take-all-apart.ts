import { setImmediate } from 'node:timers/promises';
import { type NameParts, takeApart } from './name-parts.ts';

/** For so long this thread is kept from whatever else waits for it: a query of the engine that ended, the next of which is not asked yet. */
const atOnceMs = 5;
const betweenLooks = 64;

/** Takes names apart, and lets what waits for this thread go first every few milliseconds. @param countries of the names, '' where not known */
export const takeAllApart = async (names: readonly string[], countries: readonly string[]): Promise<readonly NameParts[]> => {
  const parts: NameParts[] = [];
  let begun = performance.now();
  for (const [at, name] of names.entries()) {
    parts.push(takeApart(name, countries[at]));
    if (at % betweenLooks > 0 || performance.now() - begun < atOnceMs) continue;
    await setImmediate();
    begun = performance.now();
  }
  return parts;
};
