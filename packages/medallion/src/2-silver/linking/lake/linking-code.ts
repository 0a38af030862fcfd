import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files that decide what a linking gives: rules, lists and weights, not their tests. */
const isDeciding = (name: string): boolean => /\.(?:ts|json)$/.test(name) && !/\.(?:test|fixture)\.ts$/.test(name);

let known: string | undefined;

/** SHA-256 over the linking's own files: another program may link otherwise, and does not take over what this one made. */
export const linkingCode = (): string => {
  if (known !== undefined) return known;
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isDeciding).toSorted();
  for (const name of names) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return (known = hash.digest('hex'));
};
