import { type Macro, same } from './macro.ts';

/** Sums, averages and casts that engines would do each in its own way. */
export const numberMacros = {
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
