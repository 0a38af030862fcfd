import { unusualMinorUnits } from '@audit/contract';
import { type Macro, same, type Text } from './macro.ts';

const matches = {
  duckdb: (x: string | undefined, pattern: string): string => `REGEXP_FULL_MATCH(${x}, ${pattern})`,
  spark: (x: string | undefined, pattern: string): string => `(${x} RLIKE CONCAT('^(?:', ${pattern}, ')$'))`,
};
const literalForm = `'[ ]*[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?[ ]*'`;
const shortForm = `'-?[0-9]{1,9}([.][0-9]{1,8})?'`;
const plainForm = `'[0-9]{1,18}[.][0-9]+'`;
const smallest = '0.0000000000000001';

type Matches = (x: string | undefined, pattern: string) => string;
const short = (is: Matches, x: string | undefined): string => `CASE WHEN ${is(x, shortForm)} THEN TRY_CAST(${x} AS DECIMAL(18, 8)) END`;
// Engines cast text to decimals wider than 18 digits slowly (5 us a value): the two halves of a plain number are cast apart.
const long = (is: Matches, x: string | undefined): string =>
  `CASE WHEN ${x} IS NULL THEN NULL WHEN ${is(x, plainForm)} THEN CAST(CAST(CAST(REGEXP_EXTRACT(${x}, '^([0-9]+)', 1) AS DECIMAL(18, 0)) AS DECIMAL(35, 16))` +
  ` + CAST(CONCAT('0', REGEXP_EXTRACT(${x}, '([.][0-9]{1,16})', 1)) AS DECIMAL(17, 16)) AS DECIMAL(36, 16))` +
  ` WHEN ${is(x, literalForm)} THEN TRY_CAST(REGEXP_REPLACE(${x}, '^([^.eE]*[.][0-9]{16})[0-9]+[ ]*$', REPLACED) AS DECIMAL(36, 16)) END`;
const wide = (is: Matches, group: string, narrow: string, x: string | undefined): string =>
  `COALESCE(CAST(${narrow} AS DECIMAL(36, 16)), ${long(is, x).replace('REPLACED', group)})`;

const multiplyAdd: Text = (f, q, a) => {
  const fraction = `CAST((${f}) % 1 AS DECIMAL(20, 16)) * ${q}`;
  const rest = `(${fraction}) % ${smallest}`;
  const cut =
    `CAST(CAST((${f}) - (${f}) % 1 AS DECIMAL(21, 0)) * ${q} AS DECIMAL(37, 16))` +
    ` + CAST(${fraction} - ${rest} AS DECIMAL(30, 16)) + (${a})`;
  const carry = `CASE WHEN SIGN(${cut}) * SIGN(${rest}) < 0 THEN SIGN(${cut}) * ${smallest} ELSE 0 END`;
  return `CASE WHEN ABS(CAST(${f} AS DOUBLE) * CAST(${q} AS DOUBLE)) < 1e20 THEN TRY_CAST(TRY_CAST(${cut} - ${carry} AS DECIMAL(36, 16)) AS DECIMAL(38, 16)) END`;
};

const currenciesOf = (digits: number): string =>
  Object.entries(unusualMinorUnits)
    .flatMap(([code, unit]) => (unit === digits ? [`'${code}'`] : []))
    .join(', ');
/**
 * Engines divide decimals of 38 digits bit by bit (0.7 us a value), and rounding divides. A unit of money picked by a double
 * that is near needs none; it is taken only where the exact amount is nearer to it than half a unit, so the double decides
 * nothing: ties and wrong picks are rounded exactly.
 */
const roundedNear = (x: string | undefined, near: string | undefined, digits: number): string => {
  const unit = `TRY_CAST(${near} AS DECIMAL(18, ${digits}))`;
  const half = `0.${'0'.repeat(digits)}5`;
  return (
    `CASE WHEN ${x} - ${unit} > -${half} AND ${x} - ${unit} < ${half} THEN CAST(${unit} AS DECIMAL(38, 4))` +
    ` ELSE CAST(ROUND(${x}, ${digits}) AS DECIMAL(38, 4)) END`
  );
};
// Every branch is cast: decimals of different scales meet at the smallest, and cents would be lost.
const toMinorUnit: Text = (x, near, currency) => {
  const branch = (digits: number): string => `WHEN ${currency} IN (${currenciesOf(digits)}) THEN ${roundedNear(x, near, digits)}`;
  return `CASE ${[0, 3, 4].map(branch).join(' ')} ELSE ${roundedNear(x, near, 2)} END`;
};

/** Exact arithmetic on amounts as they are spelled: DECIMAL(36, 16), never a double. */
export const amountMacros = {
  re_is: {
    means: 'whether the pattern matches the whole text; no backslashes',
    takes: { x: 'sql', pattern: 'sql' },
    duckdb: (x, pattern) => matches.duckdb(x, pattern ?? ''),
    spark: (x, pattern) => matches.spark(x, pattern ?? ''),
  },
  is_number: {
    means: 'whether text is a decimal literal, such as 12.5, -3 or 1e3; blanks around it are allowed',
    takes: { x: 'sql' },
    duckdb: (x) => matches.duckdb(x, literalForm),
    spark: (x) => matches.spark(x, literalForm),
  },
  short_number: {
    means: 'text as DECIMAL(18, 8) if it is a plain number of at most 9 + 8 digits, else NULL: fast',
    takes: { x: 'sql' },
    duckdb: (x) => short(matches.duckdb, x),
    spark: (x) => short(matches.spark, x),
  },
  number: {
    means: 'text as DECIMAL(36, 16), further digits cut; NULL where it is no number or has more than 20 digits before the point',
    takes: { x: 'sql' },
    duckdb: (x) => wide(matches.duckdb, `'\\1'`, short(matches.duckdb, x), x),
    spark: (x) => wide(matches.spark, `'$1'`, short(matches.spark, x), x),
  },
  wide_number: {
    means: 'as @number, of a text whose @short_number is known',
    takes: { short: 'sql', x: 'sql' },
    duckdb: (narrow, x) => wide(matches.duckdb, `'\\1'`, narrow ?? '', x),
    spark: (narrow, x) => wide(matches.spark, `'$1'`, narrow ?? '', x),
  },
  to_minor_unit: {
    means:
      'an amount as DECIMAL(38, 4), rounded half away from zero to the minor unit of its currency (else two digits); fast if the double near is near',
    takes: { x: 'sql', near: 'sql', currency: 'sql' },
    ...same(toMinorUnit),
  },
  near_sum: {
    means: 'about the sum of x over a group, as a double; NULL without x. To find a number by, never to be one',
    takes: { x: 'sql' },
    // DuckDB sums decimals for an average exactly and makes one double of the sum; it would make one of each x slowly.
    duckdb: (x) => `AVG(${x}) * COUNT(${x})`,
    // Times one: Sail names a sum by its argument without the cast, and refuses two of one name.
    spark: (x) => `SUM(CAST(${x} AS DOUBLE) * 1e0)`,
  },
  multiply_add: {
    means: 'f * q + a, computed exactly and cut toward zero at 16 digits; NULL where any is, or from 10^20 on',
    takes: { f: 'sql', q: 'sql', a: 'sql' },
    ...same(multiplyAdd),
  },
} satisfies Record<string, Macro>;
