import type { Table } from '@audit/contract';
import type { DuckDBResult } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { makeData } from 'apache-arrow/data';
import { RecordBatch } from 'apache-arrow/recordbatch';
import type { Schema } from 'apache-arrow/schema';
import { Table as ArrowTable } from 'apache-arrow/table';
import { Struct } from 'apache-arrow/type';
import { assertResult } from './assert-result.ts';
import type { ColumnReader } from './vector-readers/column-reader.ts';
import { readerOf } from './vector-readers/reader-of.ts';

/** DuckDB's own row group size, so a batch is what a Parquet reader would give. */
const BATCH_ROWS = 60 * 2048;
/** Text of a batch stays far below the 2 GiB of 32-bit offsets. */
const BATCH_BYTES = 256 * 1024 * 1024;

/**
 * Rows of a result as an Arrow table of the declared schema. At least one batch, so that an empty table keeps its schema.
 * @throws {@link SchemaMismatch} when the result's columns are not the table's, in type and order
 */
export const toArrow = async (result: DuckDBResult, table: Pick<Table, 'name' | 'columns' | 'schema'>): Promise<ArrowTable> => {
  assertResult(result, table);
  const batches: RecordBatch[] = [];
  let readers = readersOf(table);
  let rows = 0;
  const cut = (): void => {
    batches.push(batchOf(table.schema, readers, rows));
    readers = readersOf(table);
    rows = 0;
  };
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const count = chunk.rowCount;
    for (let c = 0; c < readers.length; c++) readers[c]!.append(duckdb.data_chunk_get_vector(chunk.chunk, c), count);
    rows += count;
    if (rows >= BATCH_ROWS || readers.some((reader) => reader.bytes() >= BATCH_BYTES)) cut();
  }
  if (rows > 0 || batches.length === 0) cut();
  return new ArrowTable(table.schema, batches);
};

const readersOf = ({ columns, schema }: Pick<Table, 'columns' | 'schema'>): ColumnReader[] =>
  Object.values(columns).map((column, i) => readerOf(column.type, schema.fields[i]!.type));

const batchOf = (schema: Schema, readers: readonly ColumnReader[], rows: number): RecordBatch => {
  const children = readers.map((reader) => reader.finish());
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children }));
};
