import { type JsonFault, readRule, type Rule, type RuleType } from '@audit/contract';
import { factTypes } from '../definitions/rule-types.ts';
import type { Fact, Unit } from '../definitions/unit.ts';
import { measureRule } from '../definitions/unit-faults.ts';

/** What rules may name, with units and types. */
export interface FactRegistry {
  readonly types: ReadonlyMap<string, RuleType>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly facts: ReadonlyMap<string, Fact>;
}

export const factRegistry = (facts: readonly Fact[]): FactRegistry => ({
  types: factTypes(facts),
  units: new Map(facts.map(({ name, unit }) => [name, unit])),
  facts: new Map(facts.map((fact) => [fact.name, fact])),
});

type Read = { readonly rule: Rule; readonly unit: Unit | undefined } | { readonly faults: readonly JsonFault[] };

const readPart = (json: unknown, registry: FactRegistry, path: JsonFault['path']): Read => {
  const read = readRule(json, registry.types);
  if ('fault' in read) {
    const { path: at, what, remedy } = read.fault;
    return { faults: [{ path: [...path, ...at], what: what.replace('there is no column', 'there is no metric'), remedy }] };
  }
  const { unit, faults } = measureRule(read.rule, (name) => registry.units.get(name), path);
  return faults.length > 0 ? { faults } : { rule: read.rule, unit };
};

/** Reads a condition over facts. @param path where it stands */
export const readCondition = (json: unknown, registry: FactRegistry, path: JsonFault['path']): Read => {
  const read = readPart(json, registry, path);
  if ('faults' in read || read.rule.type.kind === 'bool') return read;
  return {
    faults: [{ path, what: `a condition is true or false, and this is a ${read.rule.type.kind}`, remedy: 'compare it with something' }],
  };
};

/** Reads a formula over facts that gives a number. @param path where it stands */
export const readFormula = (json: unknown, registry: FactRegistry, path: JsonFault['path']): Read => {
  const read = readPart(json, registry, path);
  if ('faults' in read || read.rule.type.kind === 'number' || read.rule.type.kind === 'ratio') return read;
  return { faults: [{ path, what: `a formula gives a number, and this is a ${read.rule.type.kind}`, remedy: 'count something' }] };
};

/** Reads a formula that gives money. @param path where it stands */
export const readAmount = (json: unknown, registry: FactRegistry, path: JsonFault['path']): Read => {
  const read = readFormula(json, registry, path);
  if ('faults' in read || read.unit === undefined || read.unit === 'money') return read;
  return { faults: [{ path, what: `it is counted in ${read.unit}`, remedy: 'give an amount of money' }] };
};
