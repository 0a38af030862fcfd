import { SchemaMismatch, type Table } from '@audit/contract';
import { type Data, makeData } from 'apache-arrow/data';
import { RecordBatch } from 'apache-arrow/recordbatch';
import { Table as ArrowTable } from 'apache-arrow/table';
import { type DataType, Float64, Int32, Struct } from 'apache-arrow/type';

/** Numbers of one length, by the name of their column; none is null. */
export type NumberColumns = Readonly<Record<string, Int32Array | Float64Array>>;

/**
 * An Arrow table of the declared schema over arrays as they are, in one batch: nothing is copied, millions of rows make no objects.
 *
 * @throws {@link SchemaMismatch} for a column that is not there, or is not of its type (int32, float64) or length
 */
export const encodeColumns = (columns: NumberColumns, table: Table): ArrowTable => {
  const length = Object.values(columns)[0]?.length ?? 0;
  const children = table.schema.fields.map(({ name, type }): Data => {
    const data = columns[name];
    if (data?.length !== length || !isOf(type as DataType, data))
      throw new SchemaMismatch('columns of numbers', table.name, [`column ${name} needs ${length} values of ${String(type)}`]);
    return data instanceof Int32Array ? makeData({ type: new Int32(), length, data }) : makeData({ type: new Float64(), length, data });
  });
  const struct = makeData({ type: new Struct(table.schema.fields), length, nullCount: 0, children });
  return new ArrowTable(table.schema, [new RecordBatch(table.schema, struct)]);
};

const isOf = (type: DataType, data: Int32Array | Float64Array): boolean =>
  data instanceof Int32Array ? type instanceof Int32 : type instanceof Float64;
