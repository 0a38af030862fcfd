import { DamagedLog, UsageError } from '@audit/contract';
import type { LakeDisk } from './lake-disk.ts';
import { seal, unseal } from './seal.ts';

/** A name for a version, which keeps it from vacuum. */
export interface Tag {
  readonly name: string;
  readonly version: number;
  /** Checksum of the version's manifest. */
  readonly sum: string;
  /** ISO time, informative only. */
  readonly taggedAt: string;
}

const tagName = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;
const folderOf = (disk: LakeDisk): string => disk.at('_tags');
const pathOf = (disk: LakeDisk, name: string): string => disk.at('_tags', `${name}.json`);

/** Whether a text can be a tag: it starts with a letter, so it is never taken for a version or a date. */
export const isTagName = (name: string): boolean => tagName.test(name);

/** @throws {@link DamagedLog} if the tag is not as it was sealed */
export const readTag = (disk: LakeDisk, name: string): Tag | undefined => {
  const bytes = disk.readIfThere(pathOf(disk, name));
  if (bytes === undefined) return undefined;
  const tag = unseal(bytes)?.body as Tag | undefined;
  if (tag === undefined) throw new DamagedLog(pathOf(disk, name), 'its checksum does not match its content');
  if (tag.name !== name) throw new DamagedLog(pathOf(disk, name), `it is the tag "${tag.name}"`);
  return tag;
};

export const tagNames = (disk: LakeDisk): readonly string[] =>
  disk
    .names(folderOf(disk))
    .filter((file) => file.endsWith('.json') && isTagName(file.slice(0, -5)))
    .map((file) => file.slice(0, -5));

export const writeTag = (disk: LakeDisk, tag: Tag): void => {
  if (!isTagName(tag.name)) {
    throw new UsageError(`"${tag.name}" cannot be a tag`, 'start with a letter and use letters, digits, ".", "_" and "-", at most 64');
  }
  disk.ensureFolder(folderOf(disk));
  // A run that was killed after making the folder may have left its name unsynced, and a tag is only as durable as its folder.
  disk.syncFolder(disk.root);
  disk.replace(pathOf(disk, tag.name), seal(tag).bytes);
};

export const removeTag = (disk: LakeDisk, name: string): void => {
  disk.remove(pathOf(disk, name));
  if (disk.names(folderOf(disk)).length > 0) disk.syncFolder(folderOf(disk));
};
