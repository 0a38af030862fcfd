import { type ColumnType, formatExact } from '@audit/contract';
import type { Data } from 'apache-arrow/data';
import { bitAt } from './bitmap.ts';

/** Reads the value of a row, null where there is none. */
export type ValueDecoder = (row: number) => unknown;

/**
 * Decoder of an array of a contract type, from its buffers: apache-arrow's own `get` yields unscaled decimals and times
 * in floating milliseconds.
 */
export const valueDecoder = (data: Data, type: ColumnType): ValueDecoder => {
  const value = presentValue(data, type);
  if (data.nullCount === 0) return value;
  return (row) => (bitAt(data.nullBitmap, data.offset + row) === 0 ? null : value(row));
};

const presentValue = (data: Data, type: ColumnType): ValueDecoder => {
  switch (type.kind) {
    case 'text':
      return textValue(data);
    case 'bool':
      return (row) => bitAt(data.values as Uint8Array, data.offset + row) === 1;
    case 'int32':
    case 'int64':
    case 'timestamp':
    case 'float64':
      return (row) => (data.values as ArrayLike<unknown>)[row];
    case 'date':
      return (row) => isoDate((data.values as Int32Array)[row]!);
    case 'decimal':
      return (row) => formatExact({ digits: unscaled(data.values as Uint32Array, row), scale: type.scale });
    case 'list':
      return listValue(data, valueDecoder(data.children[0]!, type.of));
    case 'struct':
      return structValue(Object.entries(type.fields).map(([name, field], i) => [name, valueDecoder(data.children[i]!, field)]));
  }
};

const textValue = (data: Data): ValueDecoder => {
  const { buffer, byteOffset, byteLength } = data.values as Uint8Array;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const offsets = data.valueOffsets as Int32Array;
  return (row) => bytes.toString('utf8', offsets[row], offsets[row + 1]);
};

/** The 128-bit integer of four little-endian words. */
const unscaled = (words: Uint32Array, row: number): bigint => {
  const low = (BigInt(words[4 * row + 1]!) << 32n) | BigInt(words[4 * row]!);
  const high = (BigInt(words[4 * row + 3]!) << 32n) | BigInt(words[4 * row + 2]!);
  return (BigInt.asIntN(64, high) << 64n) | low;
};

const DAY_MS = 86_400_000;
const isoDate = (days: number): string => new Date(days * DAY_MS).toISOString().replace(/T.*/, '');

const listValue = (data: Data, element: ValueDecoder): ValueDecoder => {
  const offsets = data.valueOffsets as Int32Array;
  return (row) => Array.from({ length: offsets[row + 1]! - offsets[row]! }, (_, i) => element(offsets[row]! + i));
};

const structValue =
  (fields: readonly (readonly [string, ValueDecoder])[]): ValueDecoder =>
  (row) =>
    Object.fromEntries(fields.map(([name, field]) => [name, field(row)]));
