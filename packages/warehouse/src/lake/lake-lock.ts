import { assert, type LockHolder } from '@audit/contract';
import type { LakeDisk } from './lake-disk.ts';

/** The right to write to a lake, until disposed of. */
export interface LakeLock extends AsyncDisposable {
  readonly root: string;
  readonly holder: LockHolder;
  readonly held: boolean;
}

/** Takes the lock or throws LakeBusy at once; returns how to give it back. */
export type Locker = (disk: LakeDisk, holder: LockHolder) => Promise<() => Promise<void>>;

export const takeLock = async (disk: LakeDisk, locker: Locker, holder: LockHolder): Promise<LakeLock> => {
  const release = await locker(disk, holder);
  let held = true;
  return {
    root: disk.root,
    holder,
    get held() {
      return held;
    },
    [Symbol.asyncDispose]: async () => {
      if (!held) return;
      held = false;
      await release();
    },
  };
};

/** Whoever writes must hold the lock of this lake now. */
export const assertHeld = (disk: LakeDisk, lock: LakeLock): void =>
  assert(lock.held && lock.root === disk.root, 'a writer holds the lock of the lake it writes to', { root: disk.root, lock: lock.root });
