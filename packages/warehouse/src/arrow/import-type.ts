import { DateUnit, Precision, TimeUnit, Type } from 'apache-arrow/enum';
import type { DataType, Date_, Decimal, Float, Int, Timestamp } from 'apache-arrow/type';
import type { ColumnWrite } from './append-batches.ts';
import { plainType } from './plain-array.ts';
import { writeDecimal } from './vector-writers/write-decimal.ts';
import { writeBool, writeFixedWidth } from './vector-writers/write-fixed-width.ts';
import { writeText } from './vector-writers/write-text.ts';
import { writeNulls } from './vector-writers/write-validity.ts';

/** How an array of some Arrow type comes into DuckDB as it is, with nothing converted. */
export interface ImportType {
  /** DuckDB's name of the same type; times with a zone come as UTC without one. */
  readonly sqlType: string;
  readonly write: ColumnWrite;
}

/** Widths and units come from files: one that Arrow does not have names no type. */
const fixed = (sqlType: string | undefined, bytes: number): ImportType | undefined =>
  sqlType === undefined ? undefined : { sqlType, write: (vector, data, from, rows) => writeFixedWidth(vector, data, bytes, from, rows) };

const signedNames: Readonly<Record<number, string>> = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' };
const unsignedNames: Readonly<Record<number, string>> = { 8: 'UTINYINT', 16: 'USMALLINT', 32: 'UINTEGER', 64: 'UBIGINT' };
const timestampNames: Readonly<Record<number, string>> = {
  [TimeUnit.SECOND]: 'TIMESTAMP_S',
  [TimeUnit.MILLISECOND]: 'TIMESTAMP_MS',
  [TimeUnit.MICROSECOND]: 'TIMESTAMP',
  [TimeUnit.NANOSECOND]: 'TIMESTAMP_NS',
};

/** The import of an Arrow type, seen through its encoding; undefined for what we do not take (binary, nested, time of day, …). */
export const importType = (encoded: DataType): ImportType | undefined => {
  const type = plainType(encoded);
  switch (type.typeId) {
    case Type.Null:
      return { sqlType: 'VARCHAR', write: (vector, _, __, rows) => writeNulls(vector, rows) };
    case Type.Utf8:
      return { sqlType: 'VARCHAR', write: writeText };
    case Type.Bool:
      return { sqlType: 'BOOLEAN', write: writeBool };
    case Type.Int: {
      const { bitWidth, isSigned } = type as Int;
      return fixed((isSigned ? signedNames : unsignedNames)[bitWidth], bitWidth / 8);
    }
    case Type.Float:
      return floatImport(type as Float);
    case Type.Date:
      return (type as Date_).unit === DateUnit.DAY ? fixed('DATE', 4) : fixed('TIMESTAMP_MS', 8);
    case Type.Timestamp:
      return fixed(timestampNames[(type as Timestamp).unit], 8);
    case Type.Decimal:
      return decimalImport(type as Decimal);
    default:
      return undefined;
  }
};

const floatImport = ({ precision }: Float): ImportType | undefined => {
  if (precision === Precision.HALF) return undefined;
  return precision === Precision.SINGLE ? fixed('FLOAT', 4) : fixed('DOUBLE', 8);
};

/** Of a decimal of 128 bits, in Arrow and in DuckDB. */
const MOST_DIGITS = 38;

const decimalImport = ({ bitWidth, precision, scale }: Decimal): ImportType | undefined => {
  if (bitWidth !== 128 || precision < 1 || precision > MOST_DIGITS || scale < 0 || scale > precision) return undefined;
  return {
    sqlType: `DECIMAL(${precision},${scale})`,
    write: (vector, data, from, rows) => writeDecimal(vector, data, precision, from, rows),
  };
};
