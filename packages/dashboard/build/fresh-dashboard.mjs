import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** Folder of the built pages; `stamp` in it says what they were made of. */
export const dist = join(folder, 'dist');

const filesIn = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)],
  );

/** Hash of everything the build follows from. */
export const wantedStamp = () => {
  const own = ['src', 'build'].flatMap((part) => filesIn(join(folder, part))).filter((path) => !/\.(?:test|fixture)\.ts$/.test(path));
  const hash = createHash('sha256');
  for (const path of [
    ...own.sort((left, right) => (left < right ? -1 : 1)),
    join(folder, 'package.json'),
    join(workspace, 'pnpm-lock.yaml'),
  ])
    hash.update(`\n${path.slice(workspace.length)}\n`).update(readFileSync(path));
  return hash.digest('hex');
};

/** Whether the built pages are those of the sources. */
export const isFresh = () => {
  const stamp = join(dist, 'stamp');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wantedStamp();
};
