import type { Rule } from './rule.ts';
import { isNumeric, type RuleType } from './rule-type.ts';

/** How a caller writes the leaves of a rule; values are its to bind or to quote. */
export interface RuleLeaves {
  readonly column: (name: string) => string;
  /** SQL of a value: text, ISO date, decimal text, or true and false; cast to its type by the rule where that matters. */
  readonly literal: (value: string | boolean) => string;
}

const exactly = (sql: string, { whole, scale }: { readonly whole: number; readonly scale: number }): string =>
  `CAST(${sql} AS DECIMAL(${whole + scale}, ${scale}))`;
const double = (sql: string): string => `CAST(${sql} AS DOUBLE)`;

/** A part as a number of the type that is wanted: doubles meet doubles, exact numbers stay exact. */
const as = (rule: Rule, type: RuleType, leaves: RuleLeaves): string => {
  const sql = ruleSql(rule, leaves);
  if (type.kind === 'ratio') return rule.type.kind === 'ratio' ? sql : double(sql);
  return sql;
};

/** A factor: an exact number as one of its own type, whose digits a product has room for. */
const asOwn = (rule: Rule, type: RuleType, leaves: RuleLeaves): string => {
  const sql = as(rule, type, leaves);
  return type.kind === 'number' && rule.type.kind === 'number' ? exactly(sql, rule.type) : sql;
};

/** What parts are compared as: doubles where one of them is. */
const common = (args: readonly Rule[]): RuleType =>
  args.find(({ type }) => type.kind === 'ratio')?.type ?? args[0]?.type ?? { kind: 'bool' };

const comparisons: Readonly<Record<string, string>> = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };

const literalSql = (value: string | boolean, type: RuleType, leaves: RuleLeaves): string => {
  const sql = leaves.literal(value);
  if (type.kind === 'number') return exactly(sql, type);
  return type.kind === 'date' ? `CAST(${sql} AS DATE)` : sql;
};

/** A choice of one of several values; NULL where any of them is, since a missing one could be it. */
const extreme = (name: string, parts: readonly string[]): string =>
  `CASE WHEN ${parts.map((part) => `${part} IS NOT NULL`).join(' AND ')} THEN ${name}(${parts.join(', ')}) END`;

/**
 * SQL of a rule, in the language of models. Three-valued: what a missing value leaves open is NULL. No value of any row makes it fail: exact
 * numbers have room for all their digits, and a division by 0 is NULL.
 */
export const ruleSql = (rule: Rule, leaves: RuleLeaves): string => {
  if (rule.op === 'column') return leaves.column(rule.name);
  if (rule.op === 'literal') return literalSql(rule.value, rule.type, leaves);
  const { op, args, type } = rule;
  const sql = (at: number, wanted: RuleType): string => {
    const arg = args[at];
    return arg === undefined ? 'NULL' : as(arg, wanted, leaves);
  };
  const all = (wanted: RuleType): readonly string[] => args.map((arg) => as(arg, wanted, leaves));
  const number = (text: string): string => (type.kind === 'number' ? exactly(text, type) : text);
  switch (op) {
    case 'all':
      return `(${all(type).join(' AND ')})`;
    case 'any':
      return `(${all(type).join(' OR ')})`;
    case 'not':
      return `(NOT ${sql(0, type)})`;
    case 'in': {
      const [tested = '', ...list] = all(common(args));
      return `(${tested} IN (${list.join(', ')}))`;
    }
    case 'between':
      return `(${sql(0, common(args))} BETWEEN ${sql(1, common(args))} AND ${sql(2, common(args))})`;
    case 'is_null':
      return `(${sql(0, args[0]?.type ?? type)} IS NULL)`;
    case 'is_known':
      return `(${sql(0, args[0]?.type ?? type)} IS NOT NULL)`;
    case 'add':
      return number(
        `(${all(type)
          .map((part) => number(part))
          .join(' + ')})`,
      );
    case 'sub':
      return number(`(${number(sql(0, type))} - ${number(sql(1, type))})`);
    case 'mul':
      // Whole numbers of the engine would be multiplied in their own width, and run over.
      return number(`(${args.map((arg) => asOwn(arg, type, leaves)).join(' * ')})`);
    case 'div':
      return `@ratio(${ruleSql(args[0] as Rule, leaves)}, ${ruleSql(args[1] as Rule, leaves)})`;
    case 'abs':
      return `ABS(${sql(0, type)})`;
    case 'min':
      return extreme('LEAST', all(type).map(isNumeric(type) ? number : String));
    case 'max':
      return extreme('GREATEST', all(type).map(isNumeric(type) ? number : String));
    case 'coalesce':
      return `COALESCE(${all(type)
        .map(isNumeric(type) ? number : String)
        .join(', ')})`;
    case 'days_between':
      return `@days_between(${sql(0, type)}, ${sql(1, type)})`;
    default:
      return `(${sql(0, common(args))} ${comparisons[op] ?? '='} ${sql(1, common(args))})`;
  }
};
