import { type ColumnType, parseExact } from '@audit/contract';
import { type Data, makeData } from 'apache-arrow/data';
import type { DataType, List, Struct } from 'apache-arrow/type';
import { bytesOfBits, setBits } from './bitmap.ts';
import { textArray, validityOf } from './text-entries.ts';

/** A value that its column cannot hold; the caller knows the row and says so. */
export class Unencodable {
  readonly row: number;
  readonly expected: string;

  constructor(row: number, expected: string) {
    this.row = row;
    this.expected = expected;
  }
}

/** An Arrow array of the values, or why there is none. `null` is no value; anything else must be of the column's type. */
export const encodeValues = (values: readonly unknown[], type: ColumnType, into: DataType): Data | Unencodable => {
  switch (type.kind) {
    case 'text':
      return encodeText(values);
    case 'bool':
      return encodeBool(values, into);
    case 'int32':
      return encodeNumbers(values, into, new Int32Array(values.length), isInt32, 'a whole number of 32 bits');
    case 'float64':
      return encodeNumbers(values, into, new Float64Array(values.length), isNumber, 'a number');
    case 'int64':
    case 'timestamp':
      return encodeNumbers(values, into, new BigInt64Array(values.length), isInt64, 'a bigint of 64 bits');
    case 'date':
      return encodeNumbers(values.map(epochDay), into, new Int32Array(values.length), isInt32, "a date as 'YYYY-MM-DD'");
    case 'decimal':
      return encodeDecimals(values, into, type);
    case 'list':
      return encodeLists(values, type.of, into as List);
    case 'struct':
      return encodeStructs(values, type.fields, into as Struct);
  }
};

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isInt32 = (value: unknown): value is number => isNumber(value) && (value | 0) === value;
const isInt64 = (value: unknown): value is bigint => typeof value === 'bigint' && BigInt.asIntN(64, value) === value;

const encodeText = (values: readonly unknown[]): Data | Unencodable => {
  const wrong = values.findIndex((value) => value !== null && !(typeof value === 'string' && value.isWellFormed()));
  if (wrong >= 0) return new Unencodable(wrong, 'text of whole characters');
  return textArray(values.map((value) => (value === null ? null : Buffer.from(value as string, 'utf8'))));
};

const encodeBool = (values: readonly unknown[], type: DataType): Data | Unencodable => {
  const wrong = values.findIndex((value) => value !== null && typeof value !== 'boolean');
  if (wrong >= 0) return new Unencodable(wrong, 'true or false');
  const data = new Uint8Array(bytesOfBits(values.length));
  values.forEach((value, row) => value === true && setBits(data, row, 1));
  return makeData({ type, ...validityOf(values), data } as never) as Data;
};

const encodeNumbers = <N extends number | bigint>(
  values: readonly unknown[],
  type: DataType,
  data: { [row: number]: N },
  holds: (value: unknown) => value is N,
  expected: string,
): Data | Unencodable => {
  for (const [row, value] of values.entries()) {
    if (value === null) continue;
    if (!holds(value)) return new Unencodable(row, expected);
    data[row] = value;
  }
  return makeData({ type, ...validityOf(values), data } as never) as Data;
};

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of an ISO date; what is none is left as it is. */
const epochDay = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^([+-]\d\d)?\d{4}-\d\d-\d\d$/.test(value)) return value;
  const instant = new Date(`${value}T00:00:00Z`);
  // The calendar accepts 30 February and means 1 March.
  return Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(value) ? value : instant.getTime() / DAY_MS;
};

const encodeDecimals = (
  values: readonly unknown[],
  type: DataType,
  { precision, scale }: { readonly precision: number; readonly scale: number },
): Data | Unencodable => {
  const words = new BigInt64Array(2 * values.length);
  const bound = 10n ** BigInt(precision);
  for (const [row, value] of values.entries()) {
    if (value === null) continue;
    const exact = typeof value === 'string' ? parseExact(value) : undefined;
    const digits = exact === undefined || exact.scale > scale ? undefined : exact.digits * 10n ** BigInt(scale - exact.scale);
    if (digits === undefined || digits >= bound || digits <= -bound) {
      return new Unencodable(row, `exact decimal text of at most ${precision} digits, ${scale} of them after the point`);
    }
    words[2 * row] = BigInt.asIntN(64, digits);
    words[2 * row + 1] = digits >> 64n;
  }
  return makeData({ type, ...validityOf(values), data: new Uint32Array(words.buffer) } as never) as Data;
};

const encodeLists = (values: readonly unknown[], of: ColumnType, type: List): Data | Unencodable => {
  const wrong = values.findIndex((value) => value !== null && !Array.isArray(value));
  if (wrong >= 0) return new Unencodable(wrong, 'a list');
  const lists = values as readonly (readonly unknown[] | null)[];
  const valueOffsets = new Int32Array(values.length + 1);
  lists.forEach((value, row) => (valueOffsets[row + 1] = valueOffsets[row]! + (value?.length ?? 0)));
  const child = encodeValues(
    lists.flatMap((value) => value ?? []),
    of,
    type.valueType as DataType,
  );
  if (child instanceof Unencodable) {
    return new Unencodable(valueOffsets.findIndex((end) => end > child.row) - 1, `a list of ${child.expected}`);
  }
  return makeData({ type, ...validityOf(values), valueOffsets, child });
};

const encodeStructs = (values: readonly unknown[], fields: Readonly<Record<string, ColumnType>>, type: Struct): Data | Unencodable => {
  const wrong = values.findIndex((value) => value !== null && typeof value !== 'object');
  if (wrong >= 0) return new Unencodable(wrong, 'an object');
  const children: Data[] = [];
  for (const [i, [name, field]] of Object.entries(fields).entries()) {
    const column = values.map((value) => (value === null ? null : ((value as Readonly<Record<string, unknown>>)[name] ?? null)));
    const child = encodeValues(column, field, type.children[i]!.type);
    if (child instanceof Unencodable) return new Unencodable(child.row, `an object with ${name}, ${child.expected}`);
    children.push(child);
  }
  return makeData({ type, ...validityOf(values), children });
};
