import duckdb from '@duckdb/node-bindings';
import { makeData } from 'apache-arrow/data';
import type { List, Struct } from 'apache-arrow/type';
import { bitAt } from '../bitmap.ts';
import { type ColumnReader, valueBytes } from './column-reader.ts';
import { Offsets } from './offsets.ts';
import { Validity } from './validity.ts';

/**
 * DuckDB keeps a list as 64-bit offset and length into a child vector. Lists may share children, skip some or be out of
 * order (constants, joins): the child is read once for each run of adjacent lists.
 */
export const listReader = (type: List, child: ColumnReader): ColumnReader => {
  const validity = new Validity();
  const offsets = new Offsets();
  return {
    append: (vector, rows, from = 0) => {
      const valid = validity.append(vector, rows, from);
      const entries = valueBytes(vector, 16, rows, from);
      const words = new Uint32Array(entries.buffer, entries.byteOffset, rows * 4);
      appendLists(words, valid, rows, offsets, (start, length) => child.append(duckdb.list_vector_get_child(vector), length, start));
    },
    bytes: () => Math.max(4 * offsets.rows, child.bytes()),
    finish: () => makeData({ type, ...validity.take(), valueOffsets: offsets.take(), child: child.finish() }),
  };
};

const appendLists = (
  words: Uint32Array,
  valid: Uint8Array | undefined,
  rows: number,
  offsets: Offsets,
  readChildren: (start: number, length: number) => void,
): void => {
  const ends = offsets.reserve(rows);
  let end = ends[offsets.rows]!;
  let start = 0;
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const size = valid === undefined || bitAt(valid, row) === 1 ? words[4 * row + 2]! : 0;
    if (size > 0 && words[4 * row]! === start + length) {
      length += size;
    } else if (size > 0) {
      if (length > 0) readChildren(start, length);
      start = words[4 * row]!;
      length = size;
    }
    end += size;
    ends[++offsets.rows] = end;
  }
  if (length > 0) readChildren(start, length);
};

export const structReader = (type: Struct, children: readonly ColumnReader[]): ColumnReader => {
  const validity = new Validity();
  return {
    append: (vector, rows, from = 0) => {
      validity.append(vector, rows, from);
      children.forEach((child, i) => child.append(duckdb.struct_vector_get_child(vector, i), rows, from));
    },
    bytes: () => Math.max(...children.map((child) => child.bytes())),
    finish: () => makeData({ type, ...validity.take(), children: children.map((child) => child.finish()) }),
  };
};
