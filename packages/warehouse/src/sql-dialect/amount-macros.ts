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
const roundedNear = (
  x: string | undefined,
  near: string | undefined,
  digits: number,
  tie: (x: string, digits: number) => string,
): string => {
  const unit = `TRY_CAST(${near} AS DECIMAL(18, ${digits}))`;
  const half = `0.${'0'.repeat(digits)}5`;
  return (
    `CASE WHEN ${x} - ${unit} > -${half} AND ${x} - ${unit} < ${half} THEN CAST(${unit} AS DECIMAL(38, 4))` +
    ` ELSE CAST(${tie(String(x), digits)} AS DECIMAL(38, 4)) END`
  );
};
const halfAway = (x: string, digits: number): string => `ROUND(${x}, ${digits})`;
/** Half away from zero went one unit too far where it met a half and the digit it made is odd. */
const halfEven = (x: string, digits: number): string => {
  const away = halfAway(x, digits);
  const unit = digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`;
  const two = digits === 0 ? '2' : `0.${'2'.padStart(digits, '0')}`;
  return `CASE WHEN ABS(${away} - ${x}) = 0.${'0'.repeat(digits)}5 AND ${away} % ${two} <> 0 THEN ${away} - SIGN(${x}) * ${unit} ELSE ${away} END`;
};
// Every branch is cast: decimals of different scales meet at the smallest, and cents would be lost.
const toMinorUnit =
  (tie: typeof halfAway): Text =>
  (x, near, currency) => {
    const branch = (digits: number): string => `WHEN ${currency} IN (${currenciesOf(digits)}) THEN ${roundedNear(x, near, digits, tie)}`;
    return `CASE ${[0, 3, 4].map(branch).join(' ')} ELSE ${roundedNear(x, near, 2, tie)} END`;
  };

const unit18 = '0.000000000000000001';
/**
 * Decimals of 38 digits are multiplied exactly and fast, but divided bit by bit (5 us a value, and as much for a cast to fewer digits). A
 * double finds the quotient nearly, then what it lacks, and the remainder, which is exact, says whether it is a unit off: a half goes up.
 */
const nearQuotient: Text = (a, b) => {
  const divisor = `CAST(${b} AS DECIMAL(28, 12))`;
  const dividend = `CAST(CAST(${a} AS DECIMAL(28, 12)) AS DECIMAL(38, 30))`;
  const near = `CAST(CAST(${a} AS DOUBLE) / CAST(${b} AS DOUBLE) AS DECIMAL(38, 18))`;
  const nearer = `(${near} + CAST(CAST(${dividend} - ${near} * ${divisor} AS DOUBLE) / CAST(${b} AS DOUBLE) AS DECIMAL(38, 18)))`;
  const rest = `(${dividend} - ${nearer} * ${divisor})`;
  const step = `(${divisor} * CAST(${unit18} AS DECIMAL(18, 18)))`;
  const correction = `CASE WHEN ${rest} + ${rest} >= ${step} THEN ${unit18} WHEN ${rest} + ${rest} < -${step} THEN -${unit18} ELSE 0 END`;
  return `CASE WHEN ${a} > 0 AND ${a} < 10000000 AND ${b} > 0 AND ${b} < 1000000000 THEN CAST(${nearer} + ${correction} AS DECIMAL(38, 18)) END`;
};
/** Without such numbers: a long division by hand, six digits at a time; each digit group is below 10^6, so a double finds it exactly. */
const longQuotient: Text = (a, b) => {
  const divisor = `CAST(${b} AS DECIMAL(28, 12))`;
  let rest = `CAST(${a} AS DECIMAL(28, 12))`;
  const groups: string[] = [];
  for (const place of ['1', '0.000001', '0.000000000001', unit18]) {
    const dividend = groups.length === 0 ? rest : `CAST(${rest} * CAST(1000000 AS DECIMAL(7, 0)) AS DECIMAL(35, 12))`;
    const whole = `ROUND(CAST(${dividend} - ${dividend} % ${divisor} AS DOUBLE) / CAST(${divisor} AS DOUBLE))`;
    groups.push(`CAST(CAST(${whole} AS DECIMAL(16, 0)) * CAST(${place} AS DECIMAL(19, 18)) AS DECIMAL(34, 18))`);
    rest = `CAST(${dividend} % ${divisor} AS DECIMAL(28, 12))`;
  }
  const up = `CASE WHEN ${rest} + ${rest} >= ${divisor} THEN CAST(${unit18} AS DECIMAL(18, 18)) ELSE CAST(0 AS DECIMAL(18, 18)) END`;
  const sum = groups.reduce((left, right) => `CAST(${left} + ${right} AS DECIMAL(34, 18))`);
  return `CASE WHEN ${a} > 0 AND ${a} < 10000000 AND ${b} > 0 AND ${b} < 1000000000 THEN CAST(${sum} + ${up} AS DECIMAL(38, 18)) END`;
};
const fitsProduct = (x: string | undefined, rate: string | undefined, text: string): string =>
  `CASE WHEN ABS(CAST(${x} AS DOUBLE) * CAST(${rate} AS DOUBLE)) < 1e15 AND ABS(CAST(${x} AS DOUBLE)) < 1e15 THEN ${text} END`;

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
    ...same(toMinorUnit(halfAway)),
  },
  to_even_minor_unit: {
    means: 'as @to_minor_unit, a half going to the even neighbour',
    takes: { x: 'sql', near: 'sql', currency: 'sql' },
    ...same(toMinorUnit(halfEven)),
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
  quotient: {
    means:
      'a / b as DECIMAL(38, 18), rounded half up, exactly; NULL unless 0 < a < 10^7 and 0 < b < 10^9; at most 12 digits after the point',
    takes: { a: 'sql', b: 'sql' },
    duckdb: nearQuotient,
    spark: longQuotient,
  },
  rated_amount: {
    means:
      'an amount of at most 4 digits after the point times a rate of 18, exactly, as DECIMAL(38, 22); NULL where it or the amount is 10^15 or more',
    takes: { x: 'sql', rate: 'sql' },
    duckdb: (x, rate) => fitsProduct(x, rate, `CAST(${x} AS DECIMAL(38, 4)) * CAST(${rate} AS DECIMAL(38, 18))`),
    // Products of more than 38 digits lose their last ones there: the rate is cut in two.
    spark: (x, rate) => {
      const low = `CAST(${rate} % 0.000000001 AS DECIMAL(18, 18))`;
      const high = `CAST(${rate} - ${rate} % 0.000000001 AS DECIMAL(16, 9))`;
      const part = (of: string): string => `CAST(CAST(${x} AS DECIMAL(19, 4)) * ${of} AS DECIMAL(37, 22))`;
      return fitsProduct(x, rate, `${part(high)} + ${part(low)}`);
    },
  },
} satisfies Record<string, Macro>;
