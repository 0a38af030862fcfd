import { assert } from '../errors/assertion.ts';
import { addExact, compareExact, type Exact, multiplyExact, parseExact } from '../money/exact.ts';
import type { Rule } from './rule.ts';
import type { RuleType } from './rule-type.ts';

/** A value of a column in a rule: numbers as decimal text, ratios as numbers, dates as ISO text, timestamps as ISO text with Z; null is unknown. */
export type RuleValue = string | number | boolean | null;

/** A number within a rule: exact, or a double. */
type Numeric = Exact | number;
type Inner = Numeric | string | boolean | null;

const isExact = (value: Inner): value is Exact => typeof value === 'object' && value !== null;
const doubleOf = (value: Numeric): number => (isExact(value) ? Number(value.digits) / 10 ** value.scale : value);

const inner = (value: RuleValue, type: RuleType): Inner => {
  if (value === null || type.kind !== 'number') return value;
  const exact = parseExact(String(value));
  assert(exact !== undefined, 'a number in a rule is a decimal literal', { value });
  return exact;
};

const compare = (left: Inner, right: Inner): number => {
  if (isExact(left) && isExact(right)) return compareExact(left, right);
  if ((isExact(left) || typeof left === 'number') && (isExact(right) || typeof right === 'number')) return doubleOf(left) - doubleOf(right);
  const [a, b] = [left, right].map((value) => (isExact(value) ? '' : String(value)));
  return (a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1;
};

/** Kleene's logic: one false makes an "all" false, whatever is unknown. */
const joined = (values: readonly Inner[], decides: boolean): boolean | null => {
  if (values.includes(decides)) return decides;
  return values.includes(null) ? null : !decides;
};

const negated = (value: Exact): Exact => ({ digits: -value.digits, scale: value.scale });

const counted = (left: Numeric, right: Numeric, exact: (a: Exact, b: Exact) => Exact, double: (a: number, b: number) => number): Numeric =>
  isExact(left) && isExact(right) ? exact(left, right) : double(doubleOf(left), doubleOf(right));

const microsPerDay = 86_400_000;
const dayOf = (text: string): number => Math.floor(Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text) / microsPerDay);

const operations: Readonly<Record<string, (values: readonly Inner[]) => Inner>> = {
  eq: ([a, b]) => compare(a!, b!) === 0,
  ne: ([a, b]) => compare(a!, b!) !== 0,
  gt: ([a, b]) => compare(a!, b!) > 0,
  gte: ([a, b]) => compare(a!, b!) >= 0,
  lt: ([a, b]) => compare(a!, b!) < 0,
  lte: ([a, b]) => compare(a!, b!) <= 0,
  not: ([a]) => a === false,
  abs: ([a]) => (isExact(a!) ? (a.digits < 0n ? negated(a) : a) : Math.abs(a as number)),
  add: (values) => (values as readonly Numeric[]).reduce((a, b) => counted(a, b, addExact, (x, y) => x + y)),
  sub: ([a, b]) =>
    counted(
      a as Numeric,
      b as Numeric,
      (x, y) => addExact(x, negated(y)),
      (x, y) => x - y,
    ),
  mul: ([a, b]) => counted(a as Numeric, b as Numeric, multiplyExact, (x, y) => x * y),
  div: ([a, b]) => (doubleOf(b as Numeric) === 0 ? null : doubleOf(a as Numeric) / doubleOf(b as Numeric)),
  min: (values) => values.reduce((a, b) => (compare(b, a) < 0 ? b : a)),
  max: (values) => values.reduce((a, b) => (compare(b, a) > 0 ? b : a)),
  days_between: ([a, b]) => ({ digits: BigInt(dayOf(b as string) - dayOf(a as string)), scale: 0 }),
};

/** An exact number where a double could have stood is one. */
const asType = (value: Inner, { kind }: RuleType): Inner => (kind === 'ratio' && isExact(value) ? doubleOf(value) : value);

const evaluated = (rule: Rule, row: Readonly<Record<string, RuleValue>>): Inner => {
  if (rule.op === 'column') return inner(row[rule.name] ?? null, rule.type);
  if (rule.op === 'literal') return inner(rule.value, rule.type);
  const values = rule.args.map((arg) => evaluated(arg, row));
  const [first = null, ...rest] = values;
  switch (rule.op) {
    case 'all':
      return joined(values, false);
    case 'any':
      return joined(values, true);
    case 'is_null':
      return first === null;
    case 'is_known':
      return first !== null;
    case 'coalesce':
      return asType(values.find((value) => value !== null) ?? null, rule.type);
    case 'in':
      return first === null
        ? null
        : rest.some((value) => value !== null && compare(first, value) === 0)
          ? true
          : rest.includes(null)
            ? null
            : false;
    case 'between': {
      const [low = null, high = null] = rest;
      const side = (value: Inner, holds: (difference: number) => boolean): Inner =>
        first === null || value === null ? null : holds(compare(first, value));
      return joined([side(low, (difference) => difference >= 0), side(high, (difference) => difference <= 0)], false);
    }
    default: {
      if (values.includes(null)) return null;
      return asType(operations[rule.op]?.(values) ?? null, rule.type);
    }
  }
};

/** What a rule says of a row, as its SQL says it: exact numbers as decimal text without needless zeros; null where it is open. */
export const evaluateRule = (rule: Rule, row: Readonly<Record<string, RuleValue>>): RuleValue => {
  const value = evaluated(rule, row);
  if (!isExact(value)) return value;
  const magnitude = (value.digits < 0n ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0');
  const sign = value.digits < 0n ? '-' : '';
  const [whole, fraction] = [
    magnitude.slice(0, magnitude.length - value.scale),
    magnitude.slice(magnitude.length - value.scale).replace(/0+$/, ''),
  ];
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};
