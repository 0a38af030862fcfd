import { fxConversions, quote, type Table } from '@audit/contract';
import { defineStage, type Stage, textLiteral } from '@audit/warehouse';
import { z } from 'zod';
import { convertedName, convertedTable } from './converted-table.ts';
import type { ConversionRule, CurrencyRule } from './currency-rule.ts';
import { codeSql, countryRows, isKnownSql, isSignSql, meantSql } from './currency-words.ts';

const columnOr = (column: string | undefined, sql: (quoted: string) => string): string =>
  column === undefined ? '@text(NULL)' : sql(`r.${quote(column)}`);
const declared = (code: string | undefined): string => (code === undefined ? '@text(NULL)' : `@text(${textLiteral(code)})`);

/** What each of the ways to tell a currency says, in the order of precedence, with its name. */
const ways = [
  ['field', '_field'],
  ['parent', '_parent'],
  ['source', '_declared'],
  ['country', '_country'],
  ['region', '_region'],
  ['default', '_fallback'],
] as const;

const regionSql = (region: CurrencyRule['region']): string => {
  if (region === undefined || Object.keys(region.currencies).length === 0) return '@text(NULL)';
  const whens = Object.entries(region.currencies).map(([name, code]) => `WHEN ${textLiteral(name)} THEN ${textLiteral(code)}`);
  return `CASE r.${quote(region.column)} ${whens.join(' ')} END`;
};

const modelOf = (table: Table, written: string, { amounts, on, base, currency }: ConversionRule): string => {
  const own = Object.keys(table.columns).map((name) => quote(name));
  const all = (of: string): string => own.map((name) => `${of}.${name}`).join(', ');
  const day = quote(on);
  const country = columnOr(currency.country, (name) => `@ascii_upper(@trim_chars(${name}, ' '))`);
  const hasAmount = amounts.map((name) => `p.${quote(name)} IS NOT NULL`).join(' OR ');
  const product = (name: string): string => `@rated_amount(p.${quote(name)}, p._rate)`;
  const near = (name: string): string => `CAST(p.${quote(name)} AS DOUBLE) * CAST(p._rate AS DOUBLE)`;
  const tooLarge = amounts.map((name) => `(p.${quote(name)} IS NOT NULL AND ${product(name)} IS NULL)`).join(' OR ');
  const converted = (name: string): string =>
    [
      `CASE WHEN p._problem IS NULL THEN @to_minor_unit(${product(name)}, ${near(name)}, ${textLiteral(base)}) END AS ${quote(convertedName(name, base))}`,
      `CASE WHEN p._problem IS NULL OR p._problem NOT IN ('CURRENCY_UNKNOWN', 'CURRENCY_AMBIGUOUS') THEN p._code END AS ${quote(`${name}_currency`)}`,
      `p._rate AS ${quote(`${name}_rate`)}`,
      `p._rate_date AS ${quote(`${name}_rate_date`)}`,
      `p._rate_source AS ${quote(`${name}_rate_source`)}`,
    ].join(',\n  ');
  return `/* ${written}: amounts as they came, and in ${base}.
   reads  rows, conversions
   writes ${written} */
WITH countries AS (
  SELECT country, currency, CAST(since AS DATE) AS since, CAST(until AS DATE) AS until FROM (VALUES {countries}) AS v(country, currency, since, until)
),
placed AS (
  SELECT ${all('r')}, {said} AS _said, {parent_said} AS _parent_said, c.currency AS _country,
    ${regionSql(currency.region)} AS _region, ${declared(currency.declared)} AS _declared, ${declared(currency.fallback)} AS _fallback
  FROM rows r
  LEFT JOIN countries c ON c.country = ${country} AND r.${day} >= c.since AND r.${day} < c.until
),
meant AS (
  SELECT ${all('p')}, {meant} AS _field, {parent_meant} AS _parent,
    p._declared, p._country, p._region, p._fallback
  FROM placed p
),
told AS (
  SELECT ${all('m')}, COALESCE(${ways.map(([, column]) => `m.${column}`).join(', ')}) AS _code,
    CASE ${ways.map(([name, column]) => `WHEN m.${column} IS NOT NULL THEN '${name}'`).join(' ')} END AS _told_by,
    COALESCE(m._field <> m._country, FALSE) AS _conflict
  FROM meant m
),
rated AS (SELECT DISTINCT currency FROM conversions),
looked_up AS (
  SELECT ${all('t')}, t._code, t._told_by, t._conflict, k.currency AS _rated,
    CASE WHEN t._code = ${textLiteral(base)} THEN CAST(1 AS DECIMAL(38, 18)) ELSE v.rate END AS _rate,
    CASE WHEN t._code = ${textLiteral(base)} THEN t.${day} ELSE v.rate_date END AS _rate_date,
    CASE WHEN t._code = ${textLiteral(base)} THEN 'none' ELSE v.source END AS _rate_source,
    CASE WHEN t._code = ${textLiteral(base)} THEN t._code ELSE v.path END AS _path,
    CASE WHEN t._code = ${textLiteral(base)} THEN 0 ELSE v.age_days END AS _age
  FROM told t
  LEFT JOIN conversions v ON v.currency = t._code AND v.on_date = t.${day} AND v.base = ${textLiteral(base)}
  LEFT JOIN rated k ON k.currency = t._code
),
judged AS (
  SELECT p.*,
    CASE
      WHEN NOT (${hasAmount}) THEN NULL
      WHEN p._code IS NULL THEN 'CURRENCY_MISSING'
      WHEN {is_sign} THEN 'CURRENCY_AMBIGUOUS'
      WHEN NOT (${isKnownSql('p._code')}) THEN 'CURRENCY_UNKNOWN'
      WHEN p._rate IS NULL AND p.${day} IS NULL THEN 'RATE_DATE_MISSING'
      WHEN p._rate IS NULL AND p._rated IS NULL THEN 'RATE_MISSING'
      WHEN p._rate IS NULL THEN 'RATE_STALE'
      WHEN ${tooLarge} THEN 'NUMBER_OUT_OF_RANGE'
    END AS _problem
  FROM looked_up p
)
SELECT ${all('p')},
  ${amounts.map(converted).join(',\n  ')},
  p._told_by AS currency_source,
  p._conflict AS currency_conflict,
  p._problem AS currency_problem,
  p._path AS fx_path,
  CAST(p._age AS INTEGER) AS fx_age_days
FROM judged p`;
};

/**
 * A stage that converts the amounts of a table. Every row comes out; one with a `currency_problem` has no converted amounts and belongs
 * in quarantine with that reason. Rates come from `ops_fx_conversions` of the same base currency.
 *
 * @param name of the table it writes
 * @throws Assertion for columns the table does not have, or of another kind
 */
export const convertedAmountsStage = (
  table: Table,
  name: string,
  rule: ConversionRule,
): Stage<
  {
    readonly rows: { readonly table: Table; readonly by: 'whole' };
    readonly conversions: { readonly table: typeof fxConversions; readonly by: 'whole' };
  },
  Table
> => {
  const stage = defineStage({
    id: `medallion/${name}`,
    reads: { rows: { table, by: 'whole' }, conversions: { table: fxConversions, by: 'whole' } },
    writes: convertedTable(table, name, rule),
    params: z.strictObject({}),
    model: modelOf(table, name, rule),
    // Texts with a dollar sign, which in a model is the mark of a parameter.
    constants: {
      countries: countryRows(),
      said: columnOr(rule.currency.field, codeSql),
      parent_said: columnOr(rule.currency.parent, codeSql),
      meant: meantSql('p._said', 'p._country'),
      parent_meant: meantSql('p._parent_said', 'p._country'),
      is_sign: isSignSql('p._code'),
    },
    checks: {
      every_row_comes_out: `SELECT a.n, b.n AS m FROM (SELECT COUNT(*) AS n FROM rows) a CROSS JOIN (SELECT COUNT(*) AS n FROM ${quote(name)}) b WHERE a.n <> b.n`,
    },
  });
  return stage as unknown as ReturnType<typeof convertedAmountsStage>;
};
