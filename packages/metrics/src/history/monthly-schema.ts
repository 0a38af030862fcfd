import { z } from 'zod';

/** Section `monthly` of the definitions. */
export const monthlySchema = z
  .strictObject({
    months: z.int().min(1).max(120).default(24).describe('Months of MRR and of scores that are kept, the current one included'),
  })
  .prefault({});

export type MonthlySettings = z.output<typeof monthlySchema>;
