import { Assertion } from '@audit/contract';

/** Text as a SQL literal; the same in every engine of ours because models forbid backslash escapes. */
export const textLiteral = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/**
 * A validated parameter as a SQL literal: the one place where a value becomes model text (views and COPY take no
 * bound values). Lists become `('a', 'b')`, for IN; an empty list `(NULL)`, which nothing is in.
 *
 * @throws {@link Assertion} for a value no literal is defined for: numbers that are no whole numbers, objects
 */
export const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) return String(value);
  if (Array.isArray(value)) return `(${value.length === 0 ? 'NULL' : value.map(literal).join(', ')})`;
  throw new Assertion(`no SQL literal for a parameter of type ${typeof value}`, { type: typeof value });
};
