import { z } from 'zod';
import { about, metricName } from './metric-fields.ts';

/** A value that comes of another metric by the way: what it was before, how it moved, of how many it is. */
export const partSchema = z.strictObject({
  ...about,
  kind: z.literal('part'),
  of: metricName.describe('Metric it comes of'),
  part: z.string().min(1).describe('Which of its parts'),
});
export type Part = z.output<typeof partSchema>;
