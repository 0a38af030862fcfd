import { type Rule, ruleSql } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

/** A number of the definitions as a double. */
export const double = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
};

/** A rule over the facts of a relation. @param alias of the relation */
export const factSql = (rule: Rule, alias: string): string =>
  ruleSql(rule, {
    column: (name) => `${alias}.${name}`,
    literal: (value) => (typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : textLiteral(value)),
  });

/** Exact sums of doubles: the same whatever the order of the rows. Sixteen digits after the point, twenty-two before it. */
export const exactSum = (value: string, filter = ''): string => `SUM(CAST(${value} AS DECIMAL(38, 16)))${filter}`;

/** Cuts the noise that doubles have at their end, which would decide a band: nine digits after the point stay. */
export const steady = (value: string): string => `ROUND(${value}, 9)`;
