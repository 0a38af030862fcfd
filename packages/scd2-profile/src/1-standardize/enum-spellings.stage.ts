import { customerProfileStandardized } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { catalogCodes } from './catalogs/catalog-codes.ts';
import { enumSpellings } from '../tables/enum-spellings.ts';

/** Delivered records → the codes of their enumerations, one row per spelling. */
export const enumSpellingsStage = defineStage({
  id: 'scd2-profile/enum-spellings',
  reads: { delivered: { table: customerProfileStandardized, by: 'whole' }, codes: { table: catalogCodes, by: 'whole' } },
  writes: enumSpellings,
  params: z.strictObject({
    /** Whether spellings become codes of the catalogs; else they are stored as they are. */
    mapping: z.boolean(),
  }),
  model: new URL('./enum-spellings.sql', import.meta.url),
});
