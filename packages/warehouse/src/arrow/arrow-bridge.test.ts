import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArrowRefused, decimal, defineTable, EngineFailed, int64, list, type Row, SchemaMismatch, text } from '@audit/contract';
import { makeData } from 'apache-arrow/data';
import { RecordBatch } from 'apache-arrow/recordbatch';
import { Table as ArrowTable } from 'apache-arrow/table';
import { type DataType, Struct } from 'apache-arrow/type';
import { afterAll, describe, expect, test } from 'vitest';
import { duckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import { decodeRows } from './decode-rows.ts';
import { encodeRows } from './encode-rows.ts';
import { toArrow } from './to-arrow.ts';

const directory = mkdtempSync(join(tmpdir(), 'audit-bridge-'));
const engine = duckDbEngine({ tempDirectory: directory, directories: [], threads: 2 });
const session = await engine.session();

afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

const names = defineTable({
  name: 'names',
  layer: 'silver',
  grain: ['i'],
  description: 'A number and a text',
  columns: { i: int64({ description: 'Position' }), t: text({ description: 'Text', nullable: true }) },
});
const lists = defineTable({
  name: 'lists',
  layer: 'silver',
  grain: ['i'],
  description: 'A number and a list',
  columns: { i: int64({ description: 'Position' }), l: list({ kind: 'text' })({ description: 'Texts', nullable: true }) },
});
const amounts = defineTable({
  name: 'amounts',
  layer: 'silver',
  grain: ['a'],
  description: 'An amount',
  columns: { a: decimal(9, 2)({ description: 'Amount' }) },
});
const rowsOf = async <T extends typeof names>(sql: string, table: T): Promise<readonly Row<T>[]> => [
  ...decodeRows(await session.query(sql, table), table),
];
/** A table of one column made of raw buffers, as a foreign program might make it. */
const rawTable = (table: typeof amounts | typeof texts, buffers: Readonly<Record<string, unknown>>, length: number): ArrowTable => {
  const type = table.schema.fields[0]!.type as DataType;
  const column = makeData({ type, length, nullCount: 0, ...buffers } as never);
  const struct = makeData({ type: new Struct(table.schema.fields), length, nullCount: 0, children: [column] as never });
  return new ArrowTable(table.schema, [new RecordBatch(table.schema, struct)]);
};
const texts = defineTable({
  name: 'texts',
  layer: 'silver',
  grain: ['t'],
  description: 'A text',
  columns: { t: text({ description: 'Text' }) },
});

describe('a result of DuckDB', () => {
  test('without rows keeps its columns', async () => {
    const empty = await session.query(`SELECT CAST(1 AS BIGINT) AS i, 'x' AS t WHERE FALSE`, names);
    expect(empty.numRows).toBe(0);
    expect(empty.schema.fields.map(({ name }) => name)).toEqual(['i', 't']);
  });

  test('of more rows than a batch holds is cut into batches and loses none', async () => {
    const table = await session.query('SELECT i, CAST(i AS VARCHAR) AS t FROM range(300001) r(i)', names);
    expect(table.batches.length).toBe(3);
    let sum = 0n;
    for (const { i, t } of decodeRows(table, names)) sum += i === BigInt(t ?? -1) ? i : -1n;
    expect(sum).toBe((300_000n * 300_001n) / 2n);
  });

  test.each([
    ['one constant list for all rows', `['x', 'a text longer than a slot']`],
    ['lists that skip elements', `list_filter(['a', 'b', 'c' || i], e -> e <> 'b')`],
    ['lists in reverse', `list_reverse(['a' || i, 'b', 'a text longer than a slot'])`],
    ['lists that come from a join', `(ARRAY['shared', 'values'])`],
    ['sorted lists', `list_sort(['z', 'b' || i])`],
    ['slices of lists', `(['a', 'b' || i, 'c'])[2:3]`],
    ['lists and nulls by turns', `CASE WHEN i % 2 = 0 THEN ['even', NULL] WHEN i % 3 = 0 THEN [] END`],
    ['aggregated lists', `(SELECT list(CAST(x AS VARCHAR) ORDER BY x) FROM range(3) s(x))`],
  ])('of %s is read as DuckDB prints it', async (_, sql) => {
    const query = `SELECT i, ${sql} AS l FROM range(5000) r(i)`;
    const printed = await session.evidence(`SELECT to_json(l) AS l FROM (${query}) ORDER BY i`, 5000);
    // A streamed result holds each list for itself, a materialised one shares what is equal.
    for (const fetch of ['stream', 'run'] as const) {
      const read = [...decodeRows(await toArrow(await session.connection[fetch](query), lists), lists)].toSorted((x, y) =>
        Number(x.i - y.i),
      );
      expect(read.map(({ l }) => (l === null ? 'null' : JSON.stringify(l)))).toEqual(printed.map(({ l }) => l ?? 'null'));
    }
  });

  test('of values that share their text with others, of other lengths, is read value by value', async () => {
    const shared = `WITH s AS MATERIALIZED (SELECT i, repeat('long text ', 5) || i AS t FROM range(3000) r(i))
      SELECT i, CASE i % 3 WHEN 0 THEN t WHEN 1 THEN t[:20] ELSE t[15:] END AS t FROM s ORDER BY md5(t), i`;
    const base = 'long text '.repeat(5);
    for (const { i, t } of await rowsOf(shared, names)) {
      expect(t).toBe([`${base}${i}`, base.slice(0, 20), `${base}${i}`.slice(14)][Number(i % 3n)]);
    }
  });

  test.each([
    ['another type', `SELECT 1 AS i, 'x' AS t`, 'column 1 is i INTEGER, expected i BIGINT'],
    ['another name', `SELECT CAST(1 AS BIGINT) AS n, 'x' AS t`, 'column 1 is n BIGINT'],
    ['a missing column', 'SELECT CAST(1 AS BIGINT) AS i', 'column 2 is missing'],
    ['a column too many', `SELECT CAST(1 AS BIGINT) AS i, 'x' AS t, 2 AS more`, 'column more is not declared'],
  ])('with %s is refused, and the difference named', async (_, sql, difference) => {
    await expect(session.query(sql, names)).rejects.toThrow(SchemaMismatch);
    await expect(session.query(sql, names)).rejects.toThrow(difference);
  });
});

describe('Arrow data that breaks the rules', () => {
  const short = Uint8Array.from(Buffer.from('short'));
  const long = Uint8Array.from(Buffer.from('a text longer than a slot'));
  test.each([
    ['text that is not UTF-8', { data: Uint8Array.of(0xff, 0x41), valueOffsets: Int32Array.of(0, 1, 2) }],
    ['a value that starts inside a character', { data: Uint8Array.from(Buffer.from('é')), valueOffsets: Int32Array.of(0, 1, 2) }],
    ['long text that is not UTF-8', { data: long.with(14, 0xc0), valueOffsets: Int32Array.of(0, 20, 25) }],
    ['offsets beyond the text', { data: short, valueOffsets: Int32Array.of(0, 2, 90) }],
    ['offsets before the text', { data: short, valueOffsets: Int32Array.of(-3, 2, 5) }],
    ['offsets that run backwards', { data: long, valueOffsets: Int32Array.of(0, 20, 5) }],
    ['offsets that leap and return', { data: long, valueOffsets: Int32Array.of(5, 2_000_000, 25) }],
  ])('is refused: %s', async (_, buffers) => {
    await expect(session.bindArrow('t', texts, rawTable(texts, buffers, 2))).rejects.toThrow(ArrowRefused);
  });

  test('is refused: a decimal wider than its column', async () => {
    const words = Uint32Array.of(5, 0, 0, 0, 0, 1, 0, 0);
    await expect(session.bindArrow('a', amounts, rawTable(amounts, { data: words }, 2))).rejects.toThrow(ArrowRefused);
  });

  test('leaves the session as it was', async () => {
    await expect(session.bindArrow('t', texts, rawTable(texts, { data: short, valueOffsets: Int32Array.of(0, 90) }, 1))).rejects.toThrow();
    await session.bindArrow('t', texts, encodeRows([{ t: 'fine' }], texts));
    expect(await session.evidence('SELECT * FROM t', 5)).toEqual([{ t: 'fine' }]);
  });
});

test('a null in a required column is refused by DuckDB itself', async () => {
  const column = { data: new Uint8Array(0), valueOffsets: Int32Array.of(0, 0), nullCount: 1, nullBitmap: Uint8Array.of(0) };
  await expect(session.bindArrow('t', texts, rawTable(texts, column, 1))).rejects.toThrow(EngineFailed);
});

test.each([
  ['a number for money', amounts, { a: 12.5 }, 'column a needs exact decimal text'],
  ['more digits than the scale', amounts, { a: '1.005' }, 'at most 9 digits, 2 of them'],
  ['more digits than the precision', amounts, { a: '10000000.00' }, 'at most 9 digits'],
  ['null where none may be', amounts, { a: null }, 'needs a value'],
  ['half a surrogate pair', texts, { t: '\ud800' }, 'whole characters'],
  ['a missing key', texts, {}, 'text of whole characters'],
  ['a number beyond 64 bits', names, { i: 2n ** 63n, t: null }, '64 bits'],
])('a row with %s is refused, with its place', (_, table, row, message) => {
  expect(() => encodeRows([row] as never, table as never)).toThrow(message);
  expect(() => encodeRows([row] as never, table as never)).toThrow('row 1');
});
