import { remedyFor, UnknownTable, UsageError } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';
import { findTable, type KeptTable, keptTables } from '../../table-lookup.ts';

/** What lineage was asked for. */
export interface Subject {
  readonly table: KeptTable;
  readonly column: string | undefined;
}

const columnOf = (table: KeptTable, column: string): Subject => {
  const columns = Object.keys(table.table.columns);
  if (columns.includes(column)) return { table, column };
  throw new UsageError(`${table.name} has no column "${column}"`, remedyFor(column, columns, `it has ${columns.join(', ')}`), {
    table: table.name,
    column,
  });
};

const isTable = (manifest: Manifest, name: string): boolean => {
  try {
    return findTable(manifest, name) !== undefined;
  } catch (error) {
    if (error instanceof UnknownTable) return false;
    throw error;
  }
};

/** `orders`, `gold_orders.total_spend`, or a column's bare name where only one table has it. @throws UnknownTable; UsageError */
export const findSubject = (manifest: Manifest, name: string): Subject => {
  const [table = '', ...rest] = name.split('.');
  const column = rest.length === 0 ? undefined : rest.join('.');
  if (column !== undefined) return columnOf(findTable(manifest, table), column);
  if (isTable(manifest, name)) return { table: findTable(manifest, name), column: undefined };
  const having = keptTables(manifest).filter((one) => Object.hasOwn(one.table.columns, name));
  if (having.length > 1) {
    const choices = having.map((one) => `${one.table.name}.${name}`).join(', ');
    throw new UsageError(`${having.length} tables have a column "${name}"`, `name one of ${choices}`, { column: name });
  }
  const [only] = having;
  return only === undefined ? { table: findTable(manifest, name), column: undefined } : { table: only, column: name };
};
