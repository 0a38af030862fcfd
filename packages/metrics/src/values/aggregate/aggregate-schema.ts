import { z } from 'zod';
import { ruleSchema } from '../../definitions/rule-schema.ts';
import { type Unit, units } from '../../definitions/unit.ts';
import { about } from '../metric-fields.ts';

export const aggregateSchema = z.strictObject({
  ...about,
  kind: z.literal('aggregate'),
  table: z.string().min(1).describe('Silver table, without its layer: cases'),
  measure: z.enum(['count', 'sum', 'min', 'max', 'distinct']).describe('What is made of its rows'),
  column: z.string().min(1).optional().describe('Column that is added up, compared or told apart; none for count'),
  unit: z
    .enum(units as [Unit, ...Unit[]])
    .default('count')
    .describe('What it is counted in'),
  where: ruleSchema.optional().describe('Rows that count: a condition over the columns of the table'),
  on: z.string().min(1).optional().describe('Column of the day of a row; rows after the as-of day do not count'),
  window_days: z.int().min(1).max(36_600).optional().describe('How far back rows count, in days; all where it is not given'),
});
export type Aggregate = z.output<typeof aggregateSchema>;
