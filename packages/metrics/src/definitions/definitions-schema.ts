import { z } from 'zod';
import { monthlySchema } from '../history/monthly-schema.ts';
import { alertsSchema, rulesSchema } from '../rules/rules-schema.ts';
import { scoresSchema } from '../scores/scores-schema.ts';
import { timelineSchema } from '../timeline/timeline-schema.ts';
import { metricsSchema } from '../values/metrics-schema.ts';

/** The definitions of the customer 360: each section is declared where it is used. */
export const definitionsSchema = z.strictObject({
  $schema: z.string().optional().describe('JSON Schema of this file, for editors'),
  version: z.int().min(1).describe('Counts up when the meaning of a metric, score or rule changes'),
  metrics: metricsSchema,
  scores: scoresSchema.prefault({}).describe('How customers do, from 0 to 100'),
  rules: rulesSchema.prefault({}).describe('Next actions, by the id of the rule'),
  alerts: alertsSchema.prefault({}).describe('What one should know of, by the id of the alert'),
  timeline: timelineSchema.describe('What the timeline tells'),
  monthly: monthlySchema.describe('What is kept by month'),
});
