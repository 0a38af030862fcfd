import { z } from 'zod';
import { metricsSchema } from '../values/metrics-schema.ts';

/** The definitions of the customer 360: each section is declared where it is used. */
export const definitionsSchema = z.strictObject({
  $schema: z.string().optional().describe('JSON Schema of this file, for editors'),
  version: z.int().min(1).describe('Counts up when the meaning of a metric, score or rule changes'),
  metrics: metricsSchema,
});
