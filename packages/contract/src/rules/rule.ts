import type { RuleType } from './rule-type.ts';

/** Operators of the rule language, with how many arguments each takes. */
export const operators = {
  all: [1, 200],
  any: [1, 200],
  not: [1, 1],
  eq: [2, 2],
  ne: [2, 2],
  gt: [2, 2],
  gte: [2, 2],
  lt: [2, 2],
  lte: [2, 2],
  in: [2, 2],
  between: [3, 3],
  is_null: [1, 1],
  is_known: [1, 1],
  add: [2, 200],
  sub: [2, 2],
  mul: [2, 2],
  div: [2, 2],
  min: [2, 200],
  max: [2, 200],
  coalesce: [2, 200],
  abs: [1, 1],
  days_between: [2, 2],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type Operator = keyof typeof operators;

/** A value as a rule writes it: numbers as decimal text, dates as ISO text. */
export type Literal = string | boolean;

/** A rule whose names and types were found right. */
export type Rule =
  | { readonly op: 'column'; readonly name: string; readonly type: RuleType }
  | { readonly op: 'literal'; readonly value: Literal; readonly type: RuleType }
  | { readonly op: Operator; readonly args: readonly Rule[]; readonly type: RuleType };

/** What is wrong with a rule, and where: keys and positions from its root. */
export interface RuleFault {
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly remedy: string;
}

/** Names of the columns a rule reads, each once. */
export const columnsOfRule = (rule: Rule): readonly string[] => {
  if (rule.op === 'column') return [rule.name];
  return rule.op === 'literal' ? [] : [...new Set(rule.args.flatMap(columnsOfRule))];
};
