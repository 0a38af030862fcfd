import { FileMissing } from '@audit/contract';
import { findSources, type InputSource } from '@audit/warehouse';
import type { CommandContext } from '../context.ts';

const nothing: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) };

/** The files that patterns name, those of each by name; one that matches nothing gives none. */
export type FindFiles = (patterns: readonly string[]) => Promise<readonly InputSource[]>;

/**
 * Looks for the files of a pattern when it is asked for first, and says the same from then on: the engine is let into those, and a file that
 * comes while a run works is for the next one.
 */
export const findOnce = ({ cwd }: Pick<CommandContext, 'cwd'>): FindFiles => {
  const looked = new Map<string, Promise<readonly InputSource[]>>();
  const look = async (pattern: string): Promise<readonly InputSource[]> => {
    try {
      return await findSources([pattern], { cwd, stdin: nothing });
    } catch (error) {
      if (error instanceof FileMissing) return [];
      throw error;
    }
  };
  const found = (pattern: string): Promise<readonly InputSource[]> => {
    const files = looked.get(pattern) ?? look(pattern);
    looked.set(pattern, files);
    return files;
  };
  return async (patterns) => (await Promise.all(patterns.map(found))).flat();
};

/** Paths of files, for the engine. */
export const pathsOf = (files: readonly InputSource[]): readonly string[] => files.flatMap(({ path }) => (path === null ? [] : [path]));
