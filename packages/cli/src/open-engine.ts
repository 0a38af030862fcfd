import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '@audit/contract';
import { type DuckDbEngine, duckDbEngine } from '@audit/warehouse';
import type { CommandContext } from './context.ts';
import { temporaryFolder } from './scratch-folder.ts';

/** An engine stopped by force cannot remove its spill folder itself. */
const removeSpilt = (folder: string): void => {
  if (!existsSync(folder)) return;
  const ours = `spill-${process.pid}-`;
  for (const name of readdirSync(folder)) if (name.startsWith(ours)) rmSync(join(folder, name), { recursive: true, force: true });
};

/**
 * The engine of a run, stopped by Ctrl-C.
 *
 * @param directories what it may read and write
 */
export const openEngine = (context: CommandContext, config: Config, directories: readonly string[]): DuckDbEngine => {
  const tempDirectory = temporaryFolder(context, config);
  context.onInterrupt(() => removeSpilt(tempDirectory));
  return duckDbEngine({
    tempDirectory,
    directories,
    signal: context.interrupted,
    ...(config.memory_limit.value === null ? {} : { memoryLimit: config.memory_limit.value }),
    ...(config.threads.value === null ? {} : { threads: config.threads.value }),
  });
};
