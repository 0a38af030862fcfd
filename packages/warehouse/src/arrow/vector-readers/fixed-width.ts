import { type Data, makeData } from 'apache-arrow/data';
import { Bool, type DataType } from 'apache-arrow/type';
import { bytesOfBits } from '../bitmap.ts';
import { GrowingBytes } from '../growing-bytes.ts';
import { type ColumnReader, valueBytes } from './column-reader.ts';
import { Bits, Validity } from './validity.ts';

type Lane = Int32Array | BigInt64Array | Float64Array;

/** Numbers are copied, not converted: both sides keep them little-endian at the same width. */
export const fixedWidthReader = (type: DataType, width: 4 | 8, lane: (buffer: ArrayBuffer) => Lane): ColumnReader => {
  const values = new GrowingBytes(width * 2048);
  const validity = new Validity();
  return {
    append: (vector, rows, from = 0) => {
      validity.append(vector, rows, from);
      const at = values.reserve(rows * width);
      values.buffer.set(valueBytes(vector, width, rows, from), at);
    },
    bytes: () => values.length,
    finish: () => makeData({ type, ...validity.take(), data: lane(values.take().buffer) } as never) as Data,
  };
};

/** DuckDB keeps a byte for each boolean, Arrow a bit. */
export const boolReader = (): ColumnReader => {
  const values = new Bits();
  const validity = new Validity();
  return {
    append: (vector, rows, from = 0) => {
      validity.append(vector, rows, from);
      const bytes = valueBytes(vector, 1, rows, from);
      const packed = new Uint8Array(bytesOfBits(rows));
      for (let i = 0; i < rows; i++) if (bytes[i] === 1) packed[i >> 3]! |= 1 << (i & 7);
      values.append(packed, rows);
    },
    bytes: () => validity.rows >> 3,
    finish: () => makeData({ type: new Bool(), ...validity.take(), data: values.take() }),
  };
};
