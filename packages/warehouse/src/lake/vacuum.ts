import { UsageError } from '@audit/contract';
import type { CommitLog } from './commit-log.ts';
import { isVectorFile, vectorFileName } from './delta-log/deletion-vector.ts';
import { type Horizon, readHorizon, writeHorizon } from './horizon.ts';
import type { LakeDisk } from './lake-disk.ts';
import { dataFilesOnDisk, filesOfVersions, tableFolders, temporaries } from './lake-files.ts';
import { deadPins, pinnedVersions } from './pins.ts';
import { filesOfStage } from './stage-folder.ts';
import { readTag, tagNames } from './tags.ts';

export interface VacuumOptions {
  /** How many of the newest versions stay, at least 1; tagged and pinned ones stay besides. */
  readonly keep?: number;
  /** Only say what would be removed. */
  readonly dryRun?: boolean;
}

export interface VacuumReport {
  /** Versions that can still be read. */
  readonly kept: readonly number[];
  /** Versions given up now. */
  readonly dropped: readonly number[];
  /** Files removed, relative to the lake's root. */
  readonly removed: readonly string[];
  readonly removedBytes: number;
}

const defaultKeep = 30;

/** Versions to keep. A damaged tag or log entry stops vacuum: what it does not know it must not remove. */
const versionsToKeep = (disk: LakeDisk, log: CommitLog, keep: number): readonly number[] => {
  const readable = log.kept();
  const wanted = new Set([
    ...readable.slice(-keep),
    ...tagNames(disk).map((name) => readTag(disk, name)?.version),
    ...pinnedVersions(disk),
  ]);
  return readable.filter((version) => wanted.has(version));
};

const horizonOf = (log: CommitLog, before: Horizon, kept: readonly number[]): Horizon => {
  const oldest = kept[0] ?? before.oldest;
  const readable = new Set(kept);
  return { oldest, expired: log.chainFrom(before).filter((version) => version > oldest && !readable.has(version)) };
};

/** Publishes what is given up, then looks at pins and again, until no reader took a version in between. */
const publishHorizon = (disk: LakeDisk, log: CommitLog, keep: number): readonly number[] => {
  const before = readHorizon(disk);
  const first = versionsToKeep(disk, log, keep);
  writeHorizon(disk, horizonOf(log, before, first));
  const late = new Set(pinnedVersions(disk));
  const kept = log
    .chainFrom(before)
    .filter((version) => first.includes(version) || (late.has(version) && !before.expired.includes(version)));
  if (kept.length > first.length) writeHorizon(disk, horizonOf(log, before, kept));
  return kept;
};

/** Data files that no kept version and no stage folder names. */
const unlistedData = (disk: LakeDisk, log: CommitLog, kept: readonly number[]): readonly string[] => {
  const staged = disk.names(disk.at('_stage')).flatMap((runKey) => filesOfStage(disk, disk.at('_stage', runKey)));
  const live = new Set([...filesOfVersions(log, kept), ...staged].map((file) => file.path));
  return dataFilesOnDisk(disk).filter((path) => !live.has(path));
};

/** Deletion vectors of the derived Delta logs that belong to no base file and mask of a kept version. */
const unlistedVectors = (disk: LakeDisk, log: CommitLog, kept: readonly number[]): readonly string[] => {
  const live = new Set(
    kept
      .flatMap((version) => Object.values(log.read(version).tables))
      .flatMap(({ base, mask }) => (mask === null ? [] : base.map((file) => vectorFileName(file, mask)))),
  );
  return tableFolders(disk).flatMap((folder) =>
    disk
      .names(disk.at(folder))
      .filter((name) => isVectorFile(name) && !live.has(name))
      .map((name) => `${folder}/${name}`),
  );
};

/** Gives up old versions and removes the files only they list. The caller holds the lock. */
export const vacuum = (disk: LakeDisk, log: CommitLog, { keep = defaultKeep, dryRun = false }: VacuumOptions): VacuumReport => {
  if (!Number.isInteger(keep) || keep < 1) throw new UsageError(`vacuum cannot keep ${keep} versions`, 'keep at least 1');
  const before = log.kept();
  const kept = dryRun || before.length === 0 ? versionsToKeep(disk, log, keep) : publishHorizon(disk, log, keep);
  const removed = [...unlistedData(disk, log, kept), ...unlistedVectors(disk, log, kept)];
  const removedBytes = removed.reduce((sum, path) => sum + (disk.fs.stat(disk.at(path))?.size ?? 0), 0);
  if (!dryRun) sweep(disk, log, removed);
  return { kept, dropped: before.filter((version) => !kept.includes(version)), removed, removedBytes };
};

const sweep = (disk: LakeDisk, log: CommitLog, removed: readonly string[]): void => {
  for (const path of removed) disk.remove(disk.at(path));
  const { oldest } = readHorizon(disk);
  for (const version of log.present().filter((version) => version < oldest)) disk.remove(log.path(version));
  for (const path of [...deadPins(disk), ...temporaries(disk)]) disk.remove(path);
};
