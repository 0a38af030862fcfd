import { SchemaMismatch, type Table } from '@audit/contract';
import { Type } from 'apache-arrow/enum';
import type { Schema } from 'apache-arrow/schema';
import type { DataType, Decimal, Utf8 } from 'apache-arrow/type';

/** Arrow's own spelling of a type, with the width it leaves out of decimals: `Decimal[18e+2] 128 bit`. */
export const typeText = (type: DataType): string => {
  // Every type spells itself, but the declaration of their base does not say so.
  const spelt = (type as Utf8).toString();
  return type.typeId === Type.Decimal ? `${spelt} ${(type as Decimal).bitWidth} bit` : spelt;
};

/** The declared columns, in the declared order, each of exactly the declared Arrow type. @throws {@link SchemaMismatch} */
export const assertSchema = (found: Schema, table: Pick<Table, 'name' | 'schema'>): void => {
  const declared = table.schema.fields;
  const differences = declared.flatMap((field, i) => {
    const other = found.fields[i];
    if (other === undefined) return [`column ${field.name} is missing`];
    if (other.name !== field.name) return [`column ${i + 1} is ${other.name}, expected ${field.name}`];
    if (typeText(other.type) === typeText(field.type)) return [];
    return [`column ${field.name} is ${typeText(other.type)}, expected ${typeText(field.type)}`];
  });
  const further = found.fields.slice(declared.length).map((field) => `column ${field.name} is not declared`);
  if (differences.length + further.length > 0) throw new SchemaMismatch('the Arrow table', table.name, [...differences, ...further]);
};
