import { amountMacros } from './amount-macros.ts';
import type { Macro, Text } from './macro.ts';

const same = (text: Text): Pick<Macro, 'duckdb' | 'spark'> => ({ duckdb: text, spark: text });
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

const numbers = {
  money: {
    means: 'x as DECIMAL(precision, scale), rounded half away from zero',
    takes: { x: 'sql', precision: 'whole', scale: 'whole' },
    ...same((x, p, s) => `CAST(${x} AS DECIMAL(${p}, ${s}))`),
  },
  try_decimal: {
    means: 'text as DECIMAL(precision, scale); NULL where it is no such number',
    takes: { x: 'sql', precision: 'whole', scale: 'whole' },
    ...same((x, p, s) => `TRY_CAST(${x} AS DECIMAL(${p}, ${s}))`),
  },
  sum_all: {
    means: 'sum of x over a group; NULL when any x is NULL, which SUM alone would hide',
    takes: { x: 'sql' },
    ...same((x) => `CASE WHEN COUNT(${x}) = COUNT(*) THEN SUM(${x}) END`),
  },
  avg_double: { means: 'average as a double, also of decimals', takes: { x: 'sql' }, ...same((x) => `AVG(CAST(${x} AS DOUBLE))`) },
  ratio: {
    means: 'a / b as a double; NULL when b is 0',
    takes: { a: 'sql', b: 'sql' },
    ...same((a, b) => `(CAST(${a} AS DOUBLE) / NULLIF(CAST(${b} AS DOUBLE), 0))`),
  },
  int_div: {
    means: 'whole number a divided by whole number b, truncated toward zero; b is not 0',
    takes: { a: 'sql', b: 'sql' },
    duckdb: (a, b) => `((${a}) // (${b}))`,
    spark: (a, b) => `((${a}) DIV (${b}))`,
  },
  percentile: {
    means: 'interpolated percentile of x over a group, as a double; p between 0 and 1',
    takes: { x: 'sql', p: 'sql' },
    duckdb: (x, p) => `QUANTILE_CONT(CAST(${x} AS DOUBLE), ${p})`,
    spark: (x, p) => `PERCENTILE(CAST(${x} AS DOUBLE), ${p})`,
  },
} satisfies Record<string, Macro>;

const times = {
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
    means: 'a date as text, 2024-01-31',
    takes: { d: 'sql' },
    duckdb: (d) => `STRFTIME(${d}, '%Y-%m-%d')`,
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
  isodow: {
    means: 'day of the week, 1 for Monday to 7',
    takes: { d: 'sql' },
    duckdb: (d) => `ISODOW(${d})`,
    spark: (d) => `CAST(PMOD(DATEDIFF(CAST(${d} AS DATE), DATE '1970-01-05'), 7) + 1 AS BIGINT)`,
  },
} satisfies Record<string, Macro>;

const texts = {
  text: {
    means: 'x as text',
    takes: { x: 'sql' },
    duckdb: (x) => `CAST(${x} AS VARCHAR)`,
    spark: (x) => `CAST(${x} AS STRING)`,
  },
  trim_chars: {
    means: 'text without the listed characters at both ends',
    takes: { x: 'sql', characters: 'sql' },
    duckdb: (x, characters) => `TRIM(${x}, ${characters})`,
    spark: (x, characters) => `BTRIM(${x}, ${characters})`,
  },
  ascii_upper: {
    means: 'text with the letters a to z as capitals; other letters stay, for engines fold them differently',
    takes: { x: 'sql' },
    ...same((x) => `TRANSLATE(${x}, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')`),
  },
  ascii_lower: {
    means: 'text with the letters A to Z as small letters, likewise',
    takes: { x: 'sql' },
    ...same((x) => `TRANSLATE(${x}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`),
  },
  sha256_hex: {
    means: 'SHA-256 of text, in lower-case hex',
    takes: { x: 'sql' },
    duckdb: (x) => `SHA256(${x})`,
    spark: (x) => `SHA2(${x}, 256)`,
  },
  md5_hex: {
    means: 'MD5 of text, in lower-case hex; to spread rows, never for identity',
    takes: { x: 'sql' },
    ...same((x) => `MD5(${x})`),
  },
  re_all: {
    means: 'text with every match replaced; plain patterns without backslashes, the replacement is literal',
    takes: { x: 'sql', pattern: 'sql', replacement: 'sql' },
    duckdb: (x, pattern, replacement) => `REGEXP_REPLACE(${x}, ${pattern}, ${replacement}, 'g')`,
    spark: (x, pattern, replacement) => `REGEXP_REPLACE(${x}, ${pattern}, ${replacement})`,
  },
  re_has: {
    means: 'whether the pattern matches somewhere in the text',
    takes: { x: 'sql', pattern: 'sql' },
    duckdb: (x, pattern) => `REGEXP_MATCHES(${x}, ${pattern})`,
    spark: (x, pattern) => `(${x} RLIKE ${pattern})`,
  },
  re_get: {
    means: 'a group of the first match; NULL where there is none or it is empty',
    takes: { x: 'sql', pattern: 'sql', group: 'whole' },
    ...same((x, pattern, group) => `NULLIF(REGEXP_EXTRACT(${x}, ${pattern}, ${group}), '')`),
  },
} satisfies Record<string, Macro>;

const collections = {
  list_sort_distinct: {
    means: 'the distinct non-null elements of a list, ascending',
    takes: { list: 'sql' },
    duckdb: (list) => `LIST_SORT(LIST_DISTINCT(${list}))`,
    spark: (list) => `ARRAY_SORT(FILTER(ARRAY_DISTINCT(${list}), e -> e IS NOT NULL))`,
  },
  list_join: {
    means: 'the non-null elements of a list of text, joined',
    takes: { list: 'sql', separator: 'sql' },
    duckdb: (list, separator) => `ARRAY_TO_STRING(${list}, ${separator})`,
    spark: (list, separator) => `ARRAY_JOIN(${list}, ${separator})`,
  },
  list_len: {
    means: 'number of elements; NULL for a NULL list',
    takes: { list: 'sql' },
    duckdb: (list) => `LEN(${list})`,
    spark: (list) => `CASE WHEN ${list} IS NOT NULL THEN CAST(SIZE(${list}) AS BIGINT) END`,
  },
  explode: {
    means: 'after a table in FROM: one row per element of its list, as rows.item',
    takes: { list: 'sql', rows: 'name', item: 'name' },
    duckdb: (list, rows, item) => `CROSS JOIN LATERAL (SELECT UNNEST(${list}) AS ${item}) ${rows}`,
    spark: (list, rows, item) => `LATERAL VIEW EXPLODE(${list}) ${rows} AS ${item}`,
  },
  struct: {
    means: 'a struct of named fields: name, value, name, value …',
    takes: { name: 'name', x: 'sql' },
    repeats: true,
    duckdb: (...args) =>
      `STRUCT_PACK(${pairs(args)
        .map(([name, x]) => `${name} := ${x}`)
        .join(', ')})`,
    spark: (...args) =>
      `NAMED_STRUCT(${pairs(args)
        .map(([name, x]) => `'${name}', ${x}`)
        .join(', ')})`,
  },
} satisfies Record<string, Macro>;

const groups = {
  max_by: {
    means: 'v of the row with the greatest o in a group, also when v is NULL',
    takes: { v: 'sql', o: 'sql' },
    duckdb: (v, o) => `ARG_MAX_NULL(${v}, ${o})`,
    spark: (v, o) => `MAX_BY(${v}, ${o})`,
  },
  min_by: {
    means: 'v of the row with the least o in a group, also when v is NULL',
    takes: { v: 'sql', o: 'sql' },
    duckdb: (v, o) => `ARG_MIN_NULL(${v}, ${o})`,
    spark: (v, o) => `MIN_BY(${v}, ${o})`,
  },
  ordered_list: {
    means: 'the values v of a group as a list, by o and then v; o is never NULL',
    takes: { v: 'sql', o: 'sql' },
    duckdb: (v, o) => `LIST(${v} ORDER BY ${o} ASC NULLS FIRST, ${v} ASC NULLS FIRST)`,
    spark: (v, o) => `TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(${o} AS o, ${v} AS v))), e -> e.v)`,
  },
  ordered_text: {
    means: 'the non-null texts v of a group joined, by o and then v',
    takes: { v: 'sql', separator: 'sql', o: 'sql' },
    duckdb: (v, separator, o) => `STRING_AGG(${v}, ${separator} ORDER BY ${o} ASC NULLS FIRST, ${v} ASC NULLS FIRST)`,
    spark: (v, separator, o) => `LISTAGG(${v}, ${separator}) WITHIN GROUP (ORDER BY ${o} ASC NULLS FIRST, ${v} ASC NULLS FIRST)`,
  },
  last_non_null: {
    means: 'before OVER: the last x of the window frame that is not NULL',
    takes: { x: 'sql' },
    duckdb: (x) => `LAST_VALUE(${x} IGNORE NULLS)`,
    spark: (x) => `LAST_VALUE(${x}) IGNORE NULLS`,
  },
} satisfies Record<string, Macro>;

const pairs = (args: readonly string[]): readonly (readonly [string, string])[] =>
  args.flatMap((name, at) => (at % 2 === 0 ? [[name, args[at + 1] ?? ''] as const] : []));

/** The words a model may use beyond plain SQL, as `@name(argument, …)`; arguments may hold macros. */
export const macros: Readonly<Record<string, Macro>> = { ...numbers, ...amountMacros, ...times, ...texts, ...collections, ...groups };
