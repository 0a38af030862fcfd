import { AuditError } from './audit-error.ts';

/** No source of rates leads from one currency to another. */
export class RateMissing extends AuditError {
  readonly code = 'RATE_MISSING';
  readonly exitCode = 3;

  constructor(from: string, to: string) {
    super(`no source of rates in the lake leads from ${from} to ${to}; import one that does ("audit fx import")`, { from, to });
  }
}

/** The last rate before a day is too old, or there is none before it. */
export class RateStale extends AuditError {
  readonly code = 'RATE_STALE';
  readonly exitCode = 3;

  /** @param last day of the last rate before, null where there is none @param first day of the first rate there is */
  constructor(asked: { readonly from: string; readonly to: string; readonly on: string }, last: string | null, first: string) {
    const { from, to, on } = asked;
    const found = last === null ? `the first one is of ${first}` : `the last one before holds until ${last}`;
    super(`no rate from ${from} to ${to} holds on ${on}: ${found}; import rates of that time, none is interpolated or taken from later`, {
      ...asked,
      last,
      first,
    });
  }
}

/** A rate the lake has, and what an import says of it. */
export interface ChangedRate {
  readonly source: string;
  readonly base: string;
  readonly quote: string;
  readonly valid_from: string;
  readonly was: string;
  readonly is: string;
}

const shown = 20;

/** An import says otherwise of rates that amounts may have been converted with. */
export class RatesChanged extends AuditError {
  readonly code = 'RATES_CHANGED';
  readonly exitCode = 3;

  /** @param count all of them @param changed the first */
  constructor(label: string, count: number, changed: readonly ChangedRate[]) {
    const first = changed.slice(0, shown);
    const lines = first.map((one) => `  ${one.source} ${one.base}/${one.quote} ${one.valid_from}: ${one.was} in the lake, ${one.is} now`);
    const more = count > first.length ? [`  … and ${count - first.length} more`] : [];
    const heading = `${label} says otherwise of ${count} ${count === 1 ? 'rate' : 'rates'} the lake has, nothing was published; if it is right, import it with --restate:`;
    super([heading, ...lines, ...more].join('\n'), { label, count, changed: first });
  }
}
