import { Assertion, UsageError } from '@audit/contract';

/**
 * Text as a SQL literal; the same in every engine of ours because models forbid backslash escapes. A NUL, at which
 * engines end the statement, is spliced in by its code.
 * @throws {@link UsageError} for half of a surrogate pair, which no engine can hold: it would become another text
 */
export const textLiteral = (value: string): string => {
  if (!value.isWellFormed())
    throw new UsageError(`text with half of a surrogate pair: ${JSON.stringify(value.slice(0, 80))}`, 'write whole characters');
  const parts = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0]! : `(${parts.join(' || CHR(0) || ')})`;
};

/**
 * A validated parameter as a SQL literal: the one place where a value becomes model text (views and COPY take no
 * bound values). Lists become `('a', 'b')`, for IN; an empty list `(NULL)`, which nothing is in.
 *
 * @throws {@link Assertion} for a value no literal is defined for: numbers that are no whole numbers, objects
 * @throws {@link UsageError} like {@link textLiteral}
 */
export const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) return String(value);
  if (Array.isArray(value)) return `(${value.length === 0 ? 'NULL' : value.map(literal).join(', ')})`;
  throw new Assertion(`no SQL literal for a parameter of type ${typeof value}`, { type: typeof value });
};
