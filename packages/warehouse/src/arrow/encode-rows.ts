import { type Row, SchemaMismatch, type Table } from '@audit/contract';
import { type Data, makeData } from 'apache-arrow/data';
import { RecordBatch } from 'apache-arrow/recordbatch';
import { Table as ArrowTable } from 'apache-arrow/table';
import { Struct } from 'apache-arrow/type';
import { encodeValues, Unencodable } from './value-encoder.ts';

/**
 * An Arrow table of the declared schema, in one batch. Nothing is rounded or cut.
 * @throws {@link SchemaMismatch} for a value its column cannot hold: a number where decimal text is expected, too many
 * digits, half a surrogate pair, null where none may be
 */
export const encodeRows = <T extends Table>(rows: readonly Row<T>[], table: T): ArrowTable => {
  const children = Object.entries(table.columns).map(([name, column], i): Data => {
    const values = rows.map((row) => (row as Readonly<Record<string, unknown>>)[name]);
    const missing = column.nullable ? -1 : values.indexOf(null);
    if (missing >= 0) throw mismatch(table, name, missing, 'a value');
    const array = encodeValues(values, column.type, table.schema.fields[i]!.type);
    if (array instanceof Unencodable) throw mismatch(table, name, array.row, array.expected);
    return array;
  });
  const struct = makeData({ type: new Struct(table.schema.fields), length: rows.length, nullCount: 0, children });
  return new ArrowTable(table.schema, [new RecordBatch(table.schema, struct)]);
};

const mismatch = (table: Table, column: string, row: number, expected: string): SchemaMismatch =>
  new SchemaMismatch(`row ${row + 1}`, table.name, [`column ${column} needs ${expected}`]);
