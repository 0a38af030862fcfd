import type { JsonFault } from '@audit/contract';
import { remedyFor } from '@audit/contract';
import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import { defineKind, type MetricScope, valuesOf } from '../kind.ts';
import { about, fraction, metricName } from '../metric-fields.ts';
import { noSourceRows } from '../source-rows.ts';
import { annuityFactor } from './annuity-factor.ts';
import { lifetimeStage } from './lifetime.stage.ts';

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
    const params = { method: metric.method, factor: annuityFactor(metric).toFixed(12), margin: metric.margin.toFixed(6) };
    await session.materialise(valuesOf(metric.name), modelSql(lifetimeStage, session.engine, params));
  },
  rowsOf: () => noSourceRows,
  formulaOf: (metric) =>
    `contractual: ${metric.mrr} times ${annuityFactor(metric).toFixed(4)}, which is the sum over ${metric.horizon_months} months t of ${metric.margin} × ${metric.retention_per_month}^t ÷ (1 + ${metric.discount_per_month})^t; historic: ${metric.margin} times all revenue to the day${metric.method === 'auto' ? '; the first where there is recurring revenue' : `; here ${metric.method}`}`,
});
