import { Type } from 'apache-arrow/fb/type';
import type { FlatTable } from './flat-table.ts';

/** Deeper types than any table of ours, and less than a call stack. */
const MOST_NESTING = 64;

const TIMESTAMP: number = Type.Timestamp;
const UNION: number = Type.Union;

/** How many arrays each column of a batch comes in: one, and those nested in it. */
export type ColumnArrays = readonly number[];

/** Asserts that a Schema of Arrow's Schema.fbs can be decoded: Schema { endianness, fields, custom_metadata }. */
export const checkSchema = (schema: FlatTable): ColumnArrays => {
  if (schema.integer(0, 2) !== 0) schema.refuse('says that its numbers are big-endian, write it on or for a little-endian machine');
  checkKeyValues(schema, 2);
  return schema.tables(1).map((field) => checkField(field, 1));
};

/** Field { name, nullable, type_type, type, dictionary, children, custom_metadata }. */
const checkField = (field: FlatTable, depth: number): number => {
  if (depth > MOST_NESTING) field.refuse(`nests types more than ${MOST_NESTING} deep`);
  field.items(0, 1);
  checkType(field.integer(2, 1), field.requiredTable(3, 'type for a column'));
  const dictionary = field.table(4);
  dictionary?.table(1);
  checkKeyValues(field, 6);
  const nested = field.tables(5).reduce((sum, child) => sum + checkField(child, depth + 1), 0);
  // What is nested in the values of a dictionary comes with the dictionary.
  return dictionary === undefined ? 1 + nested : 1;
};

/** The few types with more in them than numbers. */
const checkType = (id: number, type: FlatTable): void => {
  if (id === TIMESTAMP) type.items(1, 1);
  if (id === UNION) type.items(1, 4);
};

/** A list of KeyValue { key, value }. */
export const checkKeyValues = (holder: FlatTable, slot: number): void => {
  for (const pair of holder.tables(slot)) {
    pair.items(0, 1);
    pair.items(1, 1);
  }
};
