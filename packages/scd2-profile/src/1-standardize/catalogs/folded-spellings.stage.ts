import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { catalogSpellings } from './catalog-spellings.ts';
import { foldedSpellings } from './folded-spellings.ts';

/** Spellings of the catalogs → the text they are looked up by. */
export const foldedSpellingsStage = defineStage({
  id: 'scd2-profile/folded-spellings',
  reads: { spellings: { table: catalogSpellings, by: 'whole' } },
  writes: foldedSpellings,
  params: z.strictObject({}),
  model: new URL('./folded-spellings.sql', import.meta.url),
});
