import { columnsOfRule, type JsonFault, remedyFor } from '@audit/contract';
import type { SilverColumns } from '../inputs/sources.ts';
import { customerColumns } from '../serve/customer-360.ts';
import { derivedRule } from './derived/derived.kind.ts';
import { kindOf } from './kinds.ts';
import { unitOfMetric } from './metric-facts.ts';
import type { Metric } from './metrics-schema.ts';
import type { Part } from './part.ts';

/** Columns tables of the customer 360 have anyway. */
const reserved = new Set(['account_id', ...customerColumns]);

const nameFaults = (metrics: readonly Metric[]): readonly JsonFault[] => {
  const seen = new Map<string, number>();
  return metrics.flatMap(({ name }, at): readonly JsonFault[] => {
    const path = ['metrics', at, 'name'];
    const before = seen.get(name);
    seen.set(name, at);
    if (before !== undefined) return [{ path, what: `metrics[${before}] is called "${name}" too`, remedy: 'give it another name' }];
    if (reserved.has(name)) return [{ path, what: `"${name}" is a column of the customer 360`, remedy: 'give it another name' }];
    return name.endsWith('_reason') ? [{ path, what: `"${name}" says why another has no value`, remedy: 'give it another name' }] : [];
  });
};

const partFaults = ({ of, part, name }: Part, metrics: readonly Metric[]): readonly JsonFault[] => {
  const whole = metrics.find((one) => one.name === of);
  const names = metrics.flatMap((one) => (one.name === name || one.kind === 'part' ? [] : [one.name]));
  if (whole === undefined)
    return [{ path: ['of'], what: `there is no metric "${of}"`, remedy: remedyFor(of, names, `name one of ${names.join(', ')}`) }];
  const parts = Object.keys(kindOf(whole.kind)?.parts ?? {});
  if (parts.includes(part)) return [];
  const known = parts.length === 0 ? 'it has none: name another metric' : `use one of ${parts.join(', ')}`;
  return [{ path: ['part'], what: `"${of}" has no part "${part}"`, remedy: remedyFor(part, parts, known) }];
};

/** Derived metrics that are computed from each other, as a way round: a → b → a. */
const cycleFaults = (metrics: readonly Metric[], readsOf: ReadonlyMap<string, readonly string[]>): readonly JsonFault[] => {
  const done = new Set<string>();
  const walk = (name: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const read of readsOf.get(name) ?? []) {
      const found = walk(read, [...way, name]);
      if (found !== undefined) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of readsOf.keys()) {
    const way = walk(name, []);
    if (way === undefined) continue;
    const at = metrics.findIndex((metric) => metric.name === way[0]);
    return [
      {
        path: ['metrics', at, 'value'],
        what: `${way[0]} is computed from itself: ${way.join(' → ')}`,
        remedy: 'compute one of them from other metrics',
      },
    ];
  }
  return [];
};

/** What is wrong with the metrics of definitions that their schema cannot say. @param silver tables and columns they may name */
export const metricFaults = (metrics: readonly Metric[], silver: SilverColumns): readonly JsonFault[] => {
  const named = nameFaults(metrics);
  const measures = metrics.flatMap((metric) => {
    const unit = unitOfMetric(metric, metrics);
    return unit === undefined ? [] : [{ name: metric.name, unit }];
  });
  const readsOf = new Map<string, readonly string[]>();
  const own = metrics.flatMap((metric, at): readonly JsonFault[] => {
    const here = (faults: readonly JsonFault[]): readonly JsonFault[] =>
      faults.map((fault) => ({ ...fault, path: ['metrics', at, ...fault.path] }));
    if (metric.kind === 'part') return here(partFaults(metric, metrics));
    if (metric.kind !== 'derived') return here(kindOf(metric.kind)?.faultsOf(metric, { metrics, silver }) ?? []);
    const read = derivedRule(metric, measures);
    if ('faults' in read) return here(read.faults);
    readsOf.set(metric.name, columnsOfRule(read.rule));
    return [];
  });
  return [...named, ...own, ...cycleFaults(metrics, readsOf)];
};
