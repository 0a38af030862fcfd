import { FileMissing } from '@audit/contract';
import { findSources, type InputSource } from '@audit/warehouse';
import type { CommandContext } from '../context.ts';

const nothing: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) };

/** The files that patterns name, those of each by name; one that matches nothing gives none. */
export const foundFiles = async ({ cwd }: Pick<CommandContext, 'cwd'>, patterns: readonly string[]): Promise<readonly InputSource[]> => {
  const found: InputSource[] = [];
  for (const pattern of patterns) {
    try {
      found.push(...(await findSources([pattern], { cwd, stdin: nothing })));
    } catch (error) {
      if (!(error instanceof FileMissing)) throw error;
    }
  }
  return found;
};

/** Paths of files, for the engine. */
export const pathsOf = (files: readonly InputSource[]): readonly string[] => files.flatMap(({ path }) => (path === null ? [] : [path]));
