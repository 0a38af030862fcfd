import { quote, sqlType, type Table } from '@audit/contract';
import { textLiteral } from '../../sql-dialect/literal.ts';

/** Data files as a relation of DuckDB. Folders of a path are never read as columns. */
export const parquetFiles = (paths: readonly string[]): string =>
  `read_parquet([${paths.map(textLiteral).join(', ')}], hive_partitioning = false)`;

/** The contract's columns of data files; no files give no rows of the declared types. */
export const filesSql = (table: Table, paths: readonly string[]): string => {
  const columns = Object.entries(table.columns);
  if (paths.length > 0) return `SELECT ${columns.map(([name]) => quote(name)).join(', ')} FROM ${parquetFiles(paths)}`;
  return `SELECT ${columns.map(([name, { type }]) => `CAST(NULL AS ${sqlType(type, 'duckdb')}) AS ${quote(name)}`).join(', ')} WHERE FALSE`;
};
