import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '@audit/contract';
import type { CommandContext } from './context.ts';

const prefix = 'scratch-';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Each user has a folder of his own: in one that another user made he could write nothing. */
const ownFolder = (): string => join(tmpdir(), `audit-${process.getuid?.() ?? 'runs'}`);

/** Folder for what runs spill and throw away: `temp_dir`, else one in the system's. */
export const temporaryFolder = (context: CommandContext, config: Config): string =>
  config.temp_dir.value === null ? ownFolder() : resolve(context.cwd, config.temp_dir.value);

/** A private folder that is gone when it is disposed of or the run is interrupted; those of killed processes are removed. */
export const scratchFolder = (context: CommandContext, config: Config): Disposable & { readonly path: string } => {
  const parent = temporaryFolder(context, config);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const pid = /^scratch-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const path = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
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
