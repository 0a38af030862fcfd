import type { Macro } from './macro.ts';

/** How an engine says what the readers below need. */
interface Words {
  readonly matches: (x: string, pattern: string) => string;
  readonly integer: string;
  readonly timestamp: string;
  readonly addDays: (date: string, days: string) => string;
  readonly isoDay: (date: string) => string;
  readonly isoYear: (date: string) => string;
  readonly addMicros: (ts: string, micros: string) => string;
}
const duckdb: Words = {
  matches: (x, pattern) => `REGEXP_FULL_MATCH(${x}, '${pattern}')`,
  integer: 'INTEGER',
  timestamp: 'TIMESTAMP',
  addDays: (date, days) => `(${date} + CAST(${days} AS INTEGER))`,
  isoDay: (date) => `ISODOW(${date})`,
  isoYear: (date) => `ISOYEAR(${date})`,
  addMicros: (ts, micros) => `MAKE_TIMESTAMP(EPOCH_US(${ts}) + CAST(${micros} AS BIGINT))`,
};
const spark: Words = {
  matches: (x, pattern) => `(${x} RLIKE '^(?:${pattern})$')`,
  integer: 'INT',
  timestamp: 'TIMESTAMP_NTZ',
  addDays: (date, days) => `DATE_ADD(${date}, CAST(${days} AS INT))`,
  isoDay: (date) => `(PMOD(DATEDIFF(${date}, DATE '1970-01-05'), 7) + 1)`,
  isoYear: (date) => `EXTRACT(YEAROFWEEK FROM ${date})`,
  addMicros: (ts, micros) =>
    `CAST(TIMESTAMP_MICROS(UNIX_MICROS(CAST(${ts} AS TIMESTAMP_LTZ)) + CAST(${micros} AS BIGINT)) AS TIMESTAMP_NTZ)`,
};

const calendarForm = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
/** Python reads a date of eight digits, or a week and its day, also where two more bytes follow. */
const twoBytes = '([\u0001-\u007F]{2}|[\u0080-\u07FF])?';
const compactForm = `[0-9]{8}${twoBytes}`;
const weekForm = `[0-9]{4}(-W[0-9]{2}(-[0-9])?|W[0-9]{2}|W[0-9]{3}${twoBytes})`;

/** Engines know a year 0; the calendar of ISO dates, as Python and the contract have it, begins with year 1. */
const since1 = (x: string, date: string): string => `CASE WHEN ${x} >= '0001' THEN ${date} END`;

const weekDate = (x: string, { integer, addDays, isoDay, isoYear }: Words): string => {
  const plain = `REPLACE(${x}, '-', '')`;
  const jan4 = `TRY_CAST(SUBSTR(${x}, 1, 4) || '-01-04' AS DATE)`;
  const week = `CAST(SUBSTR(${plain}, 6, 2) AS ${integer})`;
  const day = `CAST(COALESCE(NULLIF(SUBSTR(${plain}, 8, 1), ''), '1') AS ${integer})`;
  const date = addDays(jan4, `(${week} - 1) * 7 + ${day} - ${isoDay(jan4)}`);
  const exists = `${week} BETWEEN 1 AND 53 AND ${day} BETWEEN 1 AND 7 AND ${isoYear(date)} = CAST(SUBSTR(${x}, 1, 4) AS ${integer})`;
  return `CASE WHEN ${exists} AND ${date} <= DATE '9999-12-31' THEN ${date} END`;
};

const isoDate = (x: string, words: Words): string => {
  const { matches } = words;
  const compact = `TRY_CAST(SUBSTR(${x}, 1, 4) || '-' || SUBSTR(${x}, 5, 2) || '-' || SUBSTR(${x}, 7, 2) AS DATE)`;
  return (
    `CASE WHEN ${matches(x, calendarForm)} THEN ${since1(x, `TRY_CAST(${x} AS DATE)`)}` +
    ` WHEN ${matches(x, compactForm)} THEN ${since1(x, compact)}` +
    ` WHEN ${matches(x, weekForm)} THEN ${since1(x, weekDate(x, words))} END`
  );
};

const hours = '(?:[01][0-9]|2[0-3])';
const sixty = '[0-5][0-9]';
const secondForm = `${calendarForm}[T ]${hours}:${sixty}:${sixty}(?:[.][0-9]+)?`;
const zone = `[+-]${hours}(?::?${sixty})?`;
/** Everything that ISO 8601 and the like write: groups are date, clock, fraction, zone. */
const anyForm =
  `^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-W[0-9]{2}-[0-9]|[0-9]{4}-W[0-9]{2}|[0-9]{8}|[0-9]{4}W[0-9]{3}|[0-9]{4}W[0-9]{2})` +
  `(?:[^0-9](${hours}(?::?${sixty}(?::?${sixty})?)?)(?:[.,]([0-9]+))?(?:Z|([+-]${hours}(?::?${sixty}(?::?${sixty})?)?))?)?$`;

/** Seconds of a clock such as 08, 0830 or 083059, from a place in a text. */
const secondsAt = (clock: string, at: number, { integer }: Words): string => {
  const part = (from: number): string => `CAST(COALESCE(NULLIF(SUBSTR(${clock}, ${from}, 2), ''), '0') AS ${integer})`;
  return `(${part(at)} * 3600 + ${part(at + 2)} * 60 + ${part(at + 4)})`;
};
const shiftOf = (offset: string, words: Words): string => {
  const seconds = secondsAt(`REPLACE(${offset}, ':', '')`, 2, words);
  return `(CASE WHEN SUBSTR(${offset}, 1, 1) = '-' THEN ${seconds} ELSE 0 - ${seconds} END)`;
};

const isoInstant = (x: string, words: Words): string => {
  const { matches, integer, timestamp, addMicros } = words;
  // Digits beyond a microsecond stand after the 26th character: cut, not rounded.
  const wall = (text: string): string => since1(x, `TRY_CAST(SUBSTR(REPLACE(${text}, 'T', ' '), 1, 26) AS ${timestamp})`);
  const offset = `REGEXP_EXTRACT(${x}, '(${zone})$', 1)`;
  const zoned = addMicros(wall(`REGEXP_EXTRACT(${x}, '^(${secondForm})', 1)`), `CAST(${shiftOf(offset, words)} AS BIGINT) * 1000000`);
  const group = (at: number): string => `REGEXP_EXTRACT(${x}, '${anyForm}', ${at})`;
  const seconds = `${secondsAt(`REPLACE(${group(2)}, ':', '')`, 1, words)} + ${shiftOf(group(4), words)}`;
  const fraction = `CAST(RPAD(SUBSTR(${group(3)}, 1, 6), 6, '0') AS ${integer})`;
  const rare = addMicros(`CAST(${isoDate(group(1), words)} AS ${timestamp})`, `CAST(${seconds} AS BIGINT) * 1000000 + ${fraction}`);
  return (
    `CASE WHEN ${matches(x, secondForm)} THEN ${wall(x)} WHEN ${matches(x, `${secondForm}Z`)} THEN ${wall(`REPLACE(${x}, 'Z', '')`)}` +
    ` WHEN ${matches(x, `${secondForm}${zone}`)} THEN ${zoned} WHEN ${matches(x, anyForm)} THEN ${rare} END`
  );
};

/** Dates and instants as ISO 8601 writes them; NULL where there is no such day or time. Like Python's fromisoformat. */
export const isoMacros = {
  iso_date: {
    means: 'the day that ISO text of at most ten characters names: 2024-01-31, 20240131, 2024-W05-3; NULL where it is none',
    takes: { x: 'sql' },
    duckdb: (x) => isoDate(x ?? '', duckdb),
    spark: (x) => isoDate(x ?? '', spark),
  },
  iso_instant: {
    means: 'the UTC instant ISO text names: without an offset it is UTC, digits beyond microseconds are cut; NULL where it is none',
    takes: { x: 'sql' },
    duckdb: (x) => isoInstant(x ?? '', duckdb),
    spark: (x) => isoInstant(x ?? '', spark),
  },
} satisfies Record<string, Macro>;
