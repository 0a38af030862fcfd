import { assert, LakeBusy, type LockHolder } from '@audit/contract';
import type { LakeDisk } from './lake-disk.ts';
import type { Locker } from './lake-lock.ts';

/** Lakes this process writes to: kernel locks of files do not keep a process from itself. */
const holders = new Map<string, LockHolder>();

const identity = (disk: LakeDisk): string => {
  const stat = disk.fs.stat(disk.root);
  assert(stat !== undefined, 'a lake has its folder before it is locked', { root: disk.root });
  return `${stat.dev}:${stat.ino}`;
};

/** Excludes the other writers of this process; enough for a scratch lake in a private folder. */
export const processLock: Locker = async (disk, holder) => {
  const lake = identity(disk);
  const other = holders.get(lake);
  if (other !== undefined) throw new LakeBusy(disk.root, other);
  holders.set(lake, holder);
  return async () => void holders.delete(lake);
};
