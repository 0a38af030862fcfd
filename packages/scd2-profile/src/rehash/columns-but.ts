import type { Table } from '@audit/contract';

/** The columns of a table under an alias, some of them replaced by expressions, as they stand after SELECT. In the language of models. */
export const columnsBut = (table: Table, alias: string, replaced: Readonly<Record<string, string>>): string =>
  Object.keys(table.columns)
    .map((name) => `${replaced[name] ?? `${alias}.${name}`} AS ${name}`)
    .join(', ');
