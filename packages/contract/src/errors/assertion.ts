import { AuditError } from './audit-error.ts';

/** Our own logic is wrong; the run stops. Never caused by data or by a user. */
export class Assertion extends AuditError {
  readonly code = 'ASSERTION';
  readonly exitCode = 1;

  constructor(what: string, facts: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(`${what}; this is a defect of audit, please report it with the command and the log`, facts, options);
  }
}

/** @throws {@link Assertion} unless `holds` */
export function assert(holds: unknown, what: string, facts: Readonly<Record<string, unknown>> = {}): asserts holds {
  if (!holds) throw new Assertion(what, facts);
}
