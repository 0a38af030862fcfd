import { closeSync, fsyncSync, mkdirSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CommandContext } from '../context.ts';
import { writeTextFile } from './write-text.ts';

const real = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** Puts a text in the place of a file, durably, and whole or not at all: it is written beside it first. Folders on the way are made; a link stays one. */
export const replaceFile = async (context: CommandContext, path: string, text: string): Promise<void> => {
  const place = real(path);
  const folder = dirname(place);
  const staged = join(folder, `.${basename(place)}.${process.pid}.part`);
  const remove = (): void => rmSync(staged, { force: true });
  const settled = context.onInterrupt(remove);
  try {
    mkdirSync(folder, { recursive: true });
    remove();
    await writeTextFile(staged, async (sink) => await sink(text));
    renameSync(staged, place);
    syncFolder(folder);
  } finally {
    settled();
    remove();
  }
};

/** The new name outlives a loss of power as well. Windows has no such call. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};
