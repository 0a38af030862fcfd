/** Exit codes of the command line: the contract with cron jobs and CI (docs/errors.md). */
export type ExitCode = 1 | 2 | 3 | 4 | 5 | 6 | 75 | 130;

/** Options of errors of one code with more than one remedy. */
export interface RemedyOptions extends ErrorOptions {
  /** What to do, as a sentence without its end, where it is not what the code says. */
  readonly remedy?: string | undefined;
}

/** Base of every error we throw: what was wrong, where, and what to do, in words and in fields. */
export abstract class AuditError extends Error {
  /** Stable name of the fault, unique in the catalogue. */
  abstract readonly code: string;
  abstract readonly exitCode: ExitCode;
  /** The facts of the message for programs; values of personal columns are masked before they get here. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(message: string, facts: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.facts = facts;
  }
}

/** Whether the data or their use were at fault, not the machine or the moment: what was refused is refused again. */
export const isRefusal = (error: unknown): boolean => error instanceof AuditError && (error.exitCode === 2 || error.exitCode === 3);
