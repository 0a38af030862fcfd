import { AuditError, type RemedyOptions } from './audit-error.ts';

/** A source does not let us in: wrong password, unknown user, no right to log in. */
export class SourceAuthentication extends AuditError {
  readonly code = 'SOURCE_AUTHENTICATION';
  readonly exitCode = 5;

  /** @param source its place without user and password @param variable where the credentials are set */
  constructor(source: string, reason: string, variable: string, options?: ErrorOptions) {
    super(`${source} refuses the login: ${reason}; correct the user and password in ${variable}`, { source, reason, variable }, options);
  }
}

/** A source cannot be reached, or went away in the middle. */
export class SourceUnavailable extends AuditError {
  readonly code = 'SOURCE_UNAVAILABLE';
  readonly exitCode = 6;

  constructor(source: string, reason: string, options?: ErrorOptions) {
    super(
      `${source} is not available: ${reason}; nothing was taken from it: check that it runs and can be reached, then run again`,
      { source, reason },
      options,
    );
  }
}

/** A source is there and refuses a statement: a view that does not exist, a right that is missing, a value it cannot compute. */
export class SourceRefused extends AuditError {
  readonly code = 'SOURCE_REFUSED';
  readonly exitCode = 2;

  /** @param what such as `reading opdb.vw_customer_profile_standardized` @param state SQLSTATE of the refusal */
  constructor(source: string, what: string, reason: string, state: string, { remedy, ...options }: RemedyOptions = {}) {
    super(
      `${source}: ${what} was refused: ${reason} (SQLSTATE ${state}); ${remedy ?? 'correct the view there, then run again'}`,
      { source, what, reason, state },
      options,
    );
  }
}
