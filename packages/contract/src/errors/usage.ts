import { AuditError } from './audit-error.ts';

/** The command line was used wrongly. `remedy` is a sentence that says what to do. */
export class UsageError extends AuditError {
  readonly code = 'USAGE';
  readonly exitCode = 2;

  constructor(what: string, remedy: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(`${what}; ${remedy}`, facts);
  }
}

/** A file the user named does not exist, or a pattern matches nothing. */
export class FileMissing extends AuditError {
  readonly code = 'FILE_MISSING';
  readonly exitCode = 2;

  constructor(path: string, options?: ErrorOptions) {
    super(`no file at "${path}"; check the spelling and the current folder`, { path }, options);
  }
}

/** A path the user named as a file is a directory, a device, or may not be read. */
export class FileUnreadable extends AuditError {
  readonly code = 'FILE_UNREADABLE';
  readonly exitCode = 2;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`cannot read "${path}": ${reason}; name a file that can be read`, { path, reason }, options);
  }
}

/** The run was stopped by a signal; a version it had not published is not there, not even in part. */
export class Interrupted extends AuditError {
  readonly code = 'INTERRUPTED';
  readonly exitCode = 130;

  constructor(signal: string) {
    super(`stopped by ${signal}; run the same command again to go on (it does nothing twice)`, { signal });
  }
}
