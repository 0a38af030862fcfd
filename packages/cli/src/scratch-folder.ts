import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '@audit/contract';
import { processFolder } from '@audit/warehouse';
import type { CommandContext } from './context.ts';

/** Each user has a folder of his own: in one that another user made he could write nothing. */
const ownFolder = (): string => join(tmpdir(), `audit-${process.getuid?.() ?? 'runs'}`);

/** Folder for what runs spill and throw away: `temp_dir`, else one in the system's. */
export const temporaryFolder = (context: CommandContext, config: Config): string =>
  config.temp_dir.value === null ? ownFolder() : resolve(context.cwd, config.temp_dir.value);

/** A private folder that is gone when it is disposed of or the run is interrupted; those of killed processes are removed. */
export const scratchFolder = (context: CommandContext, config: Config): Disposable & { readonly path: string } => {
  const path = processFolder(temporaryFolder(context, config), 'scratch');
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  const settled = context.onInterrupt(remove);
  return {
    path,
    [Symbol.dispose]: () => {
      settled();
      remove();
    },
  };
};
