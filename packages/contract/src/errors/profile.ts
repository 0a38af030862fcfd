import type { Micros } from '../tables/column.ts';
import { formatInstant } from '../time/instant.ts';
import { AuditError } from './audit-error.ts';

/** A batch id was loaded before with other content: which of the two is meant cannot be told. */
export class BatchChanged extends AuditError {
  readonly code = 'BATCH_CHANGED';
  readonly exitCode = 2;

  constructor(batchId: string, path: string, before: string) {
    super(
      `${path}: batch "${batchId}" was loaded before, from ${before}, with other content; give this delivery an id of its own (--batch-id)`,
      { batchId, path, before },
    );
  }
}

/** A load time was given that does not lie after the last one: known time never goes back. */
export class LoadTimeNotLater extends AuditError {
  readonly code = 'LOAD_TIME_NOT_LATER';
  readonly exitCode = 2;

  constructor(given: Micros, last: Micros) {
    const facts = { given: formatInstant(given), last: formatInstant(last) };
    super(`load time ${facts.given} is not after that of the last load, ${facts.last}; give a later --load-ts, or leave it out`, facts);
  }
}

/** A law of the profile history does not hold; nothing was published. */
export class ProfileInvariantBroken extends AuditError {
  readonly code = 'PROFILE_INVARIANT';
  readonly exitCode = 3;

  /** @param rows the first rows of evidence, personal columns masked */
  constructor(law: string, rows: readonly Readonly<Record<string, string | null>>[]) {
    const shown = rows.map((row) => `  ${JSON.stringify(row)}`).join('\n');
    super(
      `profile history: "${law}" does not hold, nothing was published; keep the batch and report these rows ("audit profile verify" looks at all):\n${shown}`,
      { law, rows },
    );
  }
}

/** Targets of on_profile_change could not be told; what they are to be told of is published all the same. */
export class ChangesUntold extends AuditError {
  readonly code = 'CHANGES_UNTOLD';
  readonly exitCode = 75;

  /** @param untold for each target why it gave up, without what it was told or answered */
  constructor(untold: readonly { readonly target: string; readonly reason: string; readonly told: number }[]) {
    const each = untold.map(({ target, reason, told }) => `"${target}" after ${told} ${told === 1 ? 'event' : 'events'}: ${reason}`);
    super(
      `what was loaded is published, but not everyone was told of it: ${each.join('; ')}; the next run goes on from there, and so does "audit profile events --deliver"`,
      { untold },
    );
  }
}

/** A full extract lacks so many current customers that it is rather incomplete; nobody was closed, nothing was published. */
export class TooManyMissing extends AuditError {
  readonly code = 'TOO_MANY_MISSING';
  readonly exitCode = 3;

  constructor(path: string, facts: { readonly missing: number; readonly current: number; readonly mostPercent: number }) {
    const { missing, current, mostPercent } = facts;
    super(
      `${path}: ${missing} of ${current} current customers are not in the full extract, more than the ${mostPercent} % that a load may close; nothing was published. Check that the extract is whole; if they are gone, load it again with --max-missing-percent ${Math.ceil((missing * 100) / current)}`,
      { path, ...facts },
    );
  }
}
