import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractTables, quote, type Table } from '@audit/contract';
import * as fc from 'fast-check';
import { ParquetReader } from 'parquetjs-lite';
import { PARQUET_LOGICAL_TYPES } from 'parquetjs-lite/lib/types.js';
import { afterAll, describe, expect, test } from 'vitest';
import { anyRowOf } from '../arrow/any-row.fixture.ts';
import { encodeRows } from '../arrow/encode-rows.ts';
import { deepCount } from '../deep-count.fixture.ts';
import { duckDbEngine } from './duckdb/duckdb-engine.ts';

const directory = mkdtempSync(join(tmpdir(), 'audit-parquet-'));
const engine = duckDbEngine({ tempDirectory: join(directory, 'temp'), directories: [directory], threads: 1 });
const session = await engine.session();

afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

// From a dictionary 64-bit integers come to the reader as numbers, which it then takes for bigints.
PARQUET_LOGICAL_TYPES['TIMESTAMP_MICROS']!.fromPrimitive = (value) => new Date(Number(BigInt(value) / 1000n));

type Cells = Readonly<Record<string, unknown>>;

/** Columns the independent reader can read: it refuses a file with a DECIMAL. */
const readable = (table: Table): readonly string[] =>
  Object.entries(table.columns).flatMap(([name, { type }]) => (type.kind === 'decimal' ? [] : [name]));

const readAll = async (path: string): Promise<readonly Cells[]> => {
  const reader = await ParquetReader.openFile(path);
  const rows: Cells[] = [];
  try {
    const cursor = reader.getCursor();
    for (let row = await cursor.next(); row !== null; row = await cursor.next()) rows.push(row);
  } finally {
    await reader.close();
  }
  return rows;
};

/** A list as the file format nests it, and as the reader hands it over. */
interface Nested {
  readonly list?: readonly { readonly element: unknown }[];
}

/** The value as the reader can know it: instants to the millisecond, 64-bit integers as text; it gives 32-bit ones and floats as text too, dates as instants. */
const comparable = (kind: string, value: unknown): unknown => {
  if (value === null || value === undefined) return null;
  if (kind === 'timestamp') return value instanceof Date ? value.getTime() : Number((value as bigint) / 1000n);
  if (kind === 'list')
    return Array.isArray(value) ? (value as readonly unknown[]) : ((value as Nested).list ?? []).map(({ element }) => element);
  if (kind === 'date') return value instanceof Date ? value.toISOString().slice(0, 10) : value;
  if (kind === 'int32' || kind === 'float64') return Number(value);
  return kind === 'int64' ? (value as number | bigint).toString() : value;
};
const comparableRows = (table: Table, rows: readonly Cells[]): readonly Cells[] =>
  rows.map((row) => Object.fromEntries(readable(table).map((name) => [name, comparable(table.columns[name]!.type.kind, row[name])])));

describe('a Parquet file of ours', () => {
  test.each([...contractTables])('of %s is read by a reader that shares no code with ours', async (name, table) => {
    const path = join(directory, `${name}.parquet`);
    await fc.assert(
      fc.asyncProperty(fc.array(anyRowOf(table), { maxLength: 60 }), async (rows) => {
        await session.bindArrow('rows', table, encodeRows(rows as never, table));
        await session.write(
          `SELECT ${readable(table)
            .map((column) => quote(column))
            .join(', ')} FROM rows`,
          path,
        );
        const read = comparableRows(table, await readAll(path));
        expect(read.map((row) => JSON.stringify(row)).toSorted()).toEqual(
          comparableRows(table, rows as readonly Cells[])
            .map((row) => JSON.stringify(row))
            .toSorted(),
        );
      }),
      { numRuns: deepCount(10, 300) },
    );
  });
});
