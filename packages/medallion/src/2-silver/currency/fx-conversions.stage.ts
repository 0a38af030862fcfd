import { fixedConversions, fxConversions, fxRates } from '@audit/contract';
import { defineStage, textLiteral } from '@audit/warehouse';
import { z } from 'zod';

/** Rates as published → the rate to the base currency on every day. */
export const fxConversionsStage = defineStage({
  id: 'medallion/fx_conversions',
  reads: { rates: { table: fxRates, by: 'whole' } },
  writes: fxConversions,
  params: z.strictObject({
    /** ISO 4217. */
    base: z.string().regex(/^[A-Z]{3}$/),
    /** How old a rate may be, in days. */
    max_age: z.int().min(0).max(31),
    /** Day at which rates without an end are no more written out. */
    until: z.iso.date(),
  }),
  model: new URL('./fx-conversions.sql', import.meta.url),
  constants: {
    fixed: fixedConversions
      .map(({ currency, into, units, since }) => `(${[currency, into, units, since].map(textLiteral).join(', ')})`)
      .join(', '),
  },
});
