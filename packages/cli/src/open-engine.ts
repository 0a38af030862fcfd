import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '@audit/contract';
import { type DuckDbEngine, duckDbEngine } from '@audit/warehouse';
import type { CommandContext } from './context.ts';

/**
 * The engine of a run, stopped by Ctrl-C.
 *
 * @param directories what it may read and write
 */
export const openEngine = (context: CommandContext, config: Config, directories: readonly string[]): DuckDbEngine =>
  duckDbEngine({
    tempDirectory: config.temp_dir.value === null ? join(tmpdir(), 'audit') : resolve(context.cwd, config.temp_dir.value),
    directories,
    signal: context.interrupted,
    ...(config.memory_limit.value === null ? {} : { memoryLimit: config.memory_limit.value }),
    ...(config.threads.value === null ? {} : { threads: config.threads.value }),
  });
