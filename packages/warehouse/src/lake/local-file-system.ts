import fs from 'node:fs';
import type { FileStat, FileSystem } from './file-system.ts';
import { hashAhead } from './hash-ahead/hash-ahead.ts';
import { localChunks } from './local-chunks.ts';

const sync = (path: string): void => {
  const file = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
};

const stat = (path: string): FileStat | undefined => {
  const found = fs.statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return { size: Number(found.size), mtimeNs: found.mtimeNs, dev: found.dev, ino: found.ino, folder: found.isDirectory() };
};

/** The disk of this machine. */
export const localFileSystem: FileSystem = {
  read: (path) => fs.readFileSync(path),
  chunks: localChunks,
  hashAhead,
  writeNew: (path, bytes) => fs.writeFileSync(path, bytes, { flag: 'wx' }),
  syncFile: sync,
  syncFolder: sync,
  rename: (from, to) => fs.renameSync(from, to),
  link: (from, to) => fs.linkSync(from, to),
  unlink: (path) => fs.unlinkSync(path),
  makeFolder: (path) => fs.mkdirSync(path),
  removeFolder: (path) => fs.rmdirSync(path),
  list: (path) => fs.readdirSync(path),
  stat,
  diskType: (path) => fs.statfsSync(path).type,
};
