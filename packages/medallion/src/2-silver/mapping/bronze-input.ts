import { type Columns, sourceTable, type SourceShape, type Table } from '@audit/contract';
import type { MappedTable } from './mapped-table.ts';
import { sourcesOf } from './table-chain.ts';

/**
 * A bronze table as a mapping reads it: the columns it uses, and the lineage. So a column that comes to the source changes nothing here. Rows
 * without a key are left out of every statement, so that a key is never missing.
 */
export const bronzeInput = (table: MappedTable, shape: SourceShape): Table => {
  const present = new Set(shape.columns.map(([name]) => name));
  // The key of the files is what masks go by, and stays.
  const used = new Set([...sourcesOf(table, { from: '', present, keepsRaw: false }), ...shape.key]);
  const whole = sourceTable(table.bronze, { key: shape.key, columns: shape.columns.filter(([name]) => used.has(name)) });
  const columns: Columns = Object.fromEntries(
    Object.entries(whole.columns).map(([name, column]) => [
      name,
      table.mapping.key.includes(name) ? { ...column, nullable: false } : column,
    ]),
  );
  return { ...whole, columns };
};
