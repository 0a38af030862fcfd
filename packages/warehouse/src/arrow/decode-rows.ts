import type { Row, Table } from '@audit/contract';
import type { Table as ArrowTable } from 'apache-arrow/table';
import { assertSchema } from './assert-schema.ts';
import { valueDecoder } from './value-decoder.ts';

/**
 * Rows of an Arrow table of the declared schema, one after the other: decimals as exact text of the column's scale,
 * instants as bigint microseconds, dates as text. @throws {@link SchemaMismatch}
 */
export function* decodeRows<T extends Table>(rows: ArrowTable, table: T): Generator<Row<T>> {
  assertSchema(rows.schema, table);
  const columns = Object.entries(table.columns);
  for (const batch of rows.batches) {
    const decoders = columns.map(([name, { type }], i) => [name, valueDecoder(batch.data.children[i]!, type)] as const);
    for (let row = 0; row < batch.numRows; row++) {
      yield Object.fromEntries(decoders.map(([name, decode]) => [name, decode(row)])) as Row<T>;
    }
  }
}
