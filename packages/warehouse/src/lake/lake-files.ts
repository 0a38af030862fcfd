import { join } from 'node:path';
import type { CommitLog } from './commit-log.ts';
import { isDataFile } from './file-name.ts';
import { type LakeDisk, temporaryPrefix } from './lake-disk.ts';
import type { Manifest } from './manifest.ts';
import { type FileRef, filesOf } from './table-state.ts';

/** Every file a version lists, change sets included. */
export const filesOfManifest = (manifest: Manifest): readonly FileRef[] =>
  Object.values(manifest.tables).flatMap((state) => [...filesOf(state)]);

/** Every file some version lists, once. */
export const filesOfVersions = (log: CommitLog, versions: readonly number[]): readonly FileRef[] => {
  const byPath = new Map<string, FileRef>();
  for (const version of versions) for (const file of filesOfManifest(log.read(version))) byPath.set(file.path, file);
  return [...byPath.values()];
};

/** Folders of tables, relative to the root: `gold/orders`. */
export const tableFolders = (disk: LakeDisk): readonly string[] =>
  disk
    .names(disk.root)
    .filter((layer) => /^[a-z]/.test(layer) && disk.fs.stat(disk.at(layer))?.folder === true)
    .flatMap((layer) => disk.names(disk.at(layer)).map((table) => `${layer}/${table}`))
    .filter((folder) => disk.fs.stat(disk.at(folder))?.folder === true);

/** Data files on the disk, relative to the root, whether a version lists them or not. */
export const dataFilesOnDisk = (disk: LakeDisk): readonly string[] =>
  tableFolders(disk).flatMap((folder) =>
    disk
      .names(disk.at(folder))
      .filter(isDataFile)
      .map((name) => `${folder}/${name}`),
  );

/**
 * Absolute paths of half-made files of writers that died. Only the holder of the lock may take them for that; those of
 * pins are made without it, see `deadPins`.
 */
export const temporaries = (disk: LakeDisk): readonly string[] =>
  [disk.root, disk.at('_log'), disk.at('_tags')].flatMap((folder) =>
    disk
      .names(folder)
      .filter((name) => name.startsWith(temporaryPrefix))
      .map((name) => join(folder, name)),
  );
