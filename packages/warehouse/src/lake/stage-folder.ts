import { dirname, join } from 'node:path';
import { assert, DamagedFile, type Table, WriteFailed } from '@audit/contract';
import { errnoOf } from './errno.ts';
import { dataPath } from './file-name.ts';
import type { LakeDisk } from './lake-disk.ts';
import { seal, unseal } from './seal.ts';
import type { FileRef } from './table-state.ts';
import type { VerifiedFiles } from './verified-files.ts';

/** A run's private folder `_stage/<run key>/`: what it writes before it publishes, and what a rerun can take over. */
export interface StageFolder {
  readonly path: string;
  /** Clock of the first attempt under this run key, ISO with microseconds and Z. */
  readonly clock: string;
  /** Path of a private file. */
  file(name: string): string;
  /** What an earlier attempt kept under this name; `undefined` if nothing, or if a file of the run that it names is not whole any more. */
  note<T>(name: string): T | undefined;
  keepNote(name: string, value: unknown): void;
  /**
   * Makes a staged file durable and gives it its name in the lake. No version lists it yet.
   *
   * @param staged absolute path of a private file @param rows as written
   * @throws WriteFailed; a failed fsync is final and the file is given up
   */
  adopt(table: Pick<Table, 'layer' | 'name'>, staged: string, rows: number): FileRef;
  /** Removes the folder, after the commit or to give the run up; what the disk refuses to remove is left to recovery. */
  drop(): void;
}

const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const noteName = (name: string): string => `${encodeURIComponent(name)}.note.json`;

const isFileRef = (value: object): value is FileRef => 'path' in value && 'sha256' in value && 'bytes' in value && 'rows' in value;

/** Every file reference inside a JSON value. */
const fileRefsIn = (value: unknown): readonly FileRef[] => {
  if (typeof value !== 'object' || value === null) return [];
  return isFileRef(value) ? [value] : Object.values(value).flatMap(fileRefsIn);
};

const readNote = (disk: LakeDisk, path: string): unknown => {
  const bytes = disk.readIfThere(path);
  return bytes === undefined ? undefined : unseal(bytes)?.body;
};

/** Files that the notes of a stage folder, and of those in it, name: a rerun may publish them, so they are no garbage. */
export const filesOfStage = (disk: LakeDisk, folder: string): readonly FileRef[] =>
  disk.names(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name.endsWith('.note.json')) return fileRefsIn(readNote(disk, path));
    return disk.fs.stat(path)?.folder === true ? filesOfStage(disk, path) : [];
  });

// Notes carry their own checksum, so they need no fsync: one that did not survive is a step done again.
const writeNote = (disk: LakeDisk, path: string, value: unknown): void => {
  const temporary = join(dirname(path), `.tmp-${process.pid}`);
  disk.discard(temporary);
  disk.write(temporary, seal(value).bytes);
  disk.rename(temporary, path);
};

const firstClock = (disk: LakeDisk, folder: string, clock: string): string => {
  const path = join(folder, noteName('clock'));
  const kept = readNote(disk, path);
  if (typeof kept === 'string') return kept;
  disk.removeTree(folder);
  disk.ensureFolder(folder);
  writeNote(disk, path, clock);
  return clock;
};

/** Removes a tree as far as the disk lets us. */
export const dropTree = (disk: LakeDisk, path: string): void => {
  try {
    disk.removeTree(path);
  } catch (error) {
    if (!(error instanceof WriteFailed) && errnoOf(error) === undefined) throw error;
  }
};

/** The lake a stage folder lies in. */
interface StagePlace {
  readonly disk: LakeDisk;
  readonly files: VerifiedFiles;
  /** Paths of the head's files: their reader verifies them, so a note that names them is as good as the head. */
  readonly published: () => ReadonlySet<string>;
}

/** Opens, or opens again, the stage folder of a run key. @param runKeys the last one is the run's; it lies in the folder of those before */
export const openStage = ({ disk, files, published }: StagePlace, runKeys: readonly string[], clock: string): StageFolder => {
  for (const runKey of runKeys) assert(safeName.test(runKey), 'a run key is a plain name', { runKey });
  const path = disk.at('_stage', ...runKeys);
  disk.ensureFolder(path);
  const kept = firstClock(disk, path, clock);
  const file = (name: string): string => {
    assert(safeName.test(name) && !name.endsWith('.note.json'), 'a staged file has a plain name', { name });
    return join(path, name);
  };
  const isWhole = (ref: FileRef): boolean => {
    try {
      files.path(ref, true);
      return true;
    } catch (error) {
      if (error instanceof DamagedFile) return false;
      throw error;
    }
  };
  return {
    path,
    clock: kept,
    file,
    note: <T>(name: string): T | undefined => {
      const value = readNote(disk, join(path, noteName(name)));
      if (value === undefined) return undefined;
      const old = published();
      const fresh = fileRefsIn(value).filter((ref) => !old.has(ref.path));
      return fresh.every(isWhole) ? (value as T) : undefined;
    },
    keepNote: (name, value) => writeNote(disk, join(path, noteName(name)), value),
    adopt: (table, staged, rows) => adopt(disk, files, { table, staged, rows, clock: kept }),
    drop: () => dropTree(disk, path),
  };
};

const adopt = (
  disk: LakeDisk,
  files: VerifiedFiles,
  what: { readonly table: Pick<Table, 'layer' | 'name'>; readonly staged: string; readonly rows: number; readonly clock: string },
): FileRef => {
  disk.syncFile(what.staged);
  const sha256 = files.hash(what.staged);
  const path = dataPath(what.table, what.clock, sha256);
  const target = disk.at(path);
  disk.ensureFolder(dirname(target));
  disk.rename(what.staged, target);
  files.remember(target, sha256);
  const bytes = disk.fs.stat(target)?.size;
  assert(bytes !== undefined, 'an adopted file has its name', { path });
  return { path, sha256, rows: what.rows, bytes };
};
