import type { CommitLog } from './commit-log.ts';
import type { LakeDisk } from './lake-disk.ts';
import { dataFilesOnDisk, filesOfVersions, temporaries } from './lake-files.ts';
import { deadPins } from './pins.ts';

export interface RecoverReport {
  /** Run keys whose version was published before the run died: only their folder was left. */
  readonly finished: readonly string[];
  /** Run keys of broken runs, given up. */
  readonly rolledBack: readonly string[];
  /** Half-made files removed, relative to the lake's root. */
  readonly temporaries: readonly string[];
  /** Data files that no version lists, relative to the lake's root; vacuum removes them. */
  readonly orphans: readonly string[];
}

/**
 * Finishes or rolls back what broken runs left behind; a dry run only names it. The caller holds the lock, so none of it is in use.
 */
export const recover = (disk: LakeDisk, log: CommitLog, { dryRun = false }: { readonly dryRun?: boolean } = {}): RecoverReport => {
  if (!dryRun) log.sync();
  const versions = log.chain();
  const published = new Set(versions.map((version) => log.read(version).runKey));
  const runKeys = disk.names(disk.at('_stage'));
  if (!dryRun) for (const runKey of runKeys) disk.removeTree(disk.at('_stage', runKey));
  const halfMade = [...temporaries(disk), ...deadPins(disk)];
  if (!dryRun) for (const path of halfMade) disk.remove(path);
  const listed = new Set(filesOfVersions(log, log.kept()).map((file) => file.path));
  return {
    finished: runKeys.filter((runKey) => published.has(runKey)),
    rolledBack: runKeys.filter((runKey) => !published.has(runKey)),
    temporaries: halfMade.map((path) => path.slice(disk.root.length + 1)),
    orphans: dataFilesOnDisk(disk).filter((path) => !listed.has(path)),
  };
};
