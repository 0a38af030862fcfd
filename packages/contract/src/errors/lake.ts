import { AuditError } from './audit-error.ts';

/** Who holds the writer lock of a lake. */
export interface LockHolder {
  readonly pid: number;
  readonly command: string;
  readonly runId: string;
  /** ISO instant. */
  readonly since: string;
}

const nameOf = (holder: LockHolder | Pick<LockHolder, 'pid'> | undefined): string => {
  if (holder === undefined) return 'another process';
  if (!('command' in holder)) return `another process (pid ${holder.pid})`;
  return `"${holder.command}" (pid ${holder.pid}, run ${holder.runId}, since ${holder.since})`;
};

/** Another run is writing to the lake. */
export class LakeBusy extends AuditError {
  readonly code = 'LAKE_BUSY';
  readonly exitCode = 75;

  constructor(root: string, holder: LockHolder | Pick<LockHolder, 'pid'> | undefined, options?: ErrorOptions) {
    super(`lake ${root} is being written by ${nameOf(holder)}; try again when it has finished`, { root, holder }, options);
  }
}

/** Another server keeps its actions in the same place. */
export class StateBusy extends AuditError {
  readonly code = 'STATE_BUSY';
  readonly exitCode = 75;

  constructor(folder: string, pid: number | undefined, options?: ErrorOptions) {
    super(
      `the actions kept in ${folder} are in use by another server${pid === undefined ? '' : ` (pid ${pid})`}; stop it, or give this one another place with serve.state`,
      { folder, pid },
      options,
    );
  }
}

/** Someone published a version between our reading the head and our commit. */
export class HeadMoved extends AuditError {
  readonly code = 'HEAD_MOVED';
  readonly exitCode = 75;

  constructor(root: string, expected: number, found: number, options?: ErrorOptions) {
    super(
      `lake ${root}: the head moved from version ${expected} to ${found} during the run, nothing was published; run again`,
      { root, expected, found },
      options,
    );
  }
}

/** A data file of the lake is missing or is not what its checksum says. */
export class DamagedFile extends AuditError {
  readonly code = 'DAMAGED_FILE';
  readonly exitCode = 3;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      `data file ${path} is damaged: ${reason}; run "audit verify", then restore the file from a backup or rebuild the table`,
      { path, reason },
      options,
    );
  }
}

/** An entry of the lake's log, or a tag, is not what its checksum or its successor says. */
export class DamagedLog extends AuditError {
  readonly code = 'DAMAGED_LOG';
  readonly exitCode = 3;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`log entry ${path} is damaged: ${reason}; run "audit verify", then restore the entry from a backup`, { path, reason }, options);
  }
}

/** The lake has no such version, tag, or no version at that time. */
export class UnknownVersion extends AuditError {
  readonly code = 'UNKNOWN_VERSION';
  readonly exitCode = 2;

  constructor(root: string, reference: string, known: string) {
    super(`lake ${root} has no version "${reference}" (it has ${known}); "audit history" lists what is kept`, { root, reference });
  }
}

/** The commit's last write reported an error: the version may or may not be on disk. */
export class CommitOutcomeUnknown extends AuditError {
  readonly code = 'COMMIT_OUTCOME_UNKNOWN';
  readonly exitCode = 1;

  constructor(root: string, version: number, options?: ErrorOptions) {
    super(
      `lake ${root}: the disk reported an error while version ${version} was made durable, so it may be lost after a power failure; check the disk, run "audit verify", then the same command again (it is a no-op if the version is there)`,
      { root, version },
      options,
    );
  }
}

/** The disk refused a write or a sync before anything was published. */
export class WriteFailed extends AuditError {
  readonly code = 'WRITE_FAILED';
  readonly exitCode = 1;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`cannot write ${path}: ${reason}; nothing was published, check space and rights and run again`, { path, reason }, options);
  }
}

/** The lake lies on a network file system, where locks and atomic links cannot be relied on. */
export class NetworkDisk extends AuditError {
  readonly code = 'NETWORK_DISK';
  readonly exitCode = 2;

  constructor(root: string, fileSystem: string) {
    super(`lake ${root} is on a network file system (${fileSystem}), where locks may not hold; use a local disk`, { root, fileSystem });
  }
}
