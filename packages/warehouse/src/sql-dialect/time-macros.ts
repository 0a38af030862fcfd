import { type Macro, same } from './macro.ts';

const spanOf: Readonly<Record<string, string>> = {
  day: 'INTERVAL 1 DAY',
  week: 'INTERVAL 7 DAY',
  month: 'INTERVAL 1 MONTH',
  quarter: 'INTERVAL 3 MONTH',
  year: 'INTERVAL 1 YEAR',
};
const span = (unit: string | undefined): string => spanOf[unit ?? ''] ?? '';
/** ISO text as the body of a timestamp literal; a parameter's mark, met when a model's code is hashed, stays. */
const plainInstant = (iso: string | undefined): string => (iso ?? '').replace('T', ' ').replace('Z', '');

type Zoned = (time: string | undefined, zone: string | undefined) => string;
/** In UTC nothing is to convert; an engine would still look every row up in its calendar. */
const zoned =
  (type: string, convert: Zoned): Zoned =>
  (time, zone) =>
    zone === `'UTC'` ? `CAST(${time} AS ${type})` : convert(time, zone);
const local = {
  duckdb: zoned('TIMESTAMP', (ts, zone) => `TIMEZONE(${zone}, TIMEZONE('UTC', ${ts}))`),
  spark: zoned('TIMESTAMP_NTZ', (ts, zone) => `CAST(FROM_UTC_TIMESTAMP(${ts}, ${zone}) AS TIMESTAMP_NTZ)`),
};
const utc = {
  duckdb: zoned('TIMESTAMP', (wall, zone) => `TIMEZONE('UTC', TIMEZONE(${zone}, ${wall}))`),
  spark: zoned('TIMESTAMP_NTZ', (wall, zone) => `CAST(TO_UTC_TIMESTAMP(${wall}, ${zone}) AS TIMESTAMP_NTZ)`),
};
const truncated = {
  duckdb: (unit: string | undefined, ts: string | undefined): string => `CAST(DATE_TRUNC('${unit}', ${ts}) AS TIMESTAMP)`,
  spark: (unit: string | undefined, ts: string | undefined): string => `CAST(DATE_TRUNC('${unit}', ${ts}) AS TIMESTAMP_NTZ)`,
};
/** Where clocks go back over midnight a day has two, and the first begins it; DuckDB takes the second of a repeated time, Spark the first. */
const midnight: Zoned = (wall, zone) => {
  if (zone === `'UTC'`) return utc.duckdb(wall, zone);
  const byYesterdaysClock = `(${utc.duckdb(`${wall} - INTERVAL 1 DAY`, zone)} + INTERVAL 1 DAY)`;
  return `CASE WHEN ${local.duckdb(byYesterdaysClock, zone)} = ${wall} THEN ${byYesterdaysClock} ELSE ${utc.duckdb(wall, zone)} END`;
};

/** Instants, dates and the calendar. Times are UTC; a zone is an IANA name. */
export const timeMacros = {
  timestamp: {
    means: 'an ISO instant with Z, as a timestamp in UTC',
    takes: { iso: 'instant' },
    duckdb: (iso) => `TIMESTAMP ${plainInstant(iso)}`,
    spark: (iso) => `TIMESTAMP_NTZ ${plainInstant(iso)}`,
  },
  one_micro: {
    means: 'the interval of one microsecond',
    takes: {},
    duckdb: () => `INTERVAL '1 microsecond'`,
    spark: () => `INTERVAL '0.000001' SECOND`,
  },
  trunc: { means: 'start of the calendar unit a timestamp lies in, as a timestamp', takes: { unit: 'unit', ts: 'sql' }, ...truncated },
  trunc_date: {
    means: 'start of the calendar unit a timestamp or date lies in, as a date',
    takes: { unit: 'unit', ts: 'sql' },
    ...same((unit, ts) => `CAST(DATE_TRUNC('${unit}', ${ts}) AS DATE)`),
  },
  next_period: {
    means: 'date of the start of the next unit, from a date that is the start of one',
    takes: { unit: 'unit', start: 'sql' },
    ...same((unit, start) => `CAST(${start} + ${span(unit)} AS DATE)`),
  },
  local_time: {
    means: 'the wall clock in a zone at a UTC instant',
    takes: { ts: 'sql', zone: 'sql' },
    ...local,
  },
  utc_time: {
    means: 'the UTC instant at which the wall clock in a zone shows a time',
    takes: { wall: 'sql', zone: 'sql' },
    ...utc,
  },
  period_start: {
    means: 'UTC instant of the first midnight, in a zone, of the unit a UTC instant lies in',
    takes: { unit: 'unit', ts: 'sql', zone: 'sql' },
    duckdb: (unit, ts, zone) => midnight(truncated.duckdb(unit, local.duckdb(ts, zone)), zone),
    spark: (unit, ts, zone) => utc.spark(truncated.spark(unit, local.spark(ts, zone)), zone),
  },
  period_end: {
    means: 'UTC instant of the first midnight, in a zone, after the unit a UTC instant lies in',
    takes: { unit: 'unit', ts: 'sql', zone: 'sql' },
    duckdb: (unit, ts, zone) => midnight(`${truncated.duckdb(unit, local.duckdb(ts, zone))} + ${span(unit)}`, zone),
    spark: (unit, ts, zone) => utc.spark(`${truncated.spark(unit, local.spark(ts, zone))} + ${span(unit)}`, zone),
  },
  iso_micros: {
    means: 'a timestamp as text, 2024-01-31T08:00:00.000000Z',
    takes: { ts: 'sql' },
    duckdb: (ts) => `STRFTIME(${ts}, '%Y-%m-%dT%H:%M:%S.%fZ')`,
    spark: (ts) => `DATE_FORMAT(${ts}, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")`,
  },
  ymd: {
    means: 'a date of the years 1 to 9999 as text, 2024-01-31',
    takes: { d: 'sql' },
    duckdb: (d) => `CAST(CAST(${d} AS DATE) AS VARCHAR)`,
    spark: (d) => `DATE_FORMAT(${d}, 'yyyy-MM-dd')`,
  },
  epoch_micros: {
    means: 'microseconds since 1970 of a timestamp',
    takes: { ts: 'sql' },
    duckdb: (ts) => `EPOCH_US(${ts})`,
    spark: (ts) => `UNIX_MICROS(CAST(${ts} AS TIMESTAMP_LTZ))`,
  },
  days_between: {
    means: 'whole days from date a to date b',
    takes: { a: 'sql', b: 'sql' },
    duckdb: (a, b) => `DATE_DIFF('day', CAST(${a} AS DATE), CAST(${b} AS DATE))`,
    spark: (a, b) => `CAST(DATEDIFF(CAST(${b} AS DATE), CAST(${a} AS DATE)) AS BIGINT)`,
  },
  months_between: {
    means: 'calendar months from the month of a to the month of b',
    takes: { a: 'sql', b: 'sql' },
    ...same((a, b) => `CAST(YEAR(${b}) * 12 + MONTH(${b}) - YEAR(${a}) * 12 - MONTH(${a}) AS BIGINT)`),
  },
  add_months: {
    means: 'a date n months later, at the end of a shorter month',
    takes: { d: 'sql', n: 'sql' },
    duckdb: (d, n) => `CAST(${d} + TO_MONTHS(CAST(${n} AS INTEGER)) AS DATE)`,
    spark: (d, n) => `ADD_MONTHS(${d}, CAST(${n} AS INT))`,
  },
  add_days: {
    means: 'a date n days later',
    takes: { d: 'sql', n: 'sql' },
    duckdb: (d, n) => `(CAST(${d} AS DATE) + CAST(${n} AS INTEGER))`,
    spark: (d, n) => `DATE_ADD(${d}, CAST(${n} AS INT))`,
  },
  isodow: {
    means: 'day of the week, 1 for Monday to 7',
    takes: { d: 'sql' },
    duckdb: (d) => `ISODOW(${d})`,
    spark: (d) => `CAST(PMOD(DATEDIFF(CAST(${d} AS DATE), DATE '1970-01-05'), 7) + 1 AS BIGINT)`,
  },
} satisfies Record<string, Macro>;
