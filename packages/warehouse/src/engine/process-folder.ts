import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A new private folder of this process under `directory`, `<purpose>-<pid>-…`; those that dead processes left there for the same
 * purpose are removed. Several processes, such as readers beside a writer, may share the directory.
 */
export const processFolder = (directory: string, purpose: 'spill' | 'scratch'): string => {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) {
    const [word, pid] = /^([a-z]+)-(\d+)-/.exec(name)?.slice(1) ?? [];
    if (word === purpose && !isAlive(Number(pid))) rmSync(join(directory, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(directory, `${purpose}-${process.pid}-`));
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
