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

/** A value that is computed from silver itself: a metric, or a part of one. */
interface Root {
  readonly of: string;
  readonly part: string;
}

/** What a metric is made of by others; undefined of one that is computed from silver. */
const madeOf = (definitions: Definitions, metric: Metric): readonly Root[] | undefined => {
  if (metric.kind === 'clv')
    return [
      { of: metric.mrr, part: 'value' },
      { of: metric.revenue, part: 'total' },
    ];
  if (metric.kind !== 'derived') return undefined;
  const read = derivedRule(metric, definitions.metricFacts);
  return 'rule' in read ? columnsOfRule(read.rule).map((of) => ({ of, part: 'value' })) : [];
};

/** Values that are computed from silver itself, which a value goes back to. */
const rootsOf = (definitions: Definitions, { of, part }: Root): readonly Root[] => {
  const metric = metricOf(definitions, of);
  if (metric.kind === 'part') return rootsOf(definitions, { of: metric.of, part: metric.part });
  const from = madeOf(definitions, metric);
  return from === undefined ? [{ of, part }] : from.flatMap((one) => rootsOf(definitions, one));
};

/**
 * A query of the source rows a metric is made of, over the relations of a session in which values were computed: `master_id, source_table,
 * source_id, happened_on DATE, amount DECIMAL(18,4), note`. Of one that is computed from others, the rows of all these.
 */
export const contributingRows = (definitions: Definitions, name: string, context: Omit<ValueContext, 'session'>): string => {
  const queries = rootsOf(definitions, { of: name, part: 'value' }).map(({ of, part }) => {
    const metric = metricOf(definitions, of);
    return kindOf(metric.kind)?.rowsOf(metric, context, part) ?? noSourceRows;
  });
  return queries.length === 0 ? noSourceRows : [...new Set(queries)].join('\nUNION ALL\n');
};

/** How a metric is computed, in words, with its parameters. */
export const formulaOf = (definitions: Definitions, name: string): string => {
  const metric = metricOf(definitions, name);
  if (metric.kind === 'derived') return JSON.stringify(metric.value);
  if (metric.kind === 'part') return `${metric.part} of ${metric.of}: ${formulaOf(definitions, metric.of)}`;
  return kindOf(metric.kind)?.formulaOf(metric) ?? '';
};

/** Metrics a metric is computed of, by name; none of one that is computed from silver. */
export const factsOfMetric = (definitions: Definitions, name: string): readonly string[] => {
  const metric = metricOf(definitions, name);
  if (metric.kind === 'part') return [];
  if (metric.kind !== 'derived') return kindOf(metric.kind)?.readsOf(metric) ?? [];
  const read = derivedRule(metric, definitions.metricFacts);
  return 'rule' in read ? columnsOfRule(read.rule) : [];
};
