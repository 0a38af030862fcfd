import type { Table } from '@audit/contract';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Table as ArrowTable } from 'apache-arrow/table';
import { appendBatches, type ColumnWrite } from './append-batches.ts';
import { assertSchema } from './assert-schema.ts';
import { writeColumn } from './vector-writers/write-column.ts';

/**
 * Appends an Arrow table of the declared schema to an existing DuckDB table of the declared columns.
 * @throws {@link SchemaMismatch} when a column is not of the declared Arrow type (see `conform`)
 * @throws {@link ArrowRefused} when the arrays break Arrow's own rules: text that is not UTF-8, offsets out of bounds
 */
export const fromArrow = async (
  connection: DuckDBConnection,
  rows: ArrowTable,
  table: Pick<Table, 'name' | 'columns' | 'schema'>,
  into: string,
): Promise<void> => {
  assertSchema(rows.schema, table);
  const writes = Object.values(table.columns).map(
    ({ type }): ColumnWrite =>
      (vector, data, from, count) =>
        writeColumn(vector, data, type, from, count),
  );
  const batches = rows.batches.map((batch) => ({ rows: batch.numRows, columns: batch.data.children }));
  await appendBatches(connection, into, batches, writes);
};
