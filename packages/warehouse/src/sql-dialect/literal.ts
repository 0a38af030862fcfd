/** Text as a SQL literal; the same in every engine of ours because models forbid backslash escapes. */
export const textLiteral = (value: string): string => `'${value.replaceAll("'", "''")}'`;
