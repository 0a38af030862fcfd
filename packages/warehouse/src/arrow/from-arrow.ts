import type { Table } from '@audit/contract';
import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { RecordBatch } from 'apache-arrow/recordbatch';
import type { Table as ArrowTable } from 'apache-arrow/table';
import { assertSchema } from './assert-schema.ts';
import { VECTOR_ROWS } from './bitmap.ts';
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
  const types = Object.values(table.columns).map((column) => column.type);
  const appender = await connection.createAppender(into);
  try {
    // One chunk for all rows: a chunk is freed only when the garbage collector finds it.
    const chunk = DuckDBDataChunk.create(types.map((_, i) => appender.columnType(i)));
    for (const [batch, from, count] of slicesOf(rows.batches)) {
      chunk.reset();
      chunk.rowCount = count;
      types.forEach((type, c) => writeColumn(duckdb.data_chunk_get_vector(chunk.chunk, c), batch.data.children[c]!, type, from, count));
      appender.appendDataChunk(chunk);
    }
  } catch (error) {
    appender.clear();
    throw error;
  } finally {
    appender.closeSync();
  }
};

function* slicesOf(batches: readonly RecordBatch[]): Generator<readonly [RecordBatch, number, number]> {
  for (const batch of batches) {
    for (let from = 0; from < batch.numRows; from += VECTOR_ROWS) yield [batch, from, Math.min(VECTOR_ROWS, batch.numRows - from)];
  }
}
