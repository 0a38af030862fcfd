import type { ColumnType, Scalar } from './column.ts';
import { qualifiedName, type Table } from './define-table.ts';
import { quote } from './quote.ts';

export type EngineName = 'duckdb' | 'spark';

const scalarNames: Readonly<Record<EngineName, Readonly<Record<Exclude<Scalar['kind'], 'decimal'>, string>>>> = {
  duckdb: { text: 'VARCHAR', int32: 'INTEGER', int64: 'BIGINT', float64: 'DOUBLE', bool: 'BOOLEAN', date: 'DATE', timestamp: 'TIMESTAMP' },
  spark: { text: 'STRING', int32: 'INT', int64: 'BIGINT', float64: 'DOUBLE', bool: 'BOOLEAN', date: 'DATE', timestamp: 'TIMESTAMP_NTZ' },
};

/** The engine's name of a contract type, spelt as the engine's own DESCRIBE prints it. */
export const sqlType = (type: ColumnType, engine: EngineName): string => {
  if (type.kind === 'decimal') return `DECIMAL(${type.precision},${type.scale})`;
  if (type.kind === 'list') {
    const element = sqlType(type.of, engine);
    return engine === 'duckdb' ? `${element}[]` : `ARRAY<${element}>`;
  }
  if (type.kind === 'struct') {
    const fields = Object.entries(type.fields);
    return engine === 'duckdb'
      ? `STRUCT(${fields.map(([name, of]) => `${quote(name)} ${sqlType(of, engine)}`).join(', ')})`
      : `STRUCT<${fields.map(([name, of]) => `${name}: ${sqlType(of, engine)}`).join(', ')}>`;
  }
  return scalarNames[engine][type.kind];
};

/** `CREATE TABLE` of a declaration, under its qualified name unless `as` gives another. */
export const ddl = (table: Table, engine: EngineName, as: string = qualifiedName(table)): string => {
  const columns = Object.entries(table.columns).map(([name, column]) => {
    const comment = engine === 'spark' ? ` COMMENT '${column.description.replaceAll("'", "\\'")}'` : '';
    return `${quote(name, engine)} ${sqlType(column.type, engine)}${column.nullable ? '' : ' NOT NULL'}${comment}`;
  });
  return `CREATE TABLE ${quote(as, engine)} (\n  ${columns.join(',\n  ')}\n)${engine === 'spark' ? ' USING parquet' : ''}`;
};
