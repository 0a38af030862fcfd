import { DamagedLog } from '@audit/contract';
import { type LakeDisk, temporaryPrefix } from './lake-disk.ts';
import { seal, unseal } from './seal.ts';

// How far somebody outside was told of a lake is no content of it: no version holds it, and it moves without one.
const folder = '_cursors';
const pathOf = (disk: LakeDisk, name: string): string => disk.at(folder, `${name}.json`);

/** The folder of the cursors as a disk of its own, for a lock of its own: whoever tells others keeps no one from writing. */
export const cursorFolder = (disk: LakeDisk): LakeDisk => disk.within(folder);

/** Where a cursor was left. @throws {@link DamagedLog} if it is not as it was sealed */
export const readCursor = (disk: LakeDisk, name: string): unknown => {
  const bytes = disk.readIfThere(pathOf(disk, name));
  if (bytes === undefined) return undefined;
  const found = unseal(bytes);
  if (found === undefined) throw new DamagedLog(pathOf(disk, name), 'its checksum does not match its content');
  return found.body;
};

/** Leaves a cursor at a place, durably. */
export const writeCursor = (disk: LakeDisk, name: string, place: unknown): void => disk.replace(pathOf(disk, name), seal(place).bytes);

/** What a teller left half-made when it died. The caller holds the lock of the cursors. */
export const discardHalfMade = (disk: LakeDisk): void => {
  const cursors = cursorFolder(disk);
  for (const name of cursors.names(cursors.root)) if (name.startsWith(temporaryPrefix)) cursors.discard(cursors.at(name));
};
