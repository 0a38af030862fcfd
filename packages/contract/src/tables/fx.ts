import { bool, date, decimal, int32, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** Rates as their sources published them; a rate is never overwritten but by an import that says so (`audit fx import --restate`). */
export const fxRates = defineTable({
  name: 'fx_rates',
  layer: 'ops',
  grain: ['source', 'base', 'quote', 'valid_from'],
  description: 'Exchange rates as published: units of the quote currency for one unit of the base currency.',
  columns: {
    source: text({ description: 'ecb, salesforce, salesforce_static, or the name a table gives itself' }),
    base: text({ description: 'Currency one unit of which is meant, ISO 4217' }),
    quote: text({ description: 'Currency the rate counts, ISO 4217' }),
    valid_from: date({ description: 'Day it was published for, or from which on it holds' }),
    valid_to: date({
      description: 'First day it holds no more, where the source says so; NULL: until the next one, but for a few days only',
      nullable: true,
    }),
    rate: decimal(28, 12)({ description: 'As published', unit: 'quote per base' }),
    source_version: text({ description: 'SHA-256 of what it was imported from' }),
    loaded_at: timestamp({ description: 'Clock of the run that imported it', unit: 'us UTC' }),
  },
  laws: {
    two_currencies: { columns: ['base', 'quote'], holds: (c) => `${c.base} <> ${c.quote}` },
    rate_in_range: { columns: ['rate'], holds: (c) => `${c.rate} > 0 AND ${c.rate} < 10000000` },
    time_runs_forward: { columns: ['valid_from', 'valid_to'], holds: (c) => `${c.valid_from} < ${c.valid_to}` },
  },
});

/** What amounts are multiplied with: computed from {@link fxRates}, every day filled in, so that a look-up is a plain join. */
export const fxConversions = defineTable({
  name: 'fx_conversions',
  layer: 'ops',
  grain: ['currency', 'on_date'],
  description: 'The rate from each currency to the base currency on each day on which there is one.',
  columns: {
    currency: text({ description: 'Currency that is converted, ISO 4217' }),
    on_date: date({ description: 'Day of the event' }),
    base: text({ description: 'Currency it is converted to' }),
    rate: decimal(38, 18)({ description: 'to_units / from_units, rounded once, half up', unit: 'base per currency' }),
    rate_date: date({ description: 'Day the rate was published for; of a legal conversion the day of the event' }),
    age_days: int32({ description: 'Days from rate_date to on_date', unit: 'days' }),
    source: text({ description: 'Source of both rates; law for a conversion fixed by law' }),
    path: text({ description: 'Currencies on the way, such as GBP>EUR>USD' }),
    from_units: decimal(28, 12)({ description: 'Units of the currency for one unit of the pivot' }),
    to_units: decimal(28, 12)({ description: 'Units of the base for one unit of the pivot' }),
    is_fixed: bool({ description: 'Whether a conversion fixed by law is part of the way' }),
  },
});
