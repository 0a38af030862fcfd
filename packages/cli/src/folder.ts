import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The path, or the nearest one above it that is there: the one whose disk and rights decide. */
export const nearestPath = (path: string): string => (existsSync(path) ? path : nearestPath(dirname(path)));

/** Whether files can be made in a folder. */
export const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
