import type { JsonFault } from '@audit/contract';
import { remedyFor } from '@audit/contract';
import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import { defineKind, type MetricScope, valuesOf } from '../kind.ts';
import { about, fraction, metricName } from '../metric-fields.ts';
import { noSourceRows } from '../source-rows.ts';
import { annuityFactor } from './annuity-factor.ts';
import { lifetimeStage, segmentFactors } from './lifetime.stage.ts';

const schema = z.strictObject({
  ...about,
  kind: z.literal('clv'),
  mrr: metricName.default('mrr').describe('Metric of the kind mrr'),
  revenue: metricName.default('annual_revenue').describe('Metric of the kind revenue; all revenue to the day counts'),
  method: z
    .enum(['auto', 'contractual', 'historic'])
    .default('auto')
    .describe('What the contracts will bring, what was brought, or the first where there is recurring revenue'),
  horizon_months: z.int().min(1).max(600).default(36).describe('How far ahead contracts are reckoned, in months'),
  retention_per_month: fraction('Customers who stay from a month to the next').default(0.98),
  retention_by_segment: z
    .record(z.string(), fraction('Customers of the segment who stay from a month to the next'))
    .default({})
    .describe('The same of customers of a segment (of accounts; the one most of its accounts are of)'),
  discount_per_month: fraction('How much less money is worth a month later').default(0.01),
  margin: fraction('What is left of revenue; 1: lifetime value in revenue').default(1),
});

const refersTo = (scope: MetricScope, field: string, name: string, kind: string): readonly JsonFault[] => {
  if (scope.metrics.some((metric) => metric.name === name && metric.kind === kind)) return [];
  const names = scope.metrics.filter((metric) => metric.kind === kind).map((metric) => metric.name);
  return [
    {
      path: [field],
      what: `there is no metric "${name}" of the kind ${kind}`,
      remedy: remedyFor(name, names, names.length === 0 ? `define one of that kind` : `name one of ${names.join(', ')}`),
    },
  ];
};

/** Customer lifetime value. */
export const lifetimeKind = defineKind({
  schema,
  unitOf: () => 'money',
  parts: { method: 'text' },
  readsOf: ({ mrr, revenue }) => [mrr, revenue],
  faultsOf: ({ mrr, revenue }, scope) => [...refersTo(scope, 'mrr', mrr, 'mrr'), ...refersTo(scope, 'revenue', revenue, 'revenue')],
  compute: async (metric, { session }) => {
    await session.bindSql('of_recurring', `SELECT * FROM ${valuesOf(metric.mrr)}`);
    await session.bindSql('of_revenue', `SELECT * FROM ${valuesOf(metric.revenue)}`);
    const factors = Object.entries(metric.retention_by_segment).map(([segment, retention_per_month]) => ({
      segment,
      factor: annuityFactor({ ...metric, retention_per_month }).toFixed(12),
    }));
    await session.bindRows('segment_factors', segmentFactors, factors as never);
    const params = { method: metric.method, factor: annuityFactor(metric).toFixed(12), margin: metric.margin.toFixed(6) };
    await session.materialise(valuesOf(metric.name), modelSql(lifetimeStage, session.engine, params));
  },
  rowsOf: () => noSourceRows,
  formulaOf: (metric) => {
    const { mrr, horizon_months, margin, retention_per_month, discount_per_month, method } = metric;
    const segments = Object.entries(metric.retention_by_segment).map(([segment, retention]) => `${segment} ${retention}`);
    const bySegment = segments.length === 0 ? '' : ` (${segments.join(', ')})`;
    const which = method === 'auto' ? 'the first where there is recurring revenue' : `here ${method}`;
    return `contractual: ${mrr} times ${annuityFactor(metric).toFixed(4)}, which is the sum over ${horizon_months} months t of ${margin} × ${retention_per_month}^t${bySegment} ÷ (1 + ${discount_per_month})^t; historic: ${margin} times all revenue to the day; ${which}`;
  },
});
