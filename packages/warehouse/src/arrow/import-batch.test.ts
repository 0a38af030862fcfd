import { ArrowRefused, FileRefused, quote, SchemaMismatch } from '@audit/contract';
import { DuckDBInstance } from '@duckdb/node-api';
import * as arrow from 'apache-arrow';
import { zstdCompressSync } from 'node:zlib';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import { compressionRegistry } from 'apache-arrow/ipc/compression/registry';
import { afterAll, describe, expect, test } from 'vitest';
import { assertBatch } from './assert-batch.ts';
import { importBatch, importedColumns } from './import-batch.ts';
import { readIpc } from './read-ipc.ts';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const raw = (type: arrow.DataType, data: ArrayBufferView, length: number): arrow.Vector =>
  new arrow.Vector([arrow.makeData({ type, length, nullCount: 0, data } as never)]);
const columns: Readonly<Record<string, readonly [arrow.Vector, string, readonly (string | null)[]]>> = {
  i8: [arrow.vectorFromArray([-1, null, 3], new arrow.Int8()), 'TINYINT', ['-1', null, '3']],
  i16: [arrow.vectorFromArray([-1, 2, 3], new arrow.Int16()), 'SMALLINT', ['-1', '2', '3']],
  i32: [arrow.vectorFromArray([-1, 2, 3], new arrow.Int32()), 'INTEGER', ['-1', '2', '3']],
  i64: [arrow.vectorFromArray([-(2n ** 63n), 2n, null], new arrow.Int64()), 'BIGINT', ['-9223372036854775808', '2', null]],
  u8: [arrow.vectorFromArray([255, 2, 3], new arrow.Uint8()), 'UTINYINT', ['255', '2', '3']],
  u16: [arrow.vectorFromArray([65535, 2, 3], new arrow.Uint16()), 'USMALLINT', ['65535', '2', '3']],
  u32: [arrow.vectorFromArray([4294967295, 2, 3], new arrow.Uint32()), 'UINTEGER', ['4294967295', '2', '3']],
  u64: [arrow.vectorFromArray([2n ** 64n - 1n, 2n, 3n], new arrow.Uint64()), 'UBIGINT', ['18446744073709551615', '2', '3']],
  f32: [arrow.vectorFromArray([0.5, null, -2], new arrow.Float32()), 'FLOAT', ['0.5', null, '-2.0']],
  f64: [arrow.vectorFromArray([0.1, 1e300, null], new arrow.Float64()), 'DOUBLE', ['0.1', '1e+300', null]],
  b: [arrow.vectorFromArray([true, null, false], new arrow.Bool()), 'BOOLEAN', ['true', null, 'false']],
  t: [
    arrow.vectorFromArray(['é', null, 'a text longer than a slot'], new arrow.Utf8()),
    'VARCHAR',
    ['é', null, 'a text longer than a slot'],
  ],
  lt: [arrow.vectorFromArray(['x', null, ''], new arrow.LargeUtf8()), 'VARCHAR', ['x', null, '']],
  d: [arrow.vectorFromArray(['x', 'y', null], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())), 'VARCHAR', ['x', 'y', null]],
  day: [raw(new arrow.DateDay(), Int32Array.of(0, -1, 1), 3), 'DATE', ['1970-01-01', '1969-12-31', '1970-01-02']],
  ms: [
    raw(new arrow.TimestampMillisecond(), BigInt64Array.of(1n, -1n, 0n), 3),
    'TIMESTAMP_MS',
    ['1970-01-01 00:00:00.001', '1969-12-31 23:59:59.999', '1970-01-01 00:00:00'],
  ],
  ns: [
    raw(new arrow.TimestampNanosecond('Europe/Paris'), BigInt64Array.of(1n, 1000n, 0n), 3),
    'TIMESTAMP_NS',
    ['1970-01-01 00:00:00.000000001', '1970-01-01 00:00:00.000001', '1970-01-01 00:00:00'],
  ],
  m: [
    raw(new arrow.Decimal(2, 9, 128), Uint32Array.of(5, 0, 0, 0, ...Array(4).fill(0xffffffff), 123, 0, 0, 0), 3),
    'DECIMAL(9,2)',
    ['0.05', '-0.01', '1.23'],
  ],
  n: [arrow.vectorFromArray([null, null, null], new arrow.Null()), 'VARCHAR', [null, null, null]],
};
const given = new arrow.Table(Object.fromEntries(Object.entries(columns).map(([name, [vector]]) => [name, vector])) as never);

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}
const imported = async (source: Uint8Array | AsyncIterable<Uint8Array>): Promise<readonly unknown[]> => {
  const rows: unknown[] = [];
  for await (const batch of readIpc(source)) {
    const found = importedColumns(batch.schema);
    const names = found.map(({ name, sqlType }) => `${quote(name)} ${sqlType}`);
    await connection.run(`CREATE OR REPLACE TABLE given (${names.join(', ')})`);
    await importBatch(connection, batch, found, 'given');
    rows.push(...(await (await connection.run('SELECT CAST(COLUMNS(*) AS VARCHAR) FROM given')).getRowObjectsJson()));
  }
  return rows;
};
const expected = [0, 1, 2].map((row) => Object.fromEntries(Object.entries(columns).map(([name, [, , values]]) => [name, values[row]])));

describe('a batch of Arrow IPC', () => {
  test('is imported with the types it has, times with a zone marked', () => {
    const found = importedColumns(given.schema);
    expect(Object.fromEntries(found.map(({ name, sqlType }) => [name, sqlType]))).toEqual(
      Object.fromEntries(Object.entries(columns).map(([name, [, sqlType]]) => [name, sqlType])),
    );
    expect(found.filter(({ zoned }) => zoned).map(({ name }) => name)).toEqual(['ns']);
  });

  test.each(['file', 'stream'] as const)('of the %s format comes in value by value, however its bytes arrive', async (format) => {
    const bytes = arrow.tableToIPC(given, format);
    expect(await imported(bytes)).toEqual(expected);
    for (const size of [1, 7, 1000]) expect(await imported(inChunks(bytes, size))).toEqual(expected);
  });

  test('of several batches yields them all; none yields the schema', async () => {
    const several = arrow.tableToIPC(given.slice(0, 1).concat(given.slice(1)), 'stream');
    expect(await imported(several)).toEqual(expected);
    for await (const batch of readIpc(arrow.tableToIPC(new arrow.Table(given.schema, []), 'stream'))) {
      expect([batch.numRows, batch.schema.fields.length]).toEqual([0, given.schema.fields.length]);
    }
  });

  test.each(['file', 'stream'] as const)('of nested columns is a %s like any other, with rows and without', async (format) => {
    const item = new arrow.Struct<{ a: arrow.DataType }>([new arrow.Field('a', new arrow.Int8(), true)]);
    const list = new arrow.List(new arrow.Field('item', item, true));
    const nested = new arrow.Table({
      l: arrow.vectorFromArray([[{ a: 1 }, { a: 2 }], [], null], list),
      t: arrow.vectorFromArray(['x', null, 'z'], new arrow.Utf8()),
    });
    for (const table of [nested, new arrow.Table(nested.schema, [])]) {
      for await (const batch of readIpc(arrow.tableToIPC(table, format))) expect(batch.numRows).toBe(table.numRows);
    }
  });

  test('of compressed buffers is read', async () => {
    compressionRegistry.set(CompressionType.ZSTD, {
      encode: (bytes) => zstdCompressSync(bytes),
      ...compressionRegistry.get(CompressionType.ZSTD),
    });
    const writer = new arrow.RecordBatchStreamWriter({ compressionType: CompressionType.ZSTD });
    const long = new arrow.Table({ t: arrow.vectorFromArray(Array<string>(1000).fill('the same text'), new arrow.Utf8()) });
    const bytes = writer.writeAll(long).toUint8Array(true);
    expect(bytes.length).toBeLessThan(5000);
    expect(await imported(bytes)).toHaveLength(1000);
  });

  test('of a type that cannot be read is refused by name, and the others can be read without it', async () => {
    const table = new arrow.Table({
      ok: arrow.vectorFromArray([1], new arrow.Int32()),
      blob: arrow.vectorFromArray([Uint8Array.of(1)], new arrow.Binary()),
    });
    const [batch] = table.batches as [arrow.RecordBatch];
    const [ok, blob] = importedColumns(table.schema) as [never, never];
    await connection.run('CREATE OR REPLACE TABLE given (ok INTEGER)');
    await expect(importBatch(connection, batch, [blob], 'given')).rejects.toThrow(SchemaMismatch);
    await expect(importBatch(connection, batch, [blob], 'given')).rejects.toThrow('column blob is Binary');
    await importBatch(connection, batch, [ok], 'given');
    expect(await (await connection.run('SELECT * FROM given')).getRows()).toEqual([[1]]);
  });
});

describe('bytes that are no whole Arrow IPC are refused', () => {
  test.each(['file', 'stream'] as const)('a %s cut anywhere', async (format) => {
    const bytes = arrow.tableToIPC(given, format);
    for (let cut = 0; cut < bytes.length; cut += 13) {
      await expect(imported(bytes.subarray(0, cut)), `cut at ${cut}`).rejects.toThrow(ArrowRefused);
    }
  });

  test.each([
    ['nothing', ''],
    ['text', 'order_id,customer_id\n1,2\n'],
    ['JSON', '{"schema": {"fields": []}}'],
    ['a mark alone', 'ARROW1'],
  ])('%s', async (_, text) => {
    await expect(imported(Buffer.from(text))).rejects.toThrow(ArrowRefused);
  });

  test('a mark and nonsense, by the part that is damaged', async () => {
    await expect(imported(Buffer.from('ARROW1 nonsense'))).rejects.toThrow('its schema at byte 8 is damaged');
    const file = Buffer.from(arrow.tableToIPC(given, 'file'));
    await expect(imported(Buffer.concat([file.subarray(0, -40), Buffer.alloc(30), file.subarray(-10)]))).rejects.toThrow(
      'its footer is damaged',
    );
  });

  test('bytes after the end of a stream, and two streams in one', async () => {
    const bytes = arrow.tableToIPC(given, 'stream');
    await expect(imported(Buffer.concat([bytes, bytes]))).rejects.toThrow('more bytes follow the end mark');
    const open = bytes.subarray(0, -8);
    await expect(imported(Buffer.concat([open, bytes]))).rejects.toThrow('one schema comes first, and then no other');
  });

  test('unless the source of the bytes failed: its error is the one told', async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield arrow.tableToIPC(given, 'stream').subarray(0, 100);
      throw new FileRefused('a.arrow.gz', 'BAD_COMPRESSION', 100, 'the gzip data is damaged');
    };
    await expect(imported(failing())).rejects.toThrow(FileRefused);
  });

  test.each<[string, arrow.DataType, Readonly<Record<string, unknown>>]>([
    ['numbers', new arrow.Int32(), { data: new Int32Array(2) }],
    ['flags', new arrow.Bool(), { data: new Uint8Array(1) }],
    ['text', new arrow.Utf8(), { data: new Uint8Array(0), valueOffsets: new Int32Array(4) }],
    ['decimals', new arrow.Decimal(2, 9, 128), { data: new Uint32Array(8) }],
    ['views', new arrow.Utf8View(), { views: new Uint8Array(32), variadicBuffers: [] }],
    ['nothing but nulls', new arrow.Null(), {}],
  ])('a column of %s that claims billions of rows', (_, type, buffers) => {
    const claim = (length: number): arrow.RecordBatch => {
      const schema = new arrow.Schema([new arrow.Field('v', type, true)]);
      const column = arrow.makeData({ type, nullCount: 0, ...buffers, length } as never) as arrow.Data;
      const struct = new arrow.Struct(schema.fields);
      return new arrow.RecordBatch(schema, arrow.makeData({ type: struct, length, nullCount: 0, children: [column] }));
    };
    expect(() => assertBatch(claim(2))).not.toThrow();
    expect(() => assertBatch(claim(2 ** 40))).toThrow('column v claims 1099511627776 rows');
  });
});
