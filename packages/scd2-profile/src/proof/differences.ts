import { isDeepStrictEqual } from 'node:util';
import type { Expected } from './profile-case.ts';

const parts = [
  'batch_results',
  'hashes',
  'versions',
  'bridges',
  'revisions',
  'events',
  'dq',
  'pit',
] as const satisfies readonly (keyof Expected)[];

/** In words, where a replay is not what was expected: the first row of each part that differs. Empty when every part is equal. */
export const differencesOf = (expected: Expected, actual: Readonly<Record<string, unknown>>): readonly string[] =>
  parts.flatMap((part) => {
    const [should, is] = [expected[part], actual[part]];
    if (isDeepStrictEqual(should, is)) return [];
    const rows: readonly unknown[] = Array.isArray(is) ? is : [is];
    const at = should.findIndex((row, i) => !isDeepStrictEqual(row, rows[i]));
    const first = at === -1 ? should.length : at;
    return [`${part}[${first}] of ${should.length} is ${JSON.stringify(rows[first])}, expected ${JSON.stringify(should[first])}`];
  });
