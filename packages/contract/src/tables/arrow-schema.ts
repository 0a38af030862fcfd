import { Field, Schema } from 'apache-arrow/schema';
import { Bool, type DataType, DateDay, Decimal, Float64, Int32, Int64, List, Struct, TimestampMicrosecond, Utf8 } from 'apache-arrow/type';
import type { Columns, ColumnType, Scalar } from './column.ts';

const scalarType = (type: Scalar): DataType => {
  switch (type.kind) {
    case 'text':
      return new Utf8();
    case 'int32':
      return new Int32();
    case 'int64':
      return new Int64();
    case 'float64':
      return new Float64();
    case 'bool':
      return new Bool();
    case 'date':
      return new DateDay();
    case 'timestamp':
      return new TimestampMicrosecond('UTC');
    case 'decimal':
      return new Decimal(type.scale, type.precision, 128);
  }
};

const arrowType = (type: ColumnType): DataType => {
  if (type.kind === 'list') return new List(new Field('item', scalarType(type.of), true));
  if (type.kind === 'struct') {
    return new Struct(Object.entries(type.fields).map(([name, of]) => new Field(name, scalarType(of), true)));
  }
  return scalarType(type);
};

/** Arrow schema of a declaration; unit and PII class travel as field metadata. */
export const arrowSchema = (columns: Columns): Schema =>
  new Schema(
    Object.entries(columns).map(([name, column]) => {
      const metadata = new Map([['pii', column.pii as string]]);
      if (column.unit !== undefined) metadata.set('unit', column.unit);
      return new Field(name, arrowType(column.type), column.nullable, metadata);
    }),
  );
