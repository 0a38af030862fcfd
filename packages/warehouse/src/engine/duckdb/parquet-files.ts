import { quote, sqlType, type Table } from '@audit/contract';
import type { DataFile, Delivered } from '../../lake/table-state.ts';
import { textLiteral } from '../../sql-dialect/literal.ts';

/** Data files as a relation of DuckDB. Folders of a path are never read as columns. */
const parquetFiles = (paths: readonly string[], options = ''): string =>
  `read_parquet([${paths.map(textLiteral).join(', ')}], hive_partitioning = false${options})`;

/** The contract's columns of data files; no files give no rows of the declared types. */
export const filesSql = (table: Table, files: readonly DataFile[]): string => {
  const columns = Object.entries(table.columns);
  const paths = files.filter((file) => typeof file === 'string');
  const parts = [
    ...(paths.length > 0 ? [`SELECT ${columns.map(([name]) => quote(name)).join(', ')} FROM ${relationOf(table, paths)}`] : []),
    ...files.flatMap((file) => (typeof file === 'string' ? [] : [deliveredSql(table, file.path, file.delivered)])),
  ];
  return parts.length > 0 ? parts.join(' UNION ALL ') : noRowsOf(table);
};

const noRowsOf = (table: Table): string => {
  const columns = Object.entries(table.columns).map(([name, { type }]) => `CAST(NULL AS ${sqlType(type, 'duckdb')}) AS ${quote(name)}`);
  return `SELECT ${columns.join(', ')} WHERE FALSE`;
};

/** Files of a table of a source may lack columns that came later, all of them even. */
const relationOf = (table: Table, paths: readonly string[]): string =>
  table.shape === undefined
    ? parquetFiles(paths)
    : `(${noRowsOf(table)} UNION ALL BY NAME SELECT * FROM ${parquetFiles(paths, ', union_by_name = true')})`;

/** A file in its source's columns, read as those of the table. */
const deliveredSql = (table: Table, path: string, { columns, position, constants }: Delivered): string => {
  const valueOf = (name: string): string => {
    const constant = constants[name];
    if (constant !== undefined) return textLiteral(constant);
    if (name === position) return 'file_row_number + 1';
    const given = columns[name];
    if (given === undefined) return 'NULL';
    return given.list ? `ARRAY_TO_STRING(${quote(given.name)}, '|')` : quote(given.name);
  };
  const list = Object.entries(table.columns).map(
    ([name, { type }]) => `CAST(${valueOf(name)} AS ${sqlType(type, 'duckdb')}) AS ${quote(name)}`,
  );
  return `SELECT ${list.join(', ')} FROM ${parquetFiles([path], ', file_row_number = true')}`;
};
