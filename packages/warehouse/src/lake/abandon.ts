import type { LakeDisk } from './lake-disk.ts';

const folders = ['_log', '_stage'];
/** What taking the lock makes, the lock file last: whoever waits for it finds it as long as anything else is there. */
const files = ['_lock.json', '_lock.duckdb'];

/**
 * Removes a lake that holds nothing but what taking its lock made. The caller holds the lock, and knows that there was no lake
 * before it took it.
 *
 * @returns whether it is gone; anything in it, or a disk that refuses, leaves it
 */
export const abandon = (disk: LakeDisk): boolean => {
  const known = new Set([...folders, ...files]);
  if (disk.names(disk.root).some((name) => !known.has(name))) return false;
  if (folders.some((name) => disk.names(disk.at(name)).length > 0)) return false;
  try {
    for (const name of folders) disk.fs.removeFolder(disk.at(name));
    for (const name of files) disk.remove(disk.at(name));
    disk.fs.removeFolder(disk.root);
    return true;
  } catch {
    return false;
  }
};
