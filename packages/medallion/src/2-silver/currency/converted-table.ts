import { assert, bool, type Columns, date, decimal, defineTable, int32, isCurrency, text, type Table } from '@audit/contract';
import type { ConversionRule } from './currency-rule.ts';

/** Columns a converted amount adds: `<amount>_usd` (by the base), `_currency`, `_rate`, `_rate_date`, `_rate_source`. */
export const convertedName = (amount: string, base: string): string => `${amount}_${base.toLowerCase()}`;

const ofAmount = (amount: string, base: string): Columns => ({
  [convertedName(amount, base)]: decimal(
    38,
    4,
  )({
    description: `${amount} in ${base}, rounded once to its minor unit; NULL where it could not be converted`,
    unit: base,
    nullable: true,
  }),
  [`${amount}_currency`]: text({ description: `Currency ${amount} is in, ISO 4217`, nullable: true }),
  [`${amount}_rate`]: decimal(
    38,
    18,
  )({ description: `${amount} times it is the amount in ${base}`, unit: `${base} per unit`, nullable: true }),
  [`${amount}_rate_date`]: date({ description: 'Day the rate was published for', nullable: true }),
  [`${amount}_rate_source`]: text({ description: 'Where the rate comes from; none where nothing was to convert', nullable: true }),
});

const ofRow: Columns = {
  currency_source: text({ description: 'What told the currency: field, parent, source, country, region or default', nullable: true }),
  currency_conflict: bool({ description: 'Whether the country of the row has another currency on that day than the one its field names' }),
  currency_problem: text({
    description: 'Why the amounts could not be converted, a reason code: the row belongs in quarantine',
    nullable: true,
  }),
  fx_path: text({ description: 'Currencies on the way, such as GBP>EUR>USD', nullable: true }),
  fx_age_days: int32({ description: 'Days from the day of the rate to that of the row', unit: 'days', nullable: true }),
};

/** The table with its converted amounts: all its columns as they are, then those of each amount, then those of the row. */
export const convertedTable = (table: Table, name: string, { amounts, on, base, currency }: ConversionRule): Table => {
  assert(isCurrency(base), 'amounts are converted to a currency', { base });
  for (const amount of amounts) {
    const type = table.columns[amount]?.type;
    assert(type?.kind === 'decimal' && type.scale <= 4, 'an amount is a decimal of at most four digits after the point', { amount });
  }
  assert(table.columns[on]?.type.kind === 'date', 'amounts are converted at a date', { on });
  for (const column of [currency.field, currency.parent, currency.country, currency.region?.column]) {
    assert(column === undefined || table.columns[column]?.type.kind === 'text', 'a currency is told by a column of text', { column });
  }
  const columns: Columns = Object.fromEntries(
    [table.columns, ...amounts.map((amount) => ofAmount(amount, base)), ofRow].flatMap((part) => Object.entries(part)),
  );
  return defineTable<Columns, never>({
    name,
    layer: table.layer,
    // The columns are known only when it is made.
    grain: table.grain as unknown as [never],
    description: `${table.description} Amounts in ${base} too.`,
    columns,
  });
};
