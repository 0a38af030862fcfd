import type { ColumnType } from '@audit/contract';
import { type Data, makeData } from 'apache-arrow/data';
import { DateUnit, Precision, TimeUnit, Type } from 'apache-arrow/enum';
import type { DataType, Date_, Decimal, Float, List, Struct, Timestamp } from 'apache-arrow/type';
import { bytesOfBits, copyBits } from './bitmap.ts';
import { plainArray } from './plain-array.ts';

/** Why an array cannot become one of the declared type; `row` where a single value is at fault. */
export class Misfit {
  readonly why: string;
  readonly row: number | undefined;

  constructor(why: string, row?: number) {
    this.why = why;
    this.row = row;
  }
}

/** The array as one of the declared type, in full exactness, or why not. Without an array: as many nulls. Encodings are undone before. */
export const conformArray = (data: Data | undefined, type: ColumnType, into: DataType, rows: number): Data | Misfit => {
  if (data === undefined || data.type.typeId === Type.Null) return nulls(into, type, rows);
  switch (type.kind) {
    case 'text':
    case 'bool':
      return data.type.typeId === into.typeId ? data : unlike;
    case 'int32':
      return wholeNumbers(data, into, new Int32Array(rows), 32);
    case 'int64':
      return wholeNumbers(data, into, new BigInt64Array(rows), 64);
    case 'float64':
      return floats(data, into);
    case 'date':
      return dates(data, into);
    case 'timestamp':
      return instants(data, into);
    case 'decimal':
      return decimals(data, into, type);
    case 'list':
      return lists(data, type.of, into as List);
    case 'struct':
      return structs(data, type.fields, into as Struct);
  }
};

const unlike = new Misfit('the types have nothing in common');

const nulls = (type: DataType, { kind }: ColumnType, rows: number): Data | Misfit => {
  if (kind === 'list' || kind === 'struct') return new Misfit('a nested column may not be left out');
  const validity = { length: rows, nullCount: rows, nullBitmap: new Uint8Array(bytesOfBits(rows)) };
  if (kind === 'text')
    return makeData({ type, ...validity, valueOffsets: new Int32Array(rows + 1), data: new Uint8Array(0) } as never) as Data;
  const lanes = kind === 'decimal' ? 4 * rows : kind === 'bool' ? bytesOfBits(rows) : rows;
  return makeData({ type, ...validity, data: new (type.ArrayType as typeof Int32Array)(lanes) } as never) as Data;
};

/** The validity of an array, moved to bit 0, as `makeData` wants it. */
const validity = (data: Data): { readonly length: number; readonly nullCount: number; readonly nullBitmap: Uint8Array | null } => {
  if (data.nullCount === 0) return { length: data.length, nullCount: 0, nullBitmap: null };
  const nullBitmap = new Uint8Array(bytesOfBits(data.length));
  copyBits(nullBitmap, 0, data.nullBitmap, data.offset, data.length);
  return { length: data.length, nullCount: data.nullCount, nullBitmap };
};
const array = (data: Data, type: DataType, values: ArrayBufferView): Data =>
  makeData({ type, ...validity(data), data: values } as never) as Data;

/** Puts `change` of each value into `values`; `change` gives undefined for a value that does not fit. */
const changed = <V extends number | bigint>(
  data: Data,
  type: DataType,
  values: { [row: number]: V } & ArrayBufferView,
  change: (row: number) => V | undefined,
  why: string,
): Data | Misfit => {
  for (let row = 0; row < data.length; row++) {
    if (!data.getValid(row)) continue;
    const value = change(row);
    if (value === undefined) return new Misfit(why, row);
    values[row] = value;
  }
  return array(data, type, values);
};

const wholeNumbers = (data: Data, type: DataType, values: Int32Array | BigInt64Array, bits: 32 | 64): Data | Misfit => {
  if (data.type.typeId !== Type.Int) return unlike;
  const given = data.values as ArrayLike<number | bigint>;
  const fit = (row: number): bigint | undefined => {
    const value = BigInt(given[row]!);
    return BigInt.asIntN(bits, value) === value ? value : undefined;
  };
  if (values instanceof BigInt64Array) return changed(data, type, values, fit, `more than ${bits} bits`);
  return changed(data, type, values, (row) => (fit(row) === undefined ? undefined : Number(given[row])), `more than ${bits} bits`);
};

const floats = (data: Data, type: DataType): Data | Misfit => {
  const isFloat = data.type.typeId === Type.Float && (data.type as Float).precision !== Precision.HALF;
  return isFloat ? array(data, type, Float64Array.from(data.values as Float32Array | Float64Array)) : unlike;
};

const DAY_MS = 86_400_000n;

const dates = (data: Data, type: DataType): Data | Misfit => {
  if (data.type.typeId !== Type.Date) return unlike;
  if ((data.type as Date_).unit === DateUnit.DAY) return array(data, type, (data.values as Int32Array).slice());
  const millis = data.values as BigInt64Array;
  const day = (row: number): number | undefined => (millis[row]! % DAY_MS === 0n ? Number(millis[row]! / DAY_MS) : undefined);
  return changed(data, type, new Int32Array(data.length), day, 'not a whole day');
};

const microsPerUnit: Readonly<Partial<Record<TimeUnit, bigint>>> = {
  [TimeUnit.SECOND]: 1_000_000n,
  [TimeUnit.MILLISECOND]: 1000n,
  [TimeUnit.MICROSECOND]: 1n,
};

const instants = (data: Data, type: DataType): Data | Misfit => {
  if (data.type.typeId !== Type.Timestamp) return unlike;
  const given = data.values as BigInt64Array;
  const factor = microsPerUnit[(data.type as Timestamp).unit];
  const values = new BigInt64Array(data.length);
  if (factor === undefined) {
    return changed(data, type, values, (row) => (given[row]! % 1000n === 0n ? given[row]! / 1000n : undefined), 'not a whole microsecond');
  }
  const micros = (row: number): bigint | undefined => {
    const value = given[row]! * factor;
    return BigInt.asIntN(64, value) === value ? value : undefined;
  };
  return changed(data, type, values, micros, 'beyond the years that microseconds reach');
};

/** Decimals and whole numbers; a smaller scale only where the digits that would go are zeros. */
const decimals = (data: Data, type: DataType, to: { readonly precision: number; readonly scale: number }): Data | Misfit => {
  const isDecimal = data.type.typeId === Type.Decimal && (data.type as Decimal).bitWidth === 128;
  if (!isDecimal && data.type.typeId !== Type.Int) return unlike;
  if (isDecimal && (data.type as Decimal).scale === to.scale && (data.type as Decimal).precision <= to.precision) {
    return array(data, type, data.values as Uint32Array);
  }
  const shift = to.scale - (isDecimal ? (data.type as Decimal).scale : 0);
  const [up, down] = [10n ** BigInt(Math.max(0, shift)), 10n ** BigInt(Math.max(0, -shift))];
  const bound = 10n ** BigInt(to.precision);
  const words = new BigInt64Array(2 * data.length);
  const unscaled = isDecimal
    ? decimalAt(data.values as Uint32Array)
    : (row: number) => BigInt((data.values as ArrayLike<number | bigint>)[row]!);
  for (let row = 0; row < data.length; row++) {
    if (!data.getValid(row)) continue;
    const given = unscaled(row);
    if (given % down !== 0n) return new Misfit(`more than ${to.scale} digits after the point`, row);
    const digits = (given / down) * up;
    if (digits >= bound || digits <= -bound) return new Misfit(`more than ${to.precision} digits`, row);
    words[2 * row] = BigInt.asIntN(64, digits);
    words[2 * row + 1] = digits >> 64n;
  }
  return array(data, type, new Uint32Array(words.buffer));
};

const decimalAt = (words: Uint32Array): ((row: number) => bigint) => {
  const word = (index: number): bigint => BigInt(words[index]!);
  return (row) => BigInt.asIntN(128, (word(4 * row + 3) << 96n) | (word(4 * row + 2) << 64n) | (word(4 * row + 1) << 32n) | word(4 * row));
};

const lists = (data: Data, of: ColumnType, type: List): Data | Misfit => {
  if (data.type.typeId !== Type.List) return unlike;
  const given = plainArray(data.children[0]!);
  const child = conformArray(given, of, type.valueType as DataType, given.length);
  if (child instanceof Misfit) return new Misfit(`its elements: ${child.why}`);
  return makeData({ type, ...validity(data), valueOffsets: (data.valueOffsets as Int32Array).slice(), child });
};

const structs = (data: Data, fields: Readonly<Record<string, ColumnType>>, type: Struct): Data | Misfit => {
  if (data.type.typeId !== Type.Struct) return unlike;
  const children: Data[] = [];
  for (const [i, [name, of]] of Object.entries(fields).entries()) {
    const at = (data.type as Struct).children.findIndex((field) => field.name === name);
    const given = data.children[at];
    const child = conformArray(given === undefined ? undefined : plainArray(given), of, type.children[i]!.type, data.length);
    if (child instanceof Misfit) return new Misfit(`its field ${name}: ${child.why}`, child.row);
    children.push(child);
  }
  return makeData({ type, ...validity(data), children });
};
