import { z } from 'zod';
import { derivedSchema } from './derived/derived.kind.ts';
import { sourceKinds } from './kinds.ts';
import { partSchema } from './part.ts';

/** A metric of the definitions. */
export const metricSchema = z.discriminatedUnion('kind', [
  sourceKinds.revenue.schema,
  sourceKinds.mrr.schema,
  sourceKinds.clv.schema,
  sourceKinds.contract_expiry.schema,
  sourceKinds.overdue.schema,
  sourceKinds.sla_breaches.schema,
  sourceKinds.usage_growth.schema,
  sourceKinds.win_rate.schema,
  sourceKinds.last_touch.schema,
  sourceKinds.aggregate.schema,
  partSchema,
  derivedSchema,
]);
export type Metric = z.output<typeof metricSchema>;

/** The section `metrics` of the definitions. */
export const metricsSchema = z.array(metricSchema).min(1).describe('What is known of each customer; each may be named by rules');
