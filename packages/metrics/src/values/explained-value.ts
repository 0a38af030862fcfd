import { assert, columnsOfRule } from '@audit/contract';
import type { Definitions } from '../definitions/definitions.ts';
import { derivedRule } from './derived/derived.kind.ts';
import type { ValueContext } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Metric } from './metrics-schema.ts';
import { noSourceRows } from './source-rows.ts';

const metricOf = ({ metrics }: Definitions, name: string): Metric => {
  const metric = metrics.find((one) => one.name === name);
  assert(metric !== undefined, 'a metric that is explained is in the definitions', { name });
  return metric;
};

/** Metrics a metric is made of; none of one that is computed from silver. */
const madeOf = (definitions: Definitions, metric: Metric): readonly string[] => {
  if (metric.kind === 'part') return [metric.of];
  if (metric.kind !== 'derived') return kindOf(metric.kind)?.readsOf(metric) ?? [];
  const read = derivedRule(metric, definitions.metricFacts);
  return 'rule' in read ? columnsOfRule(read.rule) : [];
};

/** Metrics that are computed from silver itself, which a metric goes back to. */
const rootsOf = (definitions: Definitions, name: string): ReadonlySet<string> => {
  const metric = metricOf(definitions, name);
  const from = madeOf(definitions, metric);
  return from.length === 0 ? new Set([name]) : new Set(from.flatMap((one) => [...rootsOf(definitions, one)]));
};

/**
 * A query of the source rows a metric is made of, over the relations of a session in which values were computed: `master_id, source_table,
 * source_id, happened_on DATE, amount DECIMAL(18,4), note`. Of one that is computed from others, the rows of all these.
 */
export const contributingRows = (definitions: Definitions, name: string, context: Omit<ValueContext, 'session'>): string => {
  const queries = [...rootsOf(definitions, name)].map((root) => {
    const metric = metricOf(definitions, root);
    return kindOf(metric.kind)?.rowsOf(metric, context) ?? noSourceRows;
  });
  return queries.length === 0 ? noSourceRows : queries.join('\nUNION ALL\n');
};

/** How a metric is computed, in words, with its parameters. */
export const formulaOf = (definitions: Definitions, name: string): string => {
  const metric = metricOf(definitions, name);
  if (metric.kind === 'derived') return JSON.stringify(metric.value);
  if (metric.kind === 'part') return `${metric.part} of ${metric.of}: ${formulaOf(definitions, metric.of)}`;
  return kindOf(metric.kind)?.formulaOf(metric) ?? '';
};

/** Metrics a metric is computed of, by name; none of one that is computed from silver. */
export const factsOfMetric = (definitions: Definitions, name: string): readonly string[] =>
  madeOf(definitions, metricOf(definitions, name));
