import { AuditError, Interrupted, SourceAuthentication, SourceRefused, SourceUnavailable } from '@audit/contract';

/** What an error of a call has to know of its surroundings. */
export interface PostgresCall {
  /** Host, port and database, without user and password. */
  readonly place: string;
  /** Variable of the URL. */
  readonly variable: string;
  /** Such as `reading opdb.vw_customer_profile_standardized`. */
  readonly what: string;
  readonly signal: AbortSignal | undefined;
}

/** The server goes away (57P), is full (53) or lost the connection (08): another time it may work. */
const passing = /^(?:08|53|57P)/;
/** Wrong password or user (28). */
const login = /^28/;

const remedies: Readonly<Record<string, string>> = {
  '3D000': 'correct the name of the database in the URL',
  '3F000': 'correct the name of the view (opdb.view)',
  '42501': 'grant it to the user of the URL there (GRANT USAGE ON SCHEMA, GRANT SELECT)',
  '42P01': 'create the view there, or correct its name (opdb.view)',
};

/** The client gives errors of the server, of the network, and bare ones of its own; only the first two have a code. */
export const postgresError = (error: unknown, { place, variable, what, signal }: PostgresCall): AuditError => {
  if (error instanceof AuditError) return error;
  if (signal?.aborted === true) return new Interrupted(String(signal.reason));
  const reason = error instanceof Error ? reasonOf(error) : String(error);
  const state = error instanceof Error && 'code' in error && 'severity' in error ? String(error.code) : undefined;
  if (state === undefined || passing.test(state)) return new SourceUnavailable(place, reason, { cause: error });
  if (login.test(state)) return new SourceAuthentication(place, reason, variable, { cause: error });
  return new SourceRefused(place, what, reason, state, { remedy: remedies[state], cause: error });
};

/** Where several addresses of a host were tried, Node's error has no message but theirs. */
const reasonOf = (error: Error): string =>
  error.message !== '' || !(error instanceof AggregateError) ? error.message : error.errors.map(String).join(', ');
