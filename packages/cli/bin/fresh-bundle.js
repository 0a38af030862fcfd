import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the workspace, with a slash at its end. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Folder of bundles: `current.json` in it names the one to use and the files it was made of. */
export const bundlesOf = (workspace) => `${workspace}node_modules/.audit-bundle/`;

/** What a file is known by, as make does: size and time; undefined where it is not there. */
export const stateOf = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : [stat.size, stat.mtimeMs];
};

/** Path of the program's main module in the bundle; undefined if there is none, or a file it was made of is not as it was then. */
export const freshBundle = (workspace = root) => {
  try {
    const { main, inputs } = JSON.parse(readFileSync(`${bundlesOf(workspace)}current.json`, 'utf8'));
    const isSame = ([path, size, mtimeMs]) => {
      const now = stateOf(workspace + path);
      return now !== undefined && now[0] === size && now[1] === mtimeMs;
    };
    return inputs.every(isSame) ? bundlesOf(workspace) + main : undefined;
  } catch {
    return undefined;
  }
};
