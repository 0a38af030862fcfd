import { fxConversions, quote, type Table } from '@audit/contract';
import { defineStage, type Stage, textLiteral } from '@audit/warehouse';
import { z } from 'zod';
import { convertedName, convertedTable } from './converted-table.ts';
import type { ConversionRule, CurrencyRule } from './currency-rule.ts';
import { codeSql, countryRows, isKnownSql, isSignSql, meantSql } from './currency-words.ts';

const none = '@text(NULL)';
const declared = (code: string | undefined): string => (code === undefined ? none : `@text(${textLiteral(code)})`);

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
  if (region === undefined || Object.keys(region.currencies).length === 0) return none;
  const whens = Object.entries(region.currencies).map(([name, code]) => `WHEN ${textLiteral(name)} THEN ${textLiteral(code)}`);
  return `CASE r.${quote(region.column)} ${whens.join(' ')} END`;
};

/** The distinct texts of some columns: few, whatever the rows, so that what they mean is found out once each. */
const textsOf = (columns: readonly (string | undefined)[]): string => {
  const given = columns.flatMap((column) => (column === undefined ? [] : [`SELECT DISTINCT r.${quote(column)} AS said FROM rows r`]));
  return given.length === 0 ? `SELECT ${none} AS said FROM rows r WHERE FALSE` : given.join(' UNION ');
};
/** A join of what a column's texts mean; none without the column, for a condition that is never true makes engines try every pair. */
const meaningOf = (relation: string, alias: string, column: string | undefined): string =>
  column === undefined ? '' : `LEFT JOIN ${relation} ${alias} ON ${alias}.said = r.${quote(column)}`;

/** What a row's texts say of its currency: joins of a few spellings and countries. */
const toldSql = (all: (of: string) => string, { on, currency }: ConversionRule): string => `countries AS (
  SELECT country, currency, CAST(since AS DATE) AS since, CAST(until AS DATE) AS until FROM (VALUES {countries}) AS v(country, currency, since, until)
),
places AS (
  SELECT said, @ascii_upper(@trim_chars(said, ' ')) AS country FROM (${textsOf([currency.country])}) t WHERE said IS NOT NULL
),
bare AS (
  SELECT said, NULLIF(@trim_chars(said, ' '), '') AS bare FROM (${textsOf([currency.field, currency.parent])}) t WHERE said IS NOT NULL
),
capital AS (SELECT said, bare, @ascii_upper(bare) AS capitals FROM bare),
spelt AS (SELECT said, {spelt} AS code FROM capital s),
placed AS (
  SELECT ${all('r')}, ${currency.field === undefined ? none : 'f.code'} AS _said, ${currency.parent === undefined ? none : 'p.code'} AS _parent_said,
    ${currency.country === undefined ? none : 'c.currency'} AS _country,
    ${regionSql(currency.region)} AS _region, ${declared(currency.declared)} AS _declared, ${declared(currency.fallback)} AS _fallback
  FROM rows r
  ${meaningOf('spelt', 'f', currency.field)}
  ${meaningOf('spelt', 'p', currency.parent)}
  ${meaningOf('places', 'l', currency.country)}
  ${currency.country === undefined ? '' : `LEFT JOIN countries c ON c.country = l.country AND r.${quote(on)} >= c.since AND r.${quote(on)} < c.until`}
),
meant AS (
  SELECT ${all('p')}, {meant} AS _field, {parent_meant} AS _parent, p._declared, p._country, p._region, p._fallback
  FROM placed p
),
told AS (
  SELECT ${all('m')}, COALESCE(${ways.map(([, column]) => `m.${column}`).join(', ')}) AS _code,
    CASE ${ways.map(([name, column]) => `WHEN m.${column} IS NOT NULL THEN '${name}'`).join(' ')} END AS _told_by,
    COALESCE(m._field <> m._country, FALSE) AS _conflict
  FROM meant m
)`;

const modelOf = (table: Table, written: string, rule: ConversionRule): string => {
  const { amounts, on, base, rounding = 'half-away' } = rule;
  const toUnit = rounding === 'half-even' ? '@to_even_minor_unit' : '@to_minor_unit';
  const own = Object.keys(table.columns).map((name) => quote(name));
  const all = (of: string): string => own.map((name) => `${of}.${name}`).join(', ');
  const day = quote(on);
  const isBase = `t._code = ${textLiteral(base)}`;
  const product = (at: number): string => quote(`_product_${at}`);
  const products = amounts.map((name, at) => `@rated_amount(r.${quote(name)}, r._rate) AS ${product(at)}`);
  const hasAmount = amounts.map((name) => `p.${quote(name)} IS NOT NULL`).join(' OR ');
  const tooLarge = amounts.map((name, at) => `(p.${quote(name)} IS NOT NULL AND p.${product(at)} IS NULL)`).join(' OR ');
  const converted = (name: string, at: number): string =>
    [
      `CASE WHEN p._problem IS NULL THEN ${toUnit}(p.${product(at)}, CAST(p.${quote(name)} AS DOUBLE) * CAST(p._rate AS DOUBLE), ${textLiteral(base)}) END AS ${quote(convertedName(name, base))}`,
      `CASE WHEN p._problem IS NULL OR p._problem NOT IN ('CURRENCY_UNKNOWN', 'CURRENCY_AMBIGUOUS') THEN p._code END AS ${quote(`${name}_currency`)}`,
      `p._rate AS ${quote(`${name}_rate`)}`,
      `p._rate_date AS ${quote(`${name}_rate_date`)}`,
      `p._rate_source AS ${quote(`${name}_rate_source`)}`,
    ].join(',\n  ');
  return `/* ${written}: amounts as they came, and in ${base}.
   reads  rows, conversions
   writes ${written} */
WITH ${toldSql(all, rule)},
rated AS (SELECT DISTINCT currency FROM conversions),
looked_up AS (
  SELECT ${all('t')}, t._code, t._told_by, t._conflict, k.currency AS _rated,
    CASE WHEN ${isBase} THEN CAST(1 AS DECIMAL(38, 18)) ELSE v.rate END AS _rate,
    CASE WHEN ${isBase} THEN t.${day} ELSE v.rate_date END AS _rate_date,
    CASE WHEN ${isBase} THEN 'none' ELSE v.source END AS _rate_source,
    CASE WHEN ${isBase} THEN t._code ELSE v.path END AS _path,
    CASE WHEN ${isBase} THEN 0 ELSE v.age_days END AS _age
  FROM told t
  LEFT JOIN conversions v ON v.currency = t._code AND v.on_date = t.${day} AND v.base = ${textLiteral(base)}
  LEFT JOIN rated k ON k.currency = t._code
),
multiplied AS (
  SELECT ${all('r')}, r._code, r._told_by, r._conflict, r._rated, r._rate, r._rate_date, r._rate_source, r._path, r._age,
    ${products.join(',\n    ')}
  FROM looked_up r
),
judged AS (
  SELECT ${all('p')}, p._code, p._told_by, p._conflict, p._rate, p._rate_date, p._rate_source, p._path, p._age,
    ${amounts.map((_, at) => `p.${product(at)}`).join(', ')},
    CASE
      WHEN NOT (${hasAmount}) THEN NULL
      WHEN p._rate IS NOT NULL THEN CASE WHEN ${tooLarge} THEN 'NUMBER_OUT_OF_RANGE' END
      WHEN p._code IS NULL THEN 'CURRENCY_MISSING'
      WHEN {is_sign} THEN 'CURRENCY_AMBIGUOUS'
      WHEN NOT (${isKnownSql('p._code')}) THEN 'CURRENCY_UNKNOWN'
      WHEN p.${day} IS NULL THEN 'RATE_DATE_MISSING'
      WHEN p._rated IS NULL THEN 'RATE_MISSING'
      ELSE 'RATE_STALE'
    END AS _problem
  FROM multiplied p
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
      spelt: codeSql('s.bare', 's.capitals'),
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
