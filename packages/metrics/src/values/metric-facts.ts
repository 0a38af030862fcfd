import { assert } from '@audit/contract';
import type { Fact, Unit } from '../definitions/unit.ts';
import { kindOf } from './kinds.ts';
import type { Metric } from './metrics-schema.ts';

/** The unit of a metric; undefined of a part of a metric there is not. */
export const unitOfMetric = (metric: Metric, metrics: readonly Metric[]): Unit | undefined => {
  if (metric.kind === 'derived') return metric.unit;
  if (metric.kind !== 'part') return kindOf(metric.kind)?.unitOf(metric);
  const of = metrics.find(({ name }) => name === metric.of);
  return of === undefined ? undefined : kindOf(of.kind)?.parts[metric.part];
};

/** Metrics as facts, in the order of the definitions, which were found right. */
export const metricFacts = (metrics: readonly Metric[]): readonly Fact[] =>
  metrics.map((metric) => {
    const unit = unitOfMetric(metric, metrics);
    assert(unit !== undefined, 'a metric that was found right has a unit', { name: metric.name });
    return { name: metric.name, label: metric.label, description: metric.description, unit, hasReason: true };
  });
