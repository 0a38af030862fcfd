import { fitsRule, type JsonFault, readRule, type Rule, ruleTypeOf } from '@audit/contract';
import { z } from 'zod';
import { ruleSchema } from '../../definitions/rule-schema.ts';
import { factTypes } from '../../definitions/rule-types.ts';
import { measureRule } from '../../definitions/unit-faults.ts';
import { type Fact, typeOfUnit, type Unit, units } from '../../definitions/unit.ts';
import { about } from '../metric-fields.ts';

export const derivedSchema = z.strictObject({
  ...about,
  kind: z.literal('derived'),
  unit: z.enum(units as [Unit, ...Unit[]]).describe('What it is counted in'),
  value: ruleSchema,
});
export type Derived = z.output<typeof derivedSchema>;

type Measure = Pick<Fact, 'name' | 'unit'>;

/** The rule of a derived metric; one that was found right has no faults. */
export const derivedRule = (
  metric: Derived,
  facts: readonly Measure[],
): { readonly rule: Rule } | { readonly faults: readonly JsonFault[] } => {
  const types = factTypes(facts.filter(({ name }) => name !== metric.name));
  const read = readRule(metric.value, types);
  if ('fault' in read) {
    const isItself = read.fault.what === `there is no column "${metric.name}"`;
    const fault = isItself
      ? {
          ...read.fault,
          what: `${metric.name} is computed from itself: ${metric.name} → ${metric.name}`,
          remedy: 'compute it from other metrics',
        }
      : read.fault;
    return { faults: [{ ...fault, path: ['value', ...fault.path] }] };
  }
  const wanted = ruleTypeOf(typeOfUnit[metric.unit]);
  const { type } = read.rule;
  if (wanted === undefined || !fitsRule(wanted, type) || (wanted.kind === 'date' && type.kind === 'timestamp'))
    return {
      faults: [
        { path: ['unit'], what: `its value is a ${type.kind}, and the unit is ${metric.unit}`, remedy: 'give the unit of its value' },
      ],
    };
  const isWhole = metric.unit === 'count' || metric.unit === 'days';
  if (isWhole && (type.kind === 'ratio' || (type.kind === 'number' && type.scale > 0)))
    return {
      faults: [
        { path: ['unit'], what: `its value has decimals, and ${metric.unit} are whole`, remedy: 'use quantity, money, fraction or score' },
      ],
    };
  const unitOf = new Map(facts.map(({ name, unit }) => [name, unit]));
  const { unit, faults } = measureRule(read.rule, (name) => unitOf.get(name), ['value']);
  if (faults.length > 0) return { faults };
  if (unit !== undefined && unit !== metric.unit && !(unit === 'count' && metric.unit === 'quantity'))
    return {
      faults: [{ path: ['unit'], what: `its value is counted in ${unit}, and the unit is ${metric.unit}`, remedy: `write "${unit}"` }],
    };
  return { rule: read.rule };
};
