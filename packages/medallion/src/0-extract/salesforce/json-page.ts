import { ConnectionFault } from './connection-fault.ts';

/** A page of a REST query, its records as CSV. */
export interface JsonPage {
  /** Rows the whole query promises. */
  readonly totalSize: number;
  readonly done: boolean;
  /** Path of the next page; null on the last. */
  readonly next: string | null;
  readonly csv: Uint8Array;
}

interface QueryAnswer {
  readonly totalSize?: unknown;
  readonly done?: unknown;
  readonly nextRecordsUrl?: unknown;
  readonly records?: unknown;
}

/**
 * Turns a page of JSON into the form a Bulk page has, so that one reader does for both: a header, quotes doubled, null an empty cell and
 * the empty text `""`; numbers keep their digits, times are spelt with Z as Bulk spells them.
 *
 * @param times fields that are times
 * @throws ConnectionFault for what is no whole page
 */
export const jsonPage = (text: string, fields: readonly string[], times: ReadonlySet<string>): JsonPage => {
  const { totalSize, done, nextRecordsUrl, records } = parsed(text);
  if (typeof totalSize !== 'number' || typeof done !== 'boolean' || !Array.isArray(records))
    throw new ConnectionFault('ECUT', 'the answer is no page of a query');
  const rows = (records as readonly Readonly<Record<string, unknown>>[]).map((record) =>
    fields.map((field) => cell(record[field], times.has(field))).join(','),
  );
  const csv = Buffer.from(`${[fields.join(','), ...rows].join('\n')}\n`);
  return { totalSize, done, next: typeof nextRecordsUrl === 'string' ? nextRecordsUrl : null, csv };
};

/** A number as its JSON spells it. */
class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const parsed = (text: string): QueryAnswer => {
  try {
    const keepDigits = (_key: string, value: unknown, { source }: { readonly source?: string }): unknown =>
      typeof value === 'number' && source !== undefined ? new Digits(source) : value;
    const answer = JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown) as QueryAnswer;
    return { ...answer, totalSize: answer.totalSize instanceof Digits ? Number(answer.totalSize.text) : answer.totalSize };
  } catch (cause) {
    throw new ConnectionFault('ECUT', 'the answer is no whole JSON', { cause });
  }
};

const cell = (value: unknown, isTime: boolean): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Digits) return value.text;
  if (typeof value !== 'string') return quoted(JSON.stringify(value));
  return quoted(isTime ? value.replace(/\+0000$/, 'Z') : value);
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
