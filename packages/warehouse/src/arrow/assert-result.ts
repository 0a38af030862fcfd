import { SchemaMismatch, sqlType, type Table } from '@audit/contract';
import type { DuckDBResult } from '@duckdb/node-api';

/** The result has the declared columns, of the declared types and in their order: readers trust the width of values. */
export const assertResult = (result: DuckDBResult, table: Pick<Table, 'name' | 'columns'>): void => {
  const names = result.columnNames();
  const types = result.columnTypes().map(String);
  const differences = Object.entries(table.columns).flatMap(([name, { type }], i) => {
    const expected = `${name} ${sqlType(type, 'duckdb')}`;
    const found = `${names[i]} ${types[i]}`;
    return found === expected ? [] : [`column ${i + 1} is ${i < names.length ? found : 'missing'}, expected ${expected}`];
  });
  const further = names.slice(Object.keys(table.columns).length).map((name) => `column ${name} is not declared`);
  if (differences.length + further.length > 0) throw new SchemaMismatch('the result', table.name, [...differences, ...further]);
};
