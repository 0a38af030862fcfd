import type { ColumnType } from '@audit/contract';
import type { DataType, Decimal, List, Struct } from 'apache-arrow/type';
import type { ColumnReader } from './column-reader.ts';
import { decimalReader } from './decimal.ts';
import { boolReader, fixedWidthReader } from './fixed-width.ts';
import { listReader, structReader } from './nested.ts';
import { textReader } from './text.ts';

/** The reader of a contract type into its declared Arrow type. */
export const readerOf = (type: ColumnType, into: DataType): ColumnReader => {
  switch (type.kind) {
    case 'text':
      return textReader();
    case 'bool':
      return boolReader();
    case 'int32':
    case 'date':
      return fixedWidthReader(into, 4, (buffer) => new Int32Array(buffer));
    case 'int64':
    case 'timestamp':
      return fixedWidthReader(into, 8, (buffer) => new BigInt64Array(buffer));
    case 'float64':
      return fixedWidthReader(into, 8, (buffer) => new Float64Array(buffer));
    case 'decimal':
      return decimalReader(into as Decimal);
    case 'list':
      return listReader(into as List, readerOf(type.of, (into as List).valueType));
    case 'struct':
      return structReader(
        into as Struct,
        Object.values(type.fields).map((field, i) => readerOf(field, into.children[i]!.type)),
      );
  }
};
