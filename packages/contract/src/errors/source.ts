import { AuditError, type RemedyOptions } from './audit-error.ts';

/** A source does not let us in: wrong password, unknown user, no right to log in. */
export class SourceAuthentication extends AuditError {
  readonly code = 'SOURCE_AUTHENTICATION';
  readonly exitCode = 5;

  /** @param source its place without user and password @param variable where the credentials are set */
  constructor(source: string, reason: string, variable: string, { remedy, ...options }: RemedyOptions = {}) {
    super(
      `${source} refuses the login: ${reason}; ${remedy ?? `correct the user and password in ${variable}`}`,
      { source, reason, variable },
      options,
    );
  }
}

/** A source cannot be reached, or went away in the middle. */
export class SourceUnavailable extends AuditError {
  readonly code = 'SOURCE_UNAVAILABLE';
  readonly exitCode = 6;

  constructor(source: string, reason: string, { remedy, ...options }: RemedyOptions = {}) {
    super(
      `${source} is not available: ${reason}; ${remedy ?? 'nothing was taken from it: check that it runs and can be reached, then run again'}`,
      { source, reason },
      options,
    );
  }
}

/** A source sent fewer or other rows than it promised, and did so again when asked again. */
export class SourceIncomplete extends AuditError {
  readonly code = 'SOURCE_INCOMPLETE';
  readonly exitCode = 6;

  /** @param what such as `Account, page 3 of job 750…` @param found what was promised and what came, each time it was asked */
  constructor(source: string, what: string, found: readonly string[], options?: ErrorOptions) {
    super(
      `${source}: ${what} is not whole: ${found.join('; asked again: ')}; nothing was published, what came whole is kept for the next run: run again, and look at what stands between here and the source if it stays`,
      { source, what, found },
      options,
    );
  }
}

/** A source takes no more requests for now, or we ask for no more so as to leave some to others. */
export class SourceQuota extends AuditError {
  readonly code = 'SOURCE_QUOTA';
  readonly exitCode = 75;

  /** @param reason with the figures @param remedy a sentence without its end, where it is not only to wait */
  constructor(source: string, reason: string, { remedy, ...options }: RemedyOptions = {}) {
    super(
      `${source}: ${reason}; what was read is kept, nothing was published: ${remedy ?? 'run again later to go on from there'}`,
      { source, reason },
      options,
    );
  }
}

/** A source is there and refuses a statement: a view that does not exist, a right that is missing, a value it cannot compute. */
export class SourceRefused extends AuditError {
  readonly code = 'SOURCE_REFUSED';
  readonly exitCode = 2;

  /** The source's own word for the refusal: a SQLSTATE, an error code. */
  readonly state: string;

  /** @param what such as `reading opdb.vw_customer_profile_standardized` @param state SQLSTATE of the refusal, or what `stateName` names */
  constructor(
    source: string,
    what: string,
    reason: string,
    state: string,
    { remedy, stateName, ...options }: RemedyOptions & { readonly stateName?: string } = {},
  ) {
    super(
      `${source}: ${what} was refused: ${reason} (${stateName ?? 'SQLSTATE'} ${state}); ${remedy ?? 'correct the view there, then run again'}`,
      { source, what, reason, state },
      options,
    );
    this.state = state;
  }
}
