import { customerProfileStandardized } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { catalogCodes } from './catalogs/catalog-codes.ts';
import { setSpellings } from '../tables/set-spellings.ts';

/** Delivered records → the sets their lists stand for, one row per spelling. */
export const setSpellingsStage = defineStage({
  id: 'scd2-profile/set-spellings',
  reads: { delivered: { table: customerProfileStandardized, by: 'whole' }, codes: { table: catalogCodes, by: 'whole' } },
  writes: setSpellings,
  params: z.strictObject({
    /** Whether members become codes of the catalogs; else they are stored as they are. */
    mapping: z.boolean(),
  }),
  model: new URL('./set-spellings.sql', import.meta.url),
});
