import { ArrowRefused, type ColumnType } from '@audit/contract';
import duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow/data';
import { writeDecimal } from './write-decimal.ts';
import { writeBool, writeBytes, writeFixedWidth } from './write-fixed-width.ts';
import { writeText } from './write-text.ts';
import { writeValidity } from './write-validity.ts';

/** Writes rows `from` … `from + rows` of an Arrow array of the declared type over the start of a DuckDB vector. */
export const writeColumn = (vector: duckdb.Vector, data: Data, type: ColumnType, from: number, rows: number): void => {
  if (rows === 0) return;
  switch (type.kind) {
    case 'text':
      return writeText(vector, data, from, rows);
    case 'int32':
    case 'date':
      return writeFixedWidth(vector, data, 4, from, rows);
    case 'int64':
    case 'timestamp':
    case 'float64':
      return writeFixedWidth(vector, data, 8, from, rows);
    case 'bool':
      return writeBool(vector, data, from, rows);
    case 'decimal':
      return writeDecimal(vector, data, type.precision, from, rows);
    case 'list':
      return writeList(vector, data, type.of, from, rows);
    case 'struct':
      writeValidity(vector, data, from, rows);
      Object.values(type.fields).forEach((field, i) => {
        writeColumn(duckdb.struct_vector_get_child(vector, i), data.children[i]!, field, from, rows);
      });
  }
};

const writeList = (vector: duckdb.Vector, data: Data, of: ColumnType, from: number, rows: number): void => {
  writeValidity(vector, data, from, rows);
  const offsets = data.valueOffsets as Int32Array;
  const child = data.children[0]!;
  const start = offsets[from]!;
  const size = offsets[from + rows]! - start;
  const entries = new Uint32Array(4 * rows);
  for (let row = 0; row < rows; row++) {
    const length = offsets[from + row + 1]! - offsets[from + row]!;
    if (length < 0) throw new ArrowRefused(`offsets of a list column run backwards at row ${from + row}`);
    entries[4 * row] = offsets[from + row]! - start;
    entries[4 * row + 2] = length;
  }
  if (start < 0 || start + size > child.length) throw new ArrowRefused('offsets of a list column end after its elements');
  writeBytes(vector, entries, 0, entries.byteLength);
  duckdb.list_vector_reserve(vector, size);
  duckdb.list_vector_set_size(vector, size);
  writeColumn(duckdb.list_vector_get_child(vector), child, of, start, size);
};
