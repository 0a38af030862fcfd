import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const PREFIX = 'spill-';

/**
 * A new folder of this process under `directory`; folders that dead processes left there are removed. Engines of
 * several processes, such as readers beside a writer, may share the directory.
 */
export const spillFolder = (directory: string): string => {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) {
    const pid = /^spill-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(directory, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(directory, `${PREFIX}${process.pid}-`));
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
