import { assert, columnsOfRule, type Rule } from '@audit/contract';
import type { Fact } from '../../definitions/unit.ts';
import type { Metric } from '../metrics-schema.ts';
import { derivedRule } from './derived.kind.ts';

/** A derived metric with its rule. */
export interface DerivedValue {
  readonly fact: Fact;
  readonly rule: Rule;
}

/** Derived metrics in levels: each finds what it is computed of in the levels before. @param metrics found right, without cycles */
export const derivedLevels = (metrics: readonly Metric[], facts: readonly Fact[]): readonly (readonly DerivedValue[])[] => {
  let left = metrics.flatMap((metric, at): readonly DerivedValue[] => {
    if (metric.kind !== 'derived') return [];
    const read = derivedRule(metric, facts);
    assert('rule' in read, 'a derived metric that was found right has a rule', { name: metric.name });
    return [{ fact: facts[at]!, rule: read.rule }];
  });
  const levels: (readonly DerivedValue[])[] = [];
  while (left.length > 0) {
    const names = new Set(left.map(({ fact }) => fact.name));
    const ready = left.filter(({ rule }) => columnsOfRule(rule).every((name) => !names.has(name)));
    assert(ready.length > 0, 'derived metrics that were found right have no cycle');
    levels.push(ready);
    left = left.filter((one) => !ready.includes(one));
  }
  return levels;
};
