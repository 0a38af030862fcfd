import { SchemaMismatch, type Table } from '@audit/contract';
import { type Data, makeData } from 'apache-arrow/data';
import { RecordBatch } from 'apache-arrow/recordbatch';
import { Table as ArrowTable } from 'apache-arrow/table';
import { Struct } from 'apache-arrow/type';
import { typeText } from './assert-schema.ts';
import { conformArray, Misfit } from './conform-array.ts';
import { plainArray } from './plain-array.ts';

/**
 * A user's Arrow table as one of the declared schema: columns by name in any order, further ones left out, dictionaries
 * and other kinds of text decoded, narrower numbers widened, decimals and times brought to the declared scale and unit.
 * Nothing is rounded: a value that would change is refused. Times with a zone are instants already; those without one
 * are taken as UTC.
 * @throws {@link SchemaMismatch} naming the column: missing, of a type that cannot become the declared one, with nulls
 * where none may be, with a value that does not fit
 * @throws {@link ArrowRefused} when the arrays break Arrow's own rules
 */
export const conform = (rows: ArrowTable, table: Table): ArrowTable => {
  const columns = Object.entries(table.columns).map(([name, column], i) => {
    const index = rows.schema.fields.findIndex((field) => field.name === name);
    if (index < 0 && !column.nullable) throw mismatch(table, `column ${name} is missing`);
    return { ...column, name, index, into: table.schema.fields[i]! };
  });
  const batches = rows.batches.map((batch, number) => {
    const children = columns.map(({ name, type, nullable, index, into }): Data => {
      const given = batch.data.children[index];
      const array = conformArray(given === undefined ? undefined : plainArray(given), type, into.type, batch.numRows);
      const place = `column ${name}, batch ${number + 1}`;
      if (array instanceof Misfit) {
        const found = given === undefined ? 'nothing' : typeText(given.type);
        throw mismatch(
          table,
          `${place}: ${found} cannot become ${typeText(into.type)}${array.row === undefined ? '' : `, row ${array.row + 1}`}: ${array.why}`,
        );
      }
      if (!nullable && array.nullCount > 0) throw mismatch(table, `${place} holds ${array.nullCount} nulls where none may be`);
      return array;
    });
    const struct = makeData({ type: new Struct(table.schema.fields), length: batch.numRows, nullCount: 0, children });
    return new RecordBatch(table.schema, struct);
  });
  return new ArrowTable(table.schema, batches);
};

const mismatch = (table: Table, difference: string): SchemaMismatch => new SchemaMismatch('the Arrow table', table.name, [difference]);
