import type { Macro } from './macro.ts';

/** How an engine says what the readers below need. */
interface Words {
  readonly matches: (x: string, pattern: string) => string;
  /** What a replacement calls a group of the pattern. */
  readonly group: (at: number) => string;
  /** A list of the parts of a text between `|`. */
  readonly split: (x: string) => string;
  readonly element: (list: string, at: number) => string;
  readonly integer: string;
  readonly timestamp: string;
  /** The time that 2024-01-31T08:00:00.1234567Z names, or the same with a space for T or without Z; cut at microseconds. */
  readonly readCommon: (x: string) => string;
  readonly addDays: (date: string, days: string) => string;
  readonly isoDay: (date: string) => string;
  readonly addMicros: (ts: string, micros: string) => string;
}
const duckdb: Words = {
  matches: (x, pattern) => `REGEXP_FULL_MATCH(${x}, '${pattern}')`,
  group: (at) => `\\${at}`,
  split: (x) => `STRING_SPLIT(${x}, '|')`,
  element: (list, at) => `${list}[${at}]`,
  integer: 'INTEGER',
  timestamp: 'TIMESTAMP',
  readCommon: (x) => `TRY_CAST(${x} AS TIMESTAMP)`,
  addDays: (date, days) => `(${date} + CAST(${days} AS INTEGER))`,
  isoDay: (date) => `ISODOW(${date})`,
  addMicros: (ts, micros) => `MAKE_TIMESTAMP(EPOCH_US(${ts}) + CAST(${micros} AS BIGINT))`,
};
const spark: Words = {
  matches: (x, pattern) => `(${x} RLIKE '^(?:${pattern})$')`,
  group: (at) => `$${at}`,
  split: (x) => `SPLIT(${x}, '[|]', -1)`,
  element: (list, at) => `${list}[${at - 1}]`,
  integer: 'INT',
  timestamp: 'TIMESTAMP_NTZ',
  // Digits beyond a microsecond stand after the 26th character.
  readCommon: (x) => `TRY_CAST(SUBSTR(REPLACE(REPLACE(${x}, 'T', ' '), 'Z', ''), 1, 26) AS TIMESTAMP_NTZ)`,
  addDays: (date, days) => `DATE_ADD(${date}, CAST(${days} AS INT))`,
  isoDay: (date) => `(PMOD(DATEDIFF(${date}, DATE '1970-01-05'), 7) + 1)`,
  addMicros: (ts, micros) =>
    `CAST(TIMESTAMP_MICROS(UNIX_MICROS(CAST(${ts} AS TIMESTAMP_LTZ)) + CAST(${micros} AS BIGINT)) AS TIMESTAMP_NTZ)`,
};

const calendarForm = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
/** Python reads a date of eight digits, or a week and its day, also where two more bytes follow. */
const twoBytes = '([\u0001-\u007F]{2}|[\u0080-\u07FF])?';
const compactForm = `[0-9]{8}${twoBytes}`;
const weekNumber = 'W(?:0[1-9]|[1-4][0-9]|5[0-3])';
const weekForm = `[0-9]{4}(?:-${weekNumber}(?:-[1-7])?|${weekNumber}|${weekNumber}[1-7]${twoBytes})`;

/** Engines know a year 0; the calendar of ISO dates, as Python and the contract have it, begins with year 1. */
const since1 = (x: string, date: string): string => `CASE WHEN ${x} >= '0001' THEN ${date} END`;

const weekDate = (x: string, { integer, addDays, isoDay }: Words): string => {
  const plain = `REPLACE(${x}, '-', '')`;
  const inYear = (day: string): string => `TRY_CAST(SUBSTR(${x}, 1, 4) || '${day}' AS DATE)`;
  const week = `SUBSTR(${plain}, 6, 2)`;
  const day = `RPAD(SUBSTR(${plain}, 8, 1), 1, '1')`;
  const since = `CAST(${week} AS ${integer}) * 7 + CAST(${day} AS ${integer}) - 7 - ${isoDay(inYear('-01-04'))}`;
  // A year has a week 53 when it begins or ends on a Thursday.
  const lacksWeek = `${week} = '53' AND ${isoDay(inYear('-01-01'))} <> 4 AND ${isoDay(inYear('-12-31'))} <> 4`;
  return `CASE WHEN ${lacksWeek} THEN NULL WHEN ${plain} >= '9999W526' THEN NULL ELSE ${addDays(inYear('-01-04'), since)} END`;
};

/** 20240131 with its dashes. */
const compactDay = (x: string): string => `SUBSTR(${x}, 1, 4) || '-' || SUBSTR(${x}, 5, 2) || '-' || SUBSTR(${x}, 7, 2)`;

const isoDate = (x: string, words: Words): string => {
  const { matches } = words;
  return (
    `CASE WHEN ${matches(x, calendarForm)} THEN ${since1(x, `TRY_CAST(${x} AS DATE)`)}` +
    ` WHEN ${matches(x, compactForm)} THEN ${since1(x, `TRY_CAST(${compactDay(x)} AS DATE)`)}` +
    ` WHEN ${matches(x, weekForm)} THEN ${since1(x, weekDate(x, words))} END`
  );
};

const hours = '(?:[01][0-9]|2[0-3])';
const sixty = '[0-5][0-9]';
const commonForm = `${calendarForm}[T ]${hours}:${sixty}:${sixty}(?:[.][0-9]+)?Z?`;
/** Nine groups, as many as a replacement can name: date; hour, minute, second, fraction; sign, hour, minute, second of the offset. */
const anyForm =
  `(${calendarForm}|[0-9]{8})(?:[^0-9](${hours})(?::?(${sixty})(?::?(${sixty}))?)?(?:[.,]([0-9]+))?` +
  `(?:Z|([+-])(${hours})(?::?(${sixty})(?::?(${sixty}))?)?)?)?`;

const isoParts = (x: string, { matches, group, split }: Words): string =>
  `CASE WHEN ${matches(x, commonForm)} THEN NULL WHEN ${matches(x, anyForm)}` +
  ` THEN ${split(`REGEXP_REPLACE(${x}, '^${anyForm}$', '${[1, 2, 3, 4, 5, 6, 7, 8, 9].map(group).join('|')}')`)}` +
  ` WHEN ${x} IS NOT NULL THEN ${split(`'||||||||'`)} END`;

const isoInstant = (x: string, parts: string, words: Words): string => {
  const { element, integer, timestamp, addMicros, readCommon } = words;
  const part = (at: number): string => element(parts, at);
  const number = (at: number): string => `CAST('0' || ${part(at)} AS ${integer})`;
  const secondsFrom = (at: number): string => `(${number(at)} * 3600 + ${number(at + 1)} * 60 + ${number(at + 2)})`;
  const seconds = `${secondsFrom(2)} - CASE ${part(6)} WHEN '-' THEN -1 ELSE 1 END * ${secondsFrom(7)}`;
  const micros = `CAST(${seconds} AS BIGINT) * 1000000 + CAST(RPAD(SUBSTR(${part(5)}, 1, 6), 6, '0') AS ${integer})`;
  const day = `CASE WHEN LENGTH(${part(1)}) = 8 THEN ${compactDay(part(1))} ELSE ${part(1)} END`;
  return (
    `CASE WHEN ${x} < '0001' THEN NULL WHEN ${parts} IS NULL THEN ${readCommon(x)}` +
    ` ELSE ${addMicros(`CAST(TRY_CAST(${day} AS DATE) AS ${timestamp})`, micros)} END`
  );
};

/** Dates and instants as ISO 8601 writes them; NULL where there is no such day or time. As Python's fromisoformat reads them. */
export const isoMacros = {
  iso_date: {
    means: 'the day that ISO text of at most ten characters names: 2024-01-31, 20240131, 2024-W05-3; NULL where it is none',
    takes: { x: 'sql' },
    duckdb: (x) => isoDate(x ?? '', duckdb),
    spark: (x) => isoDate(x ?? '', spark),
  },
  iso_parts: {
    means: 'the parts of an ISO instant in another form than 2024-01-31T08:00:00.123456Z, for @iso_instant; NULL in that form',
    takes: { x: 'sql' },
    duckdb: (x) => isoParts(x ?? '', duckdb),
    spark: (x) => isoParts(x ?? '', spark),
  },
  iso_instant: {
    means: 'the instant ISO text with these @iso_parts names: UTC without an offset, finer digits than microseconds are cut; NULL if none',
    takes: { x: 'sql', parts: 'sql' },
    duckdb: (x, parts) => isoInstant(x ?? '', parts ?? '', duckdb),
    spark: (x, parts) => isoInstant(x ?? '', parts ?? '', spark),
  },
} satisfies Record<string, Macro>;
