import { type Column, type Columns, date, declaredTable, quote, type Table, text } from '@audit/contract';
import { convertedAmountsStage } from '../currency/converted-amounts.stage.ts';
import type { ConversionRule, CurrencyRule } from '../currency/currency-rule.ts';
import type { MappedTable } from './mapped-table.ts';
import type { Item } from './select-text.ts';

/** The conversion of a table's amounts, as a part of its statement: what it reads beside the rows, and what it makes of them. */
export interface CurrencyPart {
  /** Columns the rows need for it, over the last part of the chain, called `s`. */
  readonly inner: readonly Item[];
  /** Input of the stage with the currency and country of parents, where they count. */
  readonly parents: 'parents' | undefined;
  readonly parentBy: string | undefined;
  /** Query over `rows` and `conversions`. */
  readonly model: string;
  readonly constants: Readonly<Record<string, string>>;
  /** Columns it adds, by name. */
  readonly converted: Columns;
  /** Conditions, over `v`, for a row to be refused; for values to be missing in a row that stays. */
  readonly refuses: string;
  readonly flags: string | undefined;
}

const rateProblems = ['RATE_DATE_MISSING', 'RATE_MISSING', 'RATE_STALE'];

/** Day of the rate: that of the event. What is dated after the row was extracted is converted as of then. */
const daySql = (column: string): string => `LEAST(CAST(s.${quote(column)} AS DATE), CAST(s._extracted_at AS DATE))`;

const conditionOf = (wanted: readonly ('currency' | 'rate')[]): string | undefined => {
  const list = `(${rateProblems.map((code) => `'${code}'`).join(', ')})`;
  if (wanted.length === 2) return 'v.currency_problem IS NOT NULL';
  if (wanted.length === 0) return undefined;
  return wanted[0] === 'rate' ? `v.currency_problem IN ${list}` : `v.currency_problem NOT IN ${list}`;
};

/** @param rows columns of the rows that are converted, without those this adds; @param base currency amounts are converted to */
export const currencyPart = (
  table: MappedTable,
  rows: Columns,
  { base, rounding }: { readonly base: string; readonly rounding: ConversionRule['rounding'] },
): CurrencyPart | undefined => {
  const { currency, target, on_error: tableOnError } = table.mapping;
  if (currency === undefined) return undefined;
  const hasParent = currency.parent !== undefined;
  const country = [...(currency.country === undefined ? [] : [`s.${quote(currency.country)}`]), ...(hasParent ? ['parents.country'] : [])];
  // The conversion has names of its own, none of them with a blank.
  const inner: Item[] = [
    { sql: daySql(currency.on), as: '"day of rate"' },
    ...(hasParent ? [{ sql: 'parents.currency', as: '"parent currency"' }] : []),
    ...(country.length === 0
      ? []
      : [{ sql: country.length === 1 ? (country[0] ?? '') : `COALESCE(${country.join(', ')})`, as: '"country told"' }]),
  ];
  const helpers: Record<string, Column> = { 'day of rate': date({ description: 'Day of the rate', nullable: true }) };
  if (hasParent) helpers['parent currency'] = text({ description: 'Currency of the parent', nullable: true });
  if (country.length > 0) helpers['country told'] = text({ description: 'Country', nullable: true });
  const grain = table.columns.filter(({ isKey }) => isKey).map(({ mapping }) => mapping.target);
  const columns = { ...rows, ...helpers };
  const given: Table = declaredTable('silver', `${target}_as_they_came`, { grain, description: 'Rows to be converted.', columns });
  const rule: CurrencyRule = {
    ...(currency.field === undefined ? {} : { field: currency.field }),
    ...(hasParent ? { parent: 'parent currency' } : {}),
    ...(currency.declared === undefined ? {} : { declared: currency.declared }),
    ...(country.length === 0 ? {} : { country: 'country told' }),
    ...(currency.region === undefined ? {} : { region: currency.region }),
    ...(currency.default === undefined ? {} : { fallback: currency.default }),
  };
  const amounts = currency.fields as [string, ...string[]];
  const stage = convertedAmountsStage(given, `${target}_converted`, {
    amounts,
    on: 'day of rate',
    base,
    currency: rule,
    ...(rounding === undefined ? {} : { rounding }),
  });
  const converted = Object.fromEntries(Object.entries(stage.writes.columns).filter(([name]) => columns[name] === undefined));
  const onError = currency.on_error ?? tableOnError;
  const onMissingRate = currency.on_missing_rate ?? onError;
  const kinds = [['currency', onError] as const, ['rate', onMissingRate] as const];
  const of = (policy: 'quarantine' | 'null') => kinds.filter(([, given]) => given === policy).map(([kind]) => kind);
  return {
    inner,
    parents: hasParent ? 'parents' : undefined,
    parentBy: currency.parent?.by,
    model: stage.model,
    constants: stage.constants,
    converted,
    refuses: conditionOf(of('quarantine')) ?? 'FALSE',
    flags: conditionOf(of('null')),
  };
};
