import { z } from 'zod';
import type { Columns, ColumnType, RowOf, Scalar } from './column.ts';

const decimalText = (precision: number, scale: number): z.ZodType =>
  z.string().refine((value) => {
    const match = /^-?(\d+)(?:\.(\d+))?$/.exec(value);
    if (match === null) return false;
    const whole = (match[1] ?? '').replace(/^0+/, '');
    return (match[2] ?? '').length === scale && whole.length <= precision - scale;
  }, `expected exact decimal text with ${scale} fraction digits and at most ${precision} digits in all`);

const scalarSchema = (type: Scalar): z.ZodType => {
  switch (type.kind) {
    case 'text':
      return z.string();
    case 'int32':
      return z.int32();
    case 'int64':
    case 'timestamp':
      return z.int64();
    case 'float64':
      return z.number();
    case 'bool':
      return z.boolean();
    case 'date':
      return z.iso.date();
    case 'decimal':
      return decimalText(type.precision, type.scale);
  }
};

const valueSchema = (type: ColumnType): z.ZodType => {
  if (type.kind === 'list') return z.array(scalarSchema(type.of).nullable());
  if (type.kind === 'struct') {
    return z.strictObject(Object.fromEntries(Object.entries(type.fields).map(([name, of]) => [name, scalarSchema(of).nullable()])));
  }
  return scalarSchema(type);
};

/** Strict zod schema of one row: unknown keys, missing keys and floats for money are refused. */
export const recordSchema = <C extends Columns>(columns: C): z.ZodType<RowOf<C>> =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => {
        const schema = valueSchema(column.type);
        return [name, column.nullable ? schema.nullable() : schema];
      }),
    ),
  ) as unknown as z.ZodType<RowOf<C>>;
