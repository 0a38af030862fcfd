import type { Rule, RuleFault } from '@audit/contract';
import type { Unit } from './unit.ts';

type Path = readonly (string | number)[];

/** The unit of a part of a rule; undefined of a value that was written down, or of a product. */
interface Measured {
  readonly unit: Unit | undefined;
  readonly faults: readonly RuleFault[];
}

/** Operators whose arguments are of one unit. */
const alike = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'between', 'add', 'sub', 'min', 'max', 'coalesce']);
/** Of them, those that give it. */
const keeping = new Set(['add', 'sub', 'min', 'max', 'coalesce', 'abs']);

const isWhole = (unit: Unit): boolean => unit === 'count' || unit === 'quantity';
const areAlike = (a: Unit, b: Unit): boolean => a === b || (isWhole(a) && isWhole(b));

/** What a value may be where it meets a unit. */
const valueFault = (unit: Unit, rule: Rule, path: Path): readonly RuleFault[] => {
  if (rule.op !== 'literal' || rule.type.kind !== 'number') return [];
  const value = Number(rule.value);
  if (unit === 'fraction' && Math.abs(value) > 10)
    return [{ path, what: `${value} stands beside a fraction`, remedy: `write ${value / 100} for ${value} %` }];
  if (unit === 'score' && (value < 0 || value > 100))
    return [{ path, what: `${value} stands beside a score`, remedy: 'scores go from 0 to 100' }];
  return [];
};

/** Where an argument stands in the JSON of a rule. */
const pathOf = (op: string, at: number, path: Path): Path => (op === 'in' && at > 0 ? [...path, op, 1, at - 1] : [...path, op, at]);

/**
 * The unit of a rule over facts, and what is wrong with units in it: days beside money, 50 beside a fraction.
 *
 * @param path of the rule in its document
 */
export const measureRule = (rule: Rule, unitOf: (name: string) => Unit | undefined, path: Path): Measured => {
  if (rule.op === 'column') return { unit: unitOf(rule.name), faults: [] };
  if (rule.op === 'literal') return { unit: undefined, faults: [] };
  const { op, args } = rule;
  const parts = args.map((arg, at) => measureRule(arg, unitOf, pathOf(op, at, path)));
  const faults = parts.flatMap((part) => part.faults);
  const known = parts.flatMap(({ unit }) => (unit === undefined ? [] : [unit]));
  const [unit] = known;
  if (!alike.has(op) || unit === undefined) return { unit: op === 'days_between' ? 'days' : op === 'abs' ? unit : undefined, faults };
  const other = known.find((one) => !areAlike(one, unit));
  const mixed: readonly RuleFault[] =
    other === undefined
      ? []
      : [{ path: [...path, op], what: `${unit} stands beside ${other}`, remedy: 'compare and add what is of one unit' }];
  const values = args.flatMap((arg, at) => valueFault(unit, arg, pathOf(op, at, path)));
  // The difference of two scores is none: it may be below 0.
  const keeps = keeping.has(op) && !(unit === 'score' && (op === 'sub' || op === 'add'));
  return { unit: keeps ? unit : undefined, faults: [...faults, ...mixed, ...values] };
};
