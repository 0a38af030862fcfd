import { glob, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FileMissing, FileUnreadable } from '@audit/contract';
import { fileSource, type InputSource, streamSource } from './input-source.ts';

export interface FindOptions {
  /** Folder that relative names start from. */
  readonly cwd: string;
  /** What `-` stands for. */
  readonly stdin: AsyncIterable<Uint8Array>;
}

/**
 * The inputs that names, patterns (`data/*.ndjson.gz`) and `-` stand for, in the order given, those of a pattern by name.
 * A name that exists is that file, whatever marks it holds. A file named twice is read once.
 *
 * @throws {@link FileMissing} for a name or pattern that matches nothing
 * @throws {@link FileUnreadable} for a folder named as a file
 */
export const findSources = async (patterns: readonly string[], options: FindOptions): Promise<readonly InputSource[]> => {
  const found = new Map<string, InputSource>();
  for (const pattern of patterns) {
    if (pattern === '-') found.set('-', streamSource('-', options.stdin));
    else {
      for (const label of await filesOf(pattern, options.cwd)) {
        const path = resolve(options.cwd, label);
        if (!found.has(path)) found.set(path, fileSource(path, label));
      }
    }
  }
  return [...found.values()];
};

const filesOf = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  // An empty name, as an unset variable of a script leaves it, would be the current folder.
  if (pattern === '') throw new FileMissing(pattern);
  const kind = await kindOf(resolve(cwd, pattern));
  if (kind === 'folder') throw new FileUnreadable(pattern, `it is a folder (its files: "${pattern}/*")`);
  if (kind === 'file') return [pattern];
  const matches: string[] = [];
  if (/[*?[{]/.test(pattern)) {
    for await (const match of glob(pattern, { cwd })) if ((await kindOf(resolve(cwd, match))) === 'file') matches.push(match);
  }
  if (matches.length === 0) throw new FileMissing(pattern);
  return matches.toSorted();
};

/** Anything that can be read and is no folder counts as a file: pipes too. */
const kindOf = async (path: string): Promise<'file' | 'folder' | 'none'> => {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) return 'none';
  return stats.isDirectory() ? 'folder' : 'file';
};
