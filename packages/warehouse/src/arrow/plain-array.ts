import { ArrowRefused } from '@audit/contract';
import { type Data, makeData } from 'apache-arrow/data';
import { Type } from 'apache-arrow/enum';
import { type DataType, type Dictionary, strideForType, Utf8 } from 'apache-arrow/type';
import { typeText } from './assert-schema.ts';
import { type Entry, textArray, textEntries, validityOf } from './text-entries.ts';

/** The type an array has once its encoding is undone: dictionaries become their values, every kind of text Utf8. */
export const plainType = (type: DataType): DataType => {
  if (type.typeId === Type.Dictionary) return plainType((type as Dictionary).dictionary);
  return type.typeId === Type.LargeUtf8 || type.typeId === Type.Utf8View ? new Utf8() : type;
};

/** The same values without dictionary, 64-bit offsets or views; other arrays as they are. */
export const plainArray = (data: Data): Data => {
  switch (data.type.typeId) {
    case Type.Dictionary:
      return dictionaryValues(data as Data<Dictionary>);
    case Type.LargeUtf8:
    case Type.Utf8View:
      return textArray(textEntries(data));
    default:
      return data;
  }
};

const dictionaryValues = (data: Data<Dictionary>): Data => {
  const dictionary = data.dictionary;
  if (dictionary === undefined) throw new ArrowRefused('a dictionary array comes without its dictionary');
  const values = dictionary.data.map((chunk) => plainArray(chunk as Data));
  const entries = values.flatMap(entriesOf);
  const indices = data.values as ArrayLike<number | bigint>;
  const picked = Array.from({ length: data.length }, (_, row): Entry => {
    if (!data.getValid(row)) return null;
    const entry = entries[Number(indices[row])];
    if (entry === undefined) throw new ArrowRefused(`a dictionary index is out of bounds at row ${row}`);
    return entry;
  });
  const type = plainType(data.type);
  return type.typeId === Type.Utf8 ? textArray(picked) : fixedWidthArray(type, picked);
};

const entriesOf = (data: Data): Entry[] => {
  if (data.type.typeId === Type.Utf8) return textEntries(data);
  const width = widthOf(data.type);
  const values = data.values as ArrayBufferView;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return Array.from({ length: data.length }, (_, row) => (data.getValid(row) ? bytes.subarray(row * width, (row + 1) * width) : null));
};

const fixedWidthArray = (type: DataType, entries: readonly Entry[]): Data => {
  const width = widthOf(type);
  const bytes = new Uint8Array(entries.length * width);
  entries.forEach((entry, row) => entry !== null && bytes.set(entry, row * width));
  return makeData({ type, ...validityOf(entries), data: new (laneOf(type))(bytes.buffer) } as never) as Data;
};

const supported: ReadonlySet<Type> = new Set([Type.Int, Type.Float, Type.Date, Type.Timestamp, Type.Decimal]);

const widthOf = (type: DataType): number => {
  if (!supported.has(type.typeId)) throw new ArrowRefused(`a dictionary of ${typeText(type)} is not supported`);
  return strideForType(type) * laneOf(type).BYTES_PER_ELEMENT;
};

/** The typed array Arrow keeps values of this type in. */
const laneOf = (type: DataType): typeof Int32Array => type.ArrayType as typeof Int32Array;
