import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { LakeBusy, type LockHolder, WriteFailed } from '@audit/contract';
import type { DuckDBInstance } from '@duckdb/node-api';
import { errnoOf, reasonOf } from './errno.ts';
import { type LakeDisk, temporaryPrefix } from './lake-disk.ts';
import type { Locker } from './lake-lock.ts';
import { processLock } from './process-lock.ts';

// A DuckDB file opened read-write is locked by the kernel (fcntl) and freed by it when the process dies, however it dies.
// Node itself has no call for that.
const lockFile = '_lock.duckdb';
const holderFile = '_lock.json';

const open = async (path: string): Promise<DuckDBInstance> => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return await DuckDBInstance.create(path, { threads: '1' });
};

/** Makes the lock file under another name and links it, so that no one ever opens half of one. */
const ensureLockFile = async (disk: LakeDisk): Promise<void> => {
  const path = disk.at(lockFile);
  if (disk.fs.stat(path) !== undefined) return;
  const made = disk.at(`${temporaryPrefix}${randomUUID()}.duckdb`);
  (await open(made)).closeSync();
  disk.syncFile(made);
  try {
    disk.fs.link(made, path);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  } finally {
    disk.discard(made);
  }
  disk.syncFolder(disk.root);
};

/** The holder as it wrote itself down, unless that note is of another process than the one the kernel names. */
const readHolder = (disk: LakeDisk, pid: number | undefined): LockHolder | undefined => {
  const bytes = disk.readIfThere(disk.at(holderFile));
  if (bytes === undefined) return undefined;
  try {
    const holder = JSON.parse(Buffer.from(bytes).toString('utf8')) as LockHolder;
    return pid === undefined || holder.pid === pid ? holder : undefined;
  } catch {
    return undefined;
  }
};

const patience = { tries: 20, milliseconds: 25 };
/** Who holds the lock. It writes itself down just after it took the lock: a moment's patience tells more than the kernel does. */
const findHolder = async (disk: LakeDisk, message: string): Promise<LockHolder | Pick<LockHolder, 'pid'> | undefined> => {
  const named = /PID (\d+)/.exec(message)?.[1];
  const pid = named === undefined ? undefined : Number(named);
  for (let tries = 0; tries < patience.tries; tries++) {
    const holder = readHolder(disk, pid);
    if (holder !== undefined) return holder;
    await setTimeout(patience.milliseconds);
  }
  return pid === undefined ? undefined : { pid };
};

const noteHolder = (disk: LakeDisk, holder: LockHolder): void => {
  const temporary = disk.at(`${temporaryPrefix}${randomUUID()}.json`);
  try {
    disk.fs.writeNew(temporary, Buffer.from(`${JSON.stringify(holder)}\n`));
    disk.fs.rename(temporary, disk.at(holderFile));
  } catch {
    disk.discard(temporary);
  }
};

const openLocked = async (disk: LakeDisk): Promise<DuckDBInstance> => {
  try {
    await ensureLockFile(disk);
    return await open(disk.at(lockFile));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason.includes('Could not set lock')) throw new LakeBusy(disk.root, await findHolder(disk, reason), { cause: error });
    throw new WriteFailed(disk.at(lockFile), reason, { cause: error });
  }
};

/** Excludes every other writer on this machine, in this process or another. */
export const kernelLock: Locker = async (disk, holder) => {
  const releaseProcess = await processLock(disk, holder);
  try {
    const instance = await openLocked(disk);
    // For people only: a lake whose holder could not be written down is locked all the same.
    noteHolder(disk, holder);
    return async () => {
      disk.discard(disk.at(holderFile));
      instance.closeSync();
      await releaseProcess();
    };
  } catch (error) {
    await releaseProcess();
    throw error;
  }
};
