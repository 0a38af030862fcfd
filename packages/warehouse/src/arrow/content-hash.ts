import { createHash } from 'node:crypto';
import { qualifiedName, type Table } from '@audit/contract';
import type { Table as ArrowTable } from 'apache-arrow/table';
import { decodeRows } from './decode-rows.ts';

/**
 * One hash of what a table says, whatever order its rows are in and however they are cut into batches: SHA-256 over the
 * table's name, its columns and the sorted canonical texts of its rows. Equal content, equal hash.
 */
export const contentHash = (rows: ArrowTable, table: Table): string => {
  const lines: string[] = [];
  for (const row of decodeRows(rows, table)) lines.push(JSON.stringify(Object.values(row), canonical));
  const hash = createHash('sha256').update(JSON.stringify([qualifiedName(table), Object.keys(table.columns)]));
  for (const line of lines.toSorted()) hash.update(`\n${line}`);
  return hash.digest('hex');
};

/** JSON of what JSON has not: 64-bit numbers as text, floats by all their values, -0 as 0. */
const canonical = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
};
