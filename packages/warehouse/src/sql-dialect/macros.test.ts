import { afterAll, describe, expect, test } from 'vitest';
import { scratchLake } from '../stage/proof/scratch-lake.ts';
import { macros } from './macros.ts';
import { render } from './render.ts';

const scratch = scratchLake();
afterAll(async () => await scratch[Symbol.asyncDispose]());

/** One value of DuckDB as text, of a call over a small table t. */
const onDuckDb = async (call: string, from: string): Promise<string | null | undefined> => {
  await using session = await scratch.engine.session();
  const text = `SELECT ${call} AS x FROM ${from}`;
  const rows = await session.evidence(render({ name: 'golden', text, constants: {} }, 'duckdb', {}), 3);
  expect(rows).toHaveLength(1);
  return rows[0]?.['x'];
};
const onSpark = (call: string): string => render({ name: 'golden', text: call, constants: {} }, 'spark', {});

const one = '(SELECT 1) t';
const amounts = '(VALUES (CAST(1.5 AS DECIMAL(9,2)), 1), (NULL, 2), (CAST(2 AS DECIMAL(9,2)), 3)) t(a, o)';
const words = "(VALUES ('b', 2), (NULL, 3), ('a', 2), ('c', 1)) t(w, o)";

/** An amount, a double said to be near it, a currency: the result is that of the amount, whatever the double. */
const roundings = (
  [
    ['1.005', '1.01', 'EUR', '1.0100'],
    ['-1.005', '-1.0', 'EUR', '-1.0100'],
    ['1.0049999999999999', '1.01', 'EUR', '1.0000'],
    ['1.0049999999999999', '1.0', 'EUR', '1.0000'],
    ['1.0050000000000001', '1.0', 'EUR', '1.0100'],
    ['-0.0049999999999999', '-0.0', 'EUR', '0.0000'],
    ['12.34', '99.0', 'EUR', '12.3400'],
    ['12.34', 'NULL', 'EUR', '12.3400'],
    ['12.34', "'NaN'", 'EUR', '12.3400'],
    ['12.34', "'-Infinity'", 'EUR', '12.3400'],
    ['12.34', '1e300', 'EUR', '12.3400'],
    ['NULL', '12.34', 'EUR', null],
    ['2.5', '2.0', 'JPY', '3.0000'],
    ['2.4999999999999999', '2.5', 'JPY', '2.0000'],
    ['-2.0005', '-2.0', 'KWD', '-2.0010'],
    ['2.00005', '2.0', 'CLF', '2.0001'],
    ['9999999999999999999999.9950000000000000', '1e22', 'EUR', '10000000000000000000000.0000'],
    ['-9999999999999999999999.9949999999999999', '-1e22', 'EUR', '-9999999999999999999999.9900'],
  ] as const
).map(
  ([x, near, currency, rounded]) =>
    [`@to_minor_unit(CAST(${x} AS DECIMAL(38, 16)), CAST(${near} AS DOUBLE), '${currency}')`, one, rounded, undefined] as const,
);

const halves = [
  ['1.005', '1.01', 'EUR', '1.0000'],
  ['-1.005', '-1.0', 'EUR', '-1.0000'],
  ['1.015', '1.01', 'EUR', '1.0200'],
  ['1.0050000000000001', '1.0', 'EUR', '1.0100'],
  ['2.5', '3.0', 'JPY', '2.0000'],
  ['-3.5', '-3.0', 'JPY', '-4.0000'],
  ['2.0005', 'NULL', 'KWD', '2.0000'],
  ['0.005', '0.01', 'EUR', '0.0000'],
  ['NULL', '1.0', 'EUR', null],
] as const;
const evenRoundings = halves.map(
  ([x, near, currency, rounded]) =>
    [`@to_even_minor_unit(CAST(${x} AS DECIMAL(38, 16)), CAST(${near} AS DOUBLE), '${currency}')`, one, rounded, undefined] as const,
);

// prettier-ignore
const cases: readonly (readonly [call: string, from: string, value: string | null, spark: string | undefined])[] = [
  ['@money(2.345, 18, 2)', one, '2.35', 'CAST(2.345 AS DECIMAL(18, 2))'],
  ['@money(0 - 2.345, 18, 2)', one, '-2.35', 'CAST(0 - 2.345 AS DECIMAL(18, 2))'],
  ["@try_decimal('12.5x', 9, 2)", one, null, "TRY_CAST('12.5x' AS DECIMAL(9, 2))"],
  ["@try_decimal('12.5', 9, 2)", one, '12.50', "TRY_CAST('12.5' AS DECIMAL(9, 2))"],
  ['@sum_all(a)', amounts, null, 'CASE WHEN COUNT(a) = COUNT(*) THEN SUM(a) END'],
  ['@sum_all(o)', amounts, '6', 'CASE WHEN COUNT(o) = COUNT(*) THEN SUM(o) END'],
  ['@near_sum(a)', amounts, '3.5', 'SUM(CAST(a AS DOUBLE) * 1e0)'],
  ['@near_sum(a)', `(SELECT a FROM ${amounts} WHERE a IS NULL) t`, null, undefined],
  ...roundings,
  ...evenRoundings,
  ['@avg_double(a)', amounts, '1.75', 'AVG(CAST(a AS DOUBLE))'],
  ['@ratio(1, 4)', one, '0.25', '(CAST(1 AS DOUBLE) / NULLIF(CAST(4 AS DOUBLE), 0))'],
  ['@ratio(1, 0)', one, null, '(CAST(1 AS DOUBLE) / NULLIF(CAST(0 AS DOUBLE), 0))'],
  ['@int_div(7, 2)', one, '3', '((7) DIV (2))'],
  ['@int_div(-7, 2)', one, '-3', '((-7) DIV (2))'],
  ['@percentile(o, 5e-1)', amounts, '2.0', 'PERCENTILE(CAST(o AS DOUBLE), 5e-1)'],
  ["@timestamp('2024-02-29T23:59:59.5Z')", one, '2024-02-29 23:59:59.5', "TIMESTAMP_NTZ '2024-02-29 23:59:59.5'"],
  ["@timestamp('2024-03-01T00:00:00Z') - @one_micro()", one, '2024-02-29 23:59:59.999999', "TIMESTAMP_NTZ '2024-03-01 00:00:00' - INTERVAL '0.000001' SECOND"],
  ["@trunc(week, TIMESTAMP '2024-12-31 08:00:00')", one, '2024-12-30 00:00:00', "CAST(DATE_TRUNC('week', TIMESTAMP '2024-12-31 08:00:00') AS TIMESTAMP_NTZ)"],
  ["@trunc_date(quarter, TIMESTAMP '2024-12-31 08:00:00')", one, '2024-10-01', "CAST(DATE_TRUNC('quarter', TIMESTAMP '2024-12-31 08:00:00') AS DATE)"],
  ["@next_period(quarter, DATE '2024-10-01')", one, '2025-01-01', "CAST(DATE '2024-10-01' + INTERVAL 3 MONTH AS DATE)"],
  ["@local_time(TIMESTAMP '2024-07-01 23:00:00', 'Europe/Berlin')", one, '2024-07-02 01:00:00', "CAST(FROM_UTC_TIMESTAMP(TIMESTAMP '2024-07-01 23:00:00', 'Europe/Berlin') AS TIMESTAMP_NTZ)"],
  ["@utc_time(TIMESTAMP '2024-01-02 00:00:00', 'Europe/Berlin')", one, '2024-01-01 23:00:00', "CAST(TO_UTC_TIMESTAMP(TIMESTAMP '2024-01-02 00:00:00', 'Europe/Berlin') AS TIMESTAMP_NTZ)"],
  ["@utc_time(TIMESTAMP '2024-01-02 00:00:00.000001', 'UTC')", one, '2024-01-02 00:00:00.000001', "CAST(TIMESTAMP '2024-01-02 00:00:00.000001' AS TIMESTAMP_NTZ)"],
  // On 31 March 2024 the clock in Berlin goes forward: the month starts at +1 and ends at +2.
  ["@period_start(month, TIMESTAMP '2024-03-31 22:30:00', 'Europe/Berlin')", one, '2024-03-31 22:00:00', undefined],
  ["@period_start(month, TIMESTAMP '2024-03-31 21:30:00', 'Europe/Berlin')", one, '2024-02-29 23:00:00', undefined],
  ["@period_end(month, TIMESTAMP '2024-03-31 21:30:00', 'Europe/Berlin')", one, '2024-03-31 22:00:00', undefined],
  ["@period_end(week, TIMESTAMP '2024-12-31 08:00:00', 'UTC')", one, '2025-01-06 00:00:00', "CAST(CAST(DATE_TRUNC('week', CAST(TIMESTAMP '2024-12-31 08:00:00' AS TIMESTAMP_NTZ)) AS TIMESTAMP_NTZ) + INTERVAL 7 DAY AS TIMESTAMP_NTZ)"],
  ["@iso_micros(TIMESTAMP '2024-02-29 08:00:00.000012')", one, '2024-02-29T08:00:00.000012Z', `DATE_FORMAT(TIMESTAMP '2024-02-29 08:00:00.000012', "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")`],
  ["@ymd(DATE '2024-02-29')", one, '2024-02-29', "DATE_FORMAT(DATE '2024-02-29', 'yyyy-MM-dd')"],
  ["@epoch_micros(TIMESTAMP '1970-01-02 00:00:00.000001')", one, '86400000001', "UNIX_MICROS(CAST(TIMESTAMP '1970-01-02 00:00:00.000001' AS TIMESTAMP_LTZ))"],
  ["@days_between(DATE '2024-02-28', DATE '2024-03-01')", one, '2', "CAST(DATEDIFF(CAST(DATE '2024-03-01' AS DATE), CAST(DATE '2024-02-28' AS DATE)) AS BIGINT)"],
  ["@months_between(DATE '2023-12-31', DATE '2024-02-01')", one, '2', "CAST(YEAR(DATE '2024-02-01') * 12 + MONTH(DATE '2024-02-01') - YEAR(DATE '2023-12-31') * 12 - MONTH(DATE '2023-12-31') AS BIGINT)"],
  ["@add_months(DATE '2024-01-31', 1)", one, '2024-02-29', "ADD_MONTHS(DATE '2024-01-31', CAST(1 AS INT))"],
  ["@add_days(DATE '2024-02-28', 2)", one, '2024-03-01', "DATE_ADD(DATE '2024-02-28', CAST(2 AS INT))"],
  // 1/524288 has 19 digits, the last of them a 5.
  ['@quotient(1, 524288)', one, '0.000001907348632813', undefined],
  ['@quotient(1.1172, 20275.17)', one, '0.000055101880773379', undefined],
  ['@quotient(2, 3)', one, '0.666666666666666667', undefined],
  ['@quotient(0, 3)', one, null, undefined],
  ['@quotient(9999999.999999999999, 0.000000000001)', one, '9999999999999999999.000000000000000000', undefined],
  ['@rated_amount(-1234567.8901, 0.666666666666666667)', one, '-823045.2600666666670781892967', undefined],
  ['@rated_amount(10000000, 100000000)', one, null, undefined],
  ["@isodow(DATE '2024-12-29')", one, '7', "CAST(PMOD(DATEDIFF(CAST(DATE '2024-12-29' AS DATE), DATE '1970-01-05'), 7) + 1 AS BIGINT)"],
  ['@text(12)', one, '12', 'CAST(12 AS STRING)'],
  ["@joined('a', '|', 'b')", one, 'a|b', "CONCAT('a', '|', 'b')"],
  ["@trimmed(' \u3000a b\t')", one, 'a b', undefined],
  ["@trimmed('\u200B ')", one, null, undefined],
  ["@trimmed('')", one, null, undefined],
  ["@upper('straße ıi')", one, 'STRAẞE II', undefined],
  ["@not_nfc('สมชาย é')", one, 'false', undefined],
  ["@not_nfc('e\u0301')", one, 'true', undefined],
  ["@not_nfc('\u0E01\u0E48\u0E38')", one, 'true', undefined],
  ['@not_nfc(NULL)', one, 'false', undefined],
  ["@split('a||b', '|')", one, "[a, '', b]", "SPLIT('a||b', CONCAT('[', '|', ']'), -1)"],
  ["@words('A B:c')", one, "[A, 'B:c']", "CASE WHEN 'A B:c' = '' THEN CAST(ARRAY() AS ARRAY<STRING>) ELSE SPLIT('A B:c', ' ', -1) END"],
  ["@list_len(@words(''))", one, '0', undefined],
  ["@trim_chars('xxaxbxx', 'x')", one, 'axb', "BTRIM('xxaxbxx', 'x')"],
  ["@lower('STRASSE É x')", one, 'strasse é x', undefined],
  ["@title('MÜLLER  und söhne-gmbh')", one, 'Müller  Und Söhne-gmbh', "INITCAP('MÜLLER  und söhne-gmbh')"],
  ["@ascii_upper('straße é')", one, 'STRAßE é', "TRANSLATE('straße é', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"],
  ["@ascii_lower('İA')", one, 'İa', "TRANSLATE('İA', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"],
  ["@sha256_hex('abc')", one, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', "SHA2('abc', 256)"],
  ["@row_fingerprint('a', 1) = @row_fingerprint('a', 1) AND @row_fingerprint('a', 1) <> @row_fingerprint('a', 2)", one, 'true', undefined],
  ["@row_fingerprint('b', NULL) >= 0", one, 'true', "SHIFTRIGHTUNSIGNED(XXHASH64('b', NULL), 1) >= 0"],
  ["@md5_hex('abc')", one, '900150983cd24fb0d6963f7d28e17f72', "MD5('abc')"],
  ["@re_all('a1b22', '[0-9]+', '#')", one, 'a#b#', "REGEXP_REPLACE('a1b22', '[0-9]+', '#')"],
  ["@re_has('abc', 'b')", one, 'true', "('abc' RLIKE 'b')"],
  ["@re_get('k=v;', '=([a-z]+)', 1)", one, 'v', "NULLIF(REGEXP_EXTRACT('k=v;', '=([a-z]+)', 1), '')"],
  ["@re_get('none', '=([a-z]+)', 1)", one, null, "NULLIF(REGEXP_EXTRACT('none', '=([a-z]+)', 1), '')"],
  ['@list_sort_distinct(@ordered_list(w, o))', words, '[a, b, c]', 'ARRAY_SORT(FILTER(ARRAY_DISTINCT(TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(o AS o, w AS v))), e -> e.v)), e -> e IS NOT NULL))'],
  ["@list_join(@ordered_list(w, o), '+')", words, 'c+a+b', "ARRAY_JOIN(TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(o AS o, w AS v))), e -> e.v), '+')"],
  ['@list_len(@ordered_list(w, o))', words, '4', 'CASE WHEN TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(o AS o, w AS v))), e -> e.v) IS NOT NULL THEN CAST(SIZE(TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(o AS o, w AS v))), e -> e.v)) AS BIGINT) END'],
  ['@list_field(@ordered_list(@struct(a, w, b, 1), o), a)', words, '[c, a, b, NULL]', undefined],
  ["@non_null_texts('a', NULL, 'b')", one, '[a, b]', "FILTER(ARRAY('a', NULL, 'b'), e -> e IS NOT NULL)"],
  ["@texts_except(@words('a b c'), @words('b'))", one, '[a, c]', undefined],
  ["@texts_except(@words('b'), NULL)", one, '[b]', undefined],
  ['@struct(a, 1, b, 2)', one, "{'a': 1, 'b': 2}", "NAMED_STRUCT('a', 1, 'b', 2)"],
  ['@max_by(w, o)', words, null, 'MAX_BY(w, o)'],
  ['@min_by(w, o)', words, 'c', 'MIN_BY(w, o)'],
  ['@distinct_at_least(w)', words, '3', 'COALESCE(BIT_COUNT(BIT_OR(SHIFTLEFT(CAST(1 AS BIGINT), CAST(PMOD(XXHASH64(w), 62) AS INT))) FILTER (WHERE w IS NOT NULL)), 0)'],
  ['@distinct_at_least(o)', words, '3', undefined],
  ['@distinct_at_least(NULLIF(w, w))', words, '0', undefined],
  ['@distinct_at_least(o) <= 62', '(SELECT o FROM range(1000) r(o)) t', 'true', undefined],
  ["@ordered_text(w, '-', o)", words, 'c-a-b', "LISTAGG(w, '-') WITHIN GROUP (ORDER BY o ASC NULLS FIRST, w ASC NULLS FIRST)"],
  ["@ordered_text(NULLIF(w, w), '-', o)", words, null, undefined],
  [`@json_members('{"b": null,"a": "\\u0041","c":[1.0]}')`, one, '[{\'key\': b, \'value\': NULL}, {\'key\': a, \'value\': \'"A"\'}, {\'key\': c, \'value\': \'[1.0]\'}]', undefined],
  [`@json_object('{"b" : 1.0,"a": "\\u0041 nan, ]" }')`, one, '{"b":1.0,"a":"A nan, ]"}', undefined],
  [`@json_object('{"a":NaN}')`, one, null, undefined],
  [`@json_object('{"a":"\\"",}')`, one, null, undefined],
  [`@json_object('[1]')`, one, null, undefined],
  [`@json_object('{"a"')`, one, null, undefined],
  [`@json_object('')`, one, null, undefined],
  [`@json_object('{"a":{"b":-Infinity}}')`, one, null, undefined],
  [`@json_repeats('{"a":1,"b":{"a":2}}')`, one, 'false', undefined],
  [`@json_repeats('{"a":1,"\\u0061":2}')`, one, 'true', undefined],
  ["@json_text('a\"é')", one, '"a\\"é"', undefined],
  ["@re_is('12', '[0-9]+')", one, 'true', "('12' RLIKE CONCAT('^(?:', '[0-9]+', ')$'))"],
];

/** Proved where they are used: their texts are long and their cases many. */
const provedElsewhere = [
  'iso_date',
  'iso_parts',
  'iso_instant',
  'is_number',
  'short_number',
  'number',
  'wide_number',
  'multiply_add',
  'explode',
  'last_non_null',
  'fence',
];

describe('macros', () => {
  test.each(cases)('%s over %s is %s', async (call, from, value, spark) => {
    expect(await onDuckDb(call, from)).toBe(value);
    // The Spark text of a zone's period is long; its parts, @local_time and @utc_time, are pinned above.
    if (spark !== undefined) expect(onSpark(call)).toBe(spark);
  });

  test('the elements of a list become rows', async () => {
    const text = `SELECT @ordered_text(e.word, ',', e.word) AS x FROM (SELECT @ordered_list(w, o) AS l FROM ${words}) t @explode(t.l, e, word)`;
    await using session = await scratch.engine.session();
    const rows = await session.evidence(render({ name: 'golden', text, constants: {} }, 'duckdb', {}), 3);
    expect(rows).toEqual([{ x: 'a,b,c' }]);
    expect(onSpark('@explode(t.l, e, word)')).toBe('LATERAL VIEW EXPLODE(t.l) e AS word');
  });

  test('the last value that is not null is carried forward', async () => {
    const over = 'OVER (ORDER BY o ASC NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)';
    expect(await onDuckDb('MAX(x)', `(SELECT @last_non_null(a) ${over} AS x FROM ${amounts}) u`)).toBe('2.00');
    expect(await onDuckDb('COUNT(x)', `(SELECT @last_non_null(a) ${over} AS x FROM ${amounts}) u`)).toBe('3');
    expect(onSpark('@last_non_null(a)')).toBe('LAST_VALUE(a) IGNORE NULLS');
  });

  test('a fence changes nothing but how a query is computed', async () => {
    expect(await onDuckDb('COUNT(*)', `(SELECT a FROM ${amounts} @fence()) u WHERE a IS NOT NULL`)).toBe('2');
    expect(onSpark('@fence()')).toBe('');
  });

  test('each has a golden case', () => {
    const covered = new Set([
      ...cases.flatMap(([call]) => [...call.matchAll(/@([a-z_0-9]+)/g)].map((match) => match[1])),
      ...provedElsewhere,
    ]);
    expect(Object.keys(macros).filter((name) => !covered.has(name))).toEqual([]);
  });
});
