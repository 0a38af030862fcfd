import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { UnknownVersion, WriteFailed } from '@audit/contract';
import type { CommitLog } from './commit-log.ts';
import { type LakeDisk, temporaryPrefix } from './lake-disk.ts';
import { seal, unseal } from './seal.ts';

interface Pin {
  readonly version: number;
  readonly pid: number;
  /** ISO time of the last heartbeat. */
  readonly aliveAt: string;
}

const heartbeatMs = 60_000;
/** A reader that gave no sign for this long is gone. */
const leaseMs = 10 * heartbeatMs;

const folderOf = (disk: LakeDisk): string => disk.at('_pins');

// A pin need not survive a power failure: neither does its reader.
const write = (disk: LakeDisk, name: string, version: number): void => {
  const temporary = join(folderOf(disk), `${temporaryPrefix}${randomUUID()}`);
  const pin: Pin = { version, pid: process.pid, aliveAt: disk.now().toISOString() };
  disk.write(temporary, seal(pin).bytes);
  disk.rename(temporary, join(folderOf(disk), name));
};

/** Versions some reader holds now. */
export const pinnedVersions = (disk: LakeDisk): readonly number[] =>
  disk.names(folderOf(disk)).flatMap((name) => {
    const pin = readPin(disk, name);
    return pin !== undefined && isAlive(disk, pin) ? [pin.version] : [];
  });

const readPin = (disk: LakeDisk, name: string): Pin | undefined => {
  const bytes = disk.readIfThere(join(folderOf(disk), name));
  return bytes === undefined ? undefined : (unseal(bytes)?.body as Pin | undefined);
};

const isAlive = (disk: LakeDisk, pin: Pin): boolean => disk.now().getTime() - Date.parse(pin.aliveAt) < leaseMs;

/** Paths of pins whose reader is gone. One under its temporary name is about to be a pin, and lives as long as one. */
export const deadPins = (disk: LakeDisk): readonly string[] =>
  disk
    .names(folderOf(disk))
    .filter((name) => {
      const pin = readPin(disk, name);
      return pin === undefined || !isAlive(disk, pin);
    })
    .map((name) => join(folderOf(disk), name));

/**
 * Keeps a version from vacuum until disposed of, or until the process dies.
 *
 * @throws UnknownVersion if vacuum was faster; WriteFailed if the lake cannot be written
 */
export const pinVersion = (disk: LakeDisk, log: CommitLog, version: number): Disposable => {
  const name = `${randomUUID()}.json`;
  disk.ensureFolder(folderOf(disk));
  write(disk, name, version);
  // Vacuum publishes its horizon first and then looks at the pins again: one of the two sees the other.
  if (!log.kept().includes(version)) {
    disk.discard(join(folderOf(disk), name));
    throw new UnknownVersion(disk.root, String(version), `versions ${log.kept().join(', ')}`);
  }
  // A heartbeat the disk refuses is a lease that may run out; it is no reason to stop the reader.
  const beat = (): void => {
    try {
      write(disk, name, version);
    } catch (error) {
      if (!(error instanceof WriteFailed)) throw error;
    }
  };
  const heartbeat = setInterval(beat, heartbeatMs);
  heartbeat.unref();
  return {
    [Symbol.dispose]: () => {
      clearInterval(heartbeat);
      disk.discard(join(folderOf(disk), name));
    },
  };
};
