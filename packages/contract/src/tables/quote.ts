/** The one place where an identifier becomes SQL text. Spark quotes with backticks, every other engine of ours as the standard says. */
export const quote = (name: string, engine: 'duckdb' | 'spark' = 'duckdb'): string =>
  engine === 'spark' ? `\`${name.replaceAll('`', '``')}\`` : `"${name.replaceAll('"', '""')}"`;
