import { profileScalars, profileTypeOne } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { contestedRecords } from '../tables/contested-records.ts';
import { escapedPart } from '../canonical/escaped-part.ts';
import { standardizedRecords } from '../tables/standardized-records.ts';

const texts = Object.entries({ ...profileScalars, ...profileTypeOne }).map(([name, { type }]) =>
  type.kind === 'date' ? `@ymd(${name})` : name,
);

/** Standardized records → those an earlier record of their batch contradicts. */
export const contestedRecordsStage = defineStage({
  id: 'scd2-profile/contested-records',
  reads: { standardized_records: { table: standardizedRecords, by: 'whole' } },
  writes: contestedRecords,
  params: z.strictObject({}),
  constants: {
    stored_form: [...texts, 'source_of_income_set_hash', 'purpose_of_investment_set_hash'].map(escapedPart).join(` || '|' || `),
  },
  model: new URL('./contested-records.sql', import.meta.url),
});
