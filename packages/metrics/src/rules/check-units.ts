import { formatExact, multiplyExact, parseExact, type JsonFault, type Rule } from '@audit/contract';
import type { Unit } from '../definitions/unit.ts';

type Path = JsonFault['path'];
type UnitOf = (name: string) => Unit | undefined;

/** Operators whose arguments are of one unit. */
const alike = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'between', 'add', 'sub', 'min', 'max', 'coalesce']);
/** Operators whose result has the unit of their arguments. */
const keeping = new Set(['add', 'sub', 'min', 'max', 'coalesce', 'abs']);
/** Units in which numbers are counted alike. */
const sameUnit = (a: Unit, b: Unit): boolean => a === b || [a, b].every((unit) => unit === 'count' || unit === 'quantity');

/** The unit a part of a rule is counted in; undefined where it has none, such as a product. */
export const unitOf = (rule: Rule, of: UnitOf): Unit | undefined => {
  if (rule.op === 'column') return of(rule.name);
  if (rule.op === 'literal') return undefined;
  if (rule.op === 'days_between') return 'days';
  if (!keeping.has(rule.op)) return undefined;
  const unit = rule.args.map((arg) => unitOf(arg, of)).find((one) => one !== undefined);
  // The difference of two scores is none: it may be below 0.
  return unit === 'score' && (rule.op === 'sub' || rule.op === 'add') ? undefined : unit;
};

const hundredth = { digits: 1n, scale: 2 };
const asPercent = (value: string): string => {
  const exact = parseExact(value);
  if (exact === undefined) return value;
  const percent = { digits: exact.digits * 100n, scale: exact.scale };
  return `${Number(formatExact(percent))} %`;
};
const asFraction = (value: string): string => {
  const exact = parseExact(value);
  return exact === undefined ? value : formatExact(multiplyExact(exact, hundredth));
};

/** What is wrong with a number that stands where a unit is meant; undefined where nothing is. */
export const numberFault = (value: string, unit: Unit, path: Path): JsonFault | undefined => {
  const number = Number(value);
  if (unit === 'fraction' && Math.abs(number) > 10)
    return { path, what: `${value} is ${asPercent(value)}`, remedy: `write ${asFraction(value)}: fractions are 0.20 for 20 %` };
  if (unit === 'score' && (number < 0 || number > 100))
    return { path, what: `${value} is no score`, remedy: 'give a number from 0 to 100' };
  return undefined;
};

const pathOf = (op: string, at: number, path: Path): Path => (op === 'in' && at > 0 ? [...path, op, 1, at - 1] : [...path, op, at]);

/** What is wrong with the units of a rule: numbers out of the range of what they are compared with, and units that do not go together. */
export const unitFaults = (rule: Rule, of: UnitOf, path: Path): readonly JsonFault[] => {
  if (rule.op === 'column' || rule.op === 'literal') return [];
  const { op, args } = rule;
  const inner = args.flatMap((arg, at) => unitFaults(arg, of, pathOf(op, at, path)));
  if (!alike.has(op)) return inner;
  const known = args.flatMap((arg) => unitOf(arg, of) ?? []);
  const [unit] = known;
  if (unit === undefined) return inner;
  const other = known.find((one) => !sameUnit(one, unit));
  if (other !== undefined)
    return [
      ...inner,
      { path: [...path, op], what: `it puts ${unit} and ${other} together`, remedy: 'compare what is counted in one unit' },
    ];
  const numbers = args.flatMap((arg, at) =>
    arg.op === 'literal' && arg.type.kind === 'number' ? (numberFault(String(arg.value), unit, pathOf(op, at, path)) ?? []) : [],
  );
  return [...inner, ...numbers];
};
