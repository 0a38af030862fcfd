import { ArrowRefused } from '@audit/contract';
import type { Data } from 'apache-arrow/data';
import { Type } from 'apache-arrow/enum';
import type { RecordBatch } from 'apache-arrow/recordbatch';

/** An array without buffers can claim any length in a few bytes. */
const MOST_NULLS = 16 * 1024 * 1024;

/**
 * Every array has the length of its batch and buffers that hold it: Arrow's reader takes lengths on trust, and damaged
 * bytes claim billions of rows. @throws {@link ArrowRefused}
 */
export const assertBatch = (batch: RecordBatch): void => {
  batch.data.children.forEach((column, i) => {
    const name = batch.schema.fields[i]?.name ?? `number ${i + 1}`;
    if (column.length !== batch.numRows) throw new ArrowRefused(`column ${name} has ${column.length} rows, its batch ${batch.numRows}`);
    assertArray(column, name);
  });
};

const assertArray = (data: Data, name: string): void => {
  // An array without rows may come without offsets, and a list without its values.
  if (data.length === 0) return;
  if (data.length > capacity(data)) throw new ArrowRefused(`column ${name} claims ${data.length} rows, more than its buffers hold`);
  for (const child of data.children) assertArray(child, name);
};

/** The rows for which an array has room. */
const capacity = (data: Data): number => {
  const { typeId } = data.type;
  const validity = data.nullBitmap === undefined || data.nullBitmap.length === 0 ? Infinity : data.nullBitmap.length * 8 - data.offset;
  if (typeId === Type.Null) return MOST_NULLS;
  if (data.valueOffsets !== undefined) return Math.min(validity, (data.valueOffsets as ArrayLike<unknown>).length - 1);
  if (typeId === Type.Struct || typeId === Type.FixedSizeList)
    return Math.min(validity, data.children.length === 0 ? MOST_NULLS : Infinity);
  const values = (data.values as ArrayLike<unknown> | undefined)?.length ?? 0;
  if (typeId === Type.Bool) return Math.min(validity, values * 8 - data.offset);
  return Math.min(validity, values / (typeId === Type.Utf8View || typeId === Type.BinaryView ? 16 : data.stride));
};
