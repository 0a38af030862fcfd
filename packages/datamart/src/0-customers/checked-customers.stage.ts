import { trimmedCharacters } from '@audit/contract';
import { defineStage, textLiteral } from '@audit/warehouse';
import { z } from 'zod';
import { checkedCustomers } from './checked-customers.ts';
import { landedCustomers } from './landed-customers.ts';

/** Landed records → records by the customer contract, each with the first reason against it. Runs once a block. */
export const checkedCustomersStage = defineStage({
  id: 'datamart/checked-customers',
  reads: { landed: { table: landedCustomers, by: 'whole' } },
  writes: checkedCustomers,
  params: z.strictObject({
    /** Zone of times without an offset. */
    input_tz: z.string(),
    /** Acquisitions after it are refused: ISO with Z. */
    clock: z.iso.datetime(),
    /** Fills source_system where a record has none, trimmed; blank if there is none for the load either. */
    source_system: z.string(),
    enforce_visibility: z.boolean(),
  }),
  constants: { blanks: textLiteral(trimmedCharacters) },
  model: new URL('./checked-customers.sql', import.meta.url),
});
