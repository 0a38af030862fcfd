import { AuditError, type RemedyOptions } from './audit-error.ts';

/** The engine needs more memory than its limit, after every way to need less was tried. */
export class OutOfMemory extends AuditError {
  readonly code = 'OUT_OF_MEMORY';
  readonly exitCode = 1;

  constructor(what: string, limit: string | undefined, options?: ErrorOptions) {
    const within = limit === undefined ? '' : ` within ${limit}`;
    super(
      `${what} does not fit in memory${within}; raise --memory-limit, or give --temp-dir a disk with room to spill`,
      { what, limit },
      options,
    );
  }
}

/** A disk the engine writes to is full: the one it spills to when memory is short, or that of a file it makes. */
export class DiskFull extends AuditError {
  readonly code = 'DISK_FULL';
  readonly exitCode = 1;
  /** Work that needs less room at a time may still fit. */
  readonly spilling: boolean;

  /** @param place the folder spilt to, or the file that was being written */
  constructor(what: string, place: string, { spilling, ...options }: ErrorOptions & { readonly spilling: boolean }) {
    super(
      spilling
        ? `${what} does not fit in memory, and the disk of ${place} has no room left to spill; free some space there, give --temp-dir another disk, or raise --memory-limit`
        : `${what}: no space left on the disk of ${place}; free some there and run again`,
      { what, place, spilling },
      options,
    );
    this.spilling = spilling;
  }
}

/** The engine refused or failed at a statement that should have worked. */
export class EngineFailed extends AuditError {
  readonly code = 'ENGINE_FAILED';
  readonly exitCode = 1;

  constructor(what: string, reason: string, options?: ErrorOptions) {
    super(`${what} failed in the engine: ${reason}; run again with --log-level debug and report it`, { what, reason }, options);
  }
}

/** The engine folds letters otherwise than the frozen table that profiles are hashed by. */
export class UpperChanged extends AuditError {
  readonly code = 'UPPER_CHANGED';
  readonly exitCode = 1;

  /** @param letters how many the frozen table has */
  constructor(engine: string, letters: number) {
    super(
      `upper() of this ${engine} is not the frozen table of ${letters} letters, so the same profile would get another hash; use the engine version this release pins`,
      { engine, letters },
    );
  }
}

/** Arrow data that breaks Arrow's own rules: the program or file that made it is at fault. */
export class ArrowRefused extends AuditError {
  readonly code = 'ARROW_REFUSED';
  readonly exitCode = 3;

  readonly what: string;
  /** What to do where it is not the usual, as a sentence without its end. */
  readonly remedy: string | undefined;

  constructor(what: string, { remedy, ...options }: RemedyOptions = {}) {
    const usual = 'make the table again, or validate it with the library that made it';
    super(`invalid Arrow data: ${what}; ${remedy ?? usual}`, { what }, options);
    this.what = what;
    this.remedy = remedy;
  }
}
