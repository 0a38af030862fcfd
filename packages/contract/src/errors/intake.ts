import { AuditError, type RemedyOptions } from './audit-error.ts';
import { type ReasonCode, remedyOf } from './reasons.ts';

/** One bad record, or one bad file, with its place. */
export interface Problem {
  /** Reason code, a key of the catalogue. */
  readonly code: string;
  /** File as the user named it. */
  readonly source: string;
  /** Position of the record in its file, from 1; null for the file as a whole. */
  readonly record: number | bigint | null;
  /** Line on which the record starts, from 1; null where the format has none. */
  readonly line: number | bigint | null;
  readonly column: string | null;
  /** The value as received, shortened, and masked where the column is personal; null when there is none. */
  readonly value: string | null;
  /** The reason in words, where the code alone does not say it. */
  readonly reason?: string;
}

/** How many columns that nothing is read from a message names. */
const shownColumns = 8;

/** How many problems a message names. */
export const problemsShown = 20;

/** `orders.json record 3 (line 5), column quantity: BAD_NUMBER "abc"`. */
export const problemText = (problem: Problem): string => {
  const record = problem.record === null ? '' : ` record ${problem.record}`;
  const line = problem.line === null ? '' : ` (line ${problem.line})`;
  const column = problem.column === null ? '' : `, column ${problem.column}`;
  const value = problem.value === null ? '' : ` ${JSON.stringify(problem.value)}`;
  const reason = problem.reason === undefined ? '' : ` (${problem.reason.replaceAll(/\p{Cc}/gu, ' ')})`;
  return `${problem.source}${record}${line}${column}: ${problem.code}${value}${reason}`;
};

/** Bad records in fail mode: all counted by code, the first ones named, nothing written. */
export class InputRefused extends AuditError {
  readonly code = 'INPUT_REFUSED';
  readonly exitCode = 3;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];

  /**
   * @param counts bad records by reason code, all of them @param problems the first of them, in order of position
   * @param shown how many the message names @param remedy what to do, as a sentence without its end
   * @param unknownColumns those of the files that nothing is read from: what is missing may stand there under another name
   */
  constructor(
    counts: Readonly<Record<string, number>>,
    problems: readonly Problem[],
    {
      shown = problemsShown,
      remedy = 'correct them, or load the rest with --on-error quarantine',
      unknownColumns = [],
      ...options
    }: RemedyOptions & { readonly shown?: number; readonly unknownColumns?: readonly string[] } = {},
  ) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const first = problems.slice(0, shown);
    const byCode = Object.entries(counts).map(([code, count]) => `${code} ${count}`);
    const heading = `${total} bad ${total === 1 ? 'record' : 'records'} (${byCode.join(', ')}), nothing was written`;
    const more = total > first.length ? [`  … and ${total - first.length} more`] : [];
    const facts = { total, counts, problems: first };
    const names = unknownColumns.slice(0, shownColumns).map((name) => JSON.stringify(name.slice(0, 40)));
    const isMissing = (counts['MISSING_FIELD'] ?? 0) > 0 && names.length > 0;
    const elsewhere = isMissing ? `; nothing is read from ${names.join(', ')}${unknownColumns.length > names.length ? ', …' : ''}` : '';
    super(
      [`${heading}; ${remedy}${elsewhere}:`, ...first.map((problem) => `  ${problemText(problem)}`), ...more].join('\n'),
      facts,
      options,
    );
    this.counts = counts;
    this.problems = problems;
  }
}

/** A file that cannot be read to its end: damaged, cut off, of another format, too large. */
export class FileRefused extends AuditError {
  readonly code = 'FILE_REFUSED';
  readonly exitCode = 3;
  /** Reason code of the fault, a key of the catalogue. */
  readonly fault: ReasonCode;
  readonly source: string;
  /** Byte in the decompressed input, from 0; null where it has no meaning. */
  readonly bytePosition: number | null;
  readonly reason: string;

  /** @param remedy what to do, where it is not what the reason code says */
  constructor(
    source: string,
    fault: ReasonCode,
    bytePosition: number | null,
    reason: string,
    { remedy = remedyOf(fault), ...options }: RemedyOptions = {},
  ) {
    const at = bytePosition === null ? '' : ` at byte ${bytePosition}`;
    super(`${source}: ${fault}${at}: ${reason}; ${remedy}`, { source, fault, bytePosition, reason }, options);
    this.fault = fault;
    this.source = source;
    this.bytePosition = bytePosition;
    this.reason = reason;
  }
}

/** More than one currency in a run: sums would have no meaning. */
export class MixedCurrency extends AuditError {
  readonly code = 'MIXED_CURRENCY';
  readonly exitCode = 3;

  /** @param first where each currency was first seen; `place` such as `orders.json record 3` or `the lake` */
  constructor(first: readonly { readonly currency: string; readonly place: string }[]) {
    const named = first.map(({ currency, place }) => `${currency} (${place})`).join(', ');
    super(`more than one currency: ${named}; load one currency per lake, or convert before loading`, { currencies: first });
  }
}

/** A path that was loaded before now holds other content. */
export class ContentChanged extends AuditError {
  readonly code = 'CONTENT_CHANGED';
  readonly exitCode = 2;

  constructor(path: string, loadedAt: string) {
    super(
      `${path} was loaded on ${loadedAt} with other content; say --append if the new content is further rows, --replace if it takes the place of the old`,
      { path, loadedAt },
    );
  }
}
