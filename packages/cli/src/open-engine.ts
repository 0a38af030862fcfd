import type { Config } from '@audit/contract';
import { type DuckDbEngine, duckDbEngine } from '@audit/warehouse';
import type { CommandContext } from './context.ts';
import { temporaryFolder } from './scratch-folder.ts';

/**
 * The engine of a run, stopped by Ctrl-C.
 *
 * @param directories what it may read and write
 */
export const openEngine = (context: CommandContext, config: Config, directories: readonly string[]): DuckDbEngine =>
  duckDbEngine({
    tempDirectory: temporaryFolder(context, config),
    directories,
    signal: context.interrupted,
    ...(config.memory_limit.value === null ? {} : { memoryLimit: config.memory_limit.value }),
    ...(config.threads.value === null ? {} : { threads: config.threads.value }),
  });
