import { ArrowRefused } from '@audit/contract';
import type duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow/data';
import { bitAt } from '../bitmap.ts';
import { decimalWidth } from '../decimal-width.ts';
import { writeValidity } from './write-validity.ts';
import { writeBytes } from './write-fixed-width.ts';

/** Decimal128 into the integer DuckDB keeps this precision in. A value that does not fit it is refused, never cut. */
export const writeDecimal = (vector: duckdb.Vector, data: Data, precision: number, from: number, rows: number): void => {
  const valid = writeValidity(vector, data, from, rows);
  const source = data.values as Uint32Array;
  const width = decimalWidth(precision);
  if (width === 16) {
    writeBytes(vector, source, from * 16, rows * 16);
    return;
  }
  const words = new Int32Array(source.buffer, source.byteOffset + from * 16, rows * 4);
  const target = width === 8 ? new Int32Array(rows * 2) : width === 4 ? new Int32Array(rows) : new Int16Array(rows);
  for (let row = 0; row < rows; row++) {
    if (valid !== undefined && bitAt(valid, row) === 0) continue;
    if (!fits(words, row, width)) throw new ArrowRefused(`a decimal needs more than ${precision} digits at row ${from + row}`);
    if (width === 8) {
      target[2 * row] = words[4 * row]!;
      target[2 * row + 1] = words[4 * row + 1]!;
    } else {
      target[row] = words[4 * row]!;
    }
  }
  writeBytes(vector, target, 0, target.byteLength);
};

/** Whether the words above the width only repeat its sign. */
const fits = (words: Int32Array, row: number, width: 2 | 4 | 8): boolean => {
  const low = words[4 * row]!;
  const second = words[4 * row + 1]!;
  const sign = (width === 8 ? second : low) >> 31;
  if (width === 2 && low !== (low << 16) >> 16) return false;
  return (width === 8 || second === sign) && words[4 * row + 2] === sign && words[4 * row + 3] === sign;
};
