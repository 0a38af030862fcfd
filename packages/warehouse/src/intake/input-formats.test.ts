import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { FileMissing, FileUnreadable } from '@audit/contract';
import { RecordBatchFileWriter, RecordBatchStreamWriter, tableFromArrays } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Field } from './field.ts';
import { findSources } from './find-sources.ts';
import { hashSource } from './hash-source.ts';
import { fileSource } from './input-source.ts';
import { bytesSource, type LandedRow, openBench } from './landing.fixture.ts';
import { recordsSource } from './records-source.ts';

const bench = openBench();
afterAll(() => bench[Symbol.asyncDispose]());

const fields: readonly Field[] = [
  { name: 'id', kind: 'text' },
  { name: 'when', kind: 'instant' },
  { name: 'price', kind: 'text' },
  { name: 'late', kind: 'text' },
];
const count = 2100;
const records = Array.from({ length: count }, (_, k) => ({
  id: `order "${k}", ${'é'.repeat(k % 5)}`,
  when: `202${k % 5}-03-0${(k % 9) + 1}T0${k % 10}:00:00.${String(k).padStart(6, '0')}${k % 2 === 0 ? 'Z' : '+01:30'}`,
  price: k / 4,
  extra: k % 2 === 0,
}));
const bytes: Record<string, Buffer> = {};
let expected: readonly LandedRow[] = [];

const csvCell = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
const withoutPlaces = (rows: readonly LandedRow[]): readonly LandedRow[] => rows.map(({ line: _, at: __, ...rest }) => rest);

beforeAll(async () => {
  bytes['json'] = Buffer.from(JSON.stringify(records, null, 1));
  bytes['ndjson'] = Buffer.from(records.map((record) => JSON.stringify(record)).join('\n'));
  bytes['csv'] = Buffer.from(
    ['id;when;price;extra', ...records.map((record) => Object.values(record).map(csvCell).join(';'))].join('\r\n'),
  );
  const table = tableFromArrays({
    id: records.map(({ id }) => id),
    when: records.map(({ when }) => when),
    price: Float64Array.from(records, ({ price }) => price),
    extra: records.map(({ extra }) => extra),
  });
  bytes['arrow'] = Buffer.from(RecordBatchFileWriter.writeAll(table).toUint8Array(true));
  bytes['arrows'] = Buffer.from(RecordBatchStreamWriter.writeAll(table).toUint8Array(true));
  const [source, target] = [join(bench.folder, 'source.ndjson'), join(bench.folder, 'a[1]*.parquet')];
  writeFileSync(source, bytes['ndjson']);
  await using session = await bench.engine.session();
  await session.connection.run('SET SESSION preserve_insertion_order = true');
  await session.connection.run(
    `COPY (SELECT * FROM read_json('${source}', columns = {id: 'VARCHAR', "when": 'VARCHAR', price: 'DOUBLE', extra: 'BOOLEAN'})) TO '${target}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  bytes['parquet'] = readFileSync(target);
  expected = withoutPlaces((await bench.land(bytes['ndjson'], fields, { format: 'ndjson' })).rows).map((row) => ({
    ...row,
    price: String(Number(row['price'])),
  }));
});

const packings: Readonly<Record<string, (plain: Buffer) => Buffer>> = {
  plain: (plain) => plain,
  gzip: (plain) => gzipSync(plain),
  zstd: (plain) => zstdCompressSync(plain),
  'gzip of two members': (plain) => Buffer.concat([gzipSync(plain.subarray(0, 1000)), gzipSync(plain.subarray(1000))]),
  'zstd of two frames': (plain) => Buffer.concat([zstdCompressSync(plain.subarray(0, 1000)), zstdCompressSync(plain.subarray(1000))]),
};

describe('the same records land alike', () => {
  for (const format of ['json', 'ndjson', 'csv', 'parquet', 'arrow', 'arrows'] as const) {
    for (const [packing, pack] of Object.entries(packings)) {
      test(`${format}, ${packing}, as a file and as a stream`, async () => {
        const packed = pack(bytes[format]!);
        // No extension: only the bytes tell what they are. CSV tells nothing and is the last guess.
        const path = join(bench.folder, `in-${format}-${packing.replaceAll(' ', '-')}`);
        writeFileSync(path, packed);
        const fromFile = await bench.land(fileSource(path), fields);
        const fromStream = await bench.land(bytesSource(packed), fields, { windowBytes: 100_000 });
        const rows = withoutPlaces(fromFile.rows).map((row) => ({ ...row, price: String(Number(row['price'])) }));
        expect(rows).toEqual(expected);
        expect(fromStream.rows).toEqual(fromFile.rows);
        expect(fromStream.file).toEqual(fromFile.file);
        expect(fromFile.file).toMatchObject({ received: count, unknownColumns: ['extra'], bytes: packed.length });
        expect(fromFile.file?.format).toBe(format === 'arrows' ? 'arrow' : format);
        expect(await hashSource(fileSource(path))).toEqual({ sha256: fromFile.file?.sha256, bytes: packed.length });
      });
    }
  }

  test('records of a program', async () => {
    const { rows } = await bench.land(recordsSource(records), fields, { format: 'ndjson' });
    expect(withoutPlaces(rows).map((row) => ({ ...row, price: String(Number(row['price'])) }))).toEqual(expected);
  });
});

describe('values of a program', () => {
  const land = async (value: unknown): Promise<LandedRow | undefined> =>
    (await bench.land(recordsSource([value]), fields, { format: 'ndjson' })).rows[0];
  test('a date is its instant, a big integer keeps its digits, undefined is absent', async () => {
    expect(await land({ id: 12345678901234567890n, when: new Date(86_400_000), price: undefined })).toMatchObject({
      fault: null,
      id: '12345678901234567890',
      when: '1970-01-02 00:00:00',
      when_is: 1,
      price: null,
    });
  });
  test('what JSON would silently make null is a fault', async () => {
    expect(await land({ price: Number.NaN })).toMatchObject({ fault: 'NON_FINITE' });
    expect(await land({ when: new Date(Number.NaN) })).toMatchObject({ fault: null, when: null, when_is: 3 });
    expect(await land({ id: '\ud800' })).toMatchObject({ fault: 'NOT_UTF8' });
    expect(await land(null)).toMatchObject({ fault: 'NOT_JSON' });
  });
  test('a record that contains itself is too deep', async () => {
    const loop: Record<string, unknown> = { id: 'x' };
    loop['me'] = loop;
    expect(await land(loop)).toMatchObject({ fault: 'TOO_DEEP' });
  });
});

describe('columns of Parquet', () => {
  const landColumns = async (select: string): Promise<LandedRow | undefined> => {
    const path = join(bench.folder, 'columns.parquet');
    await using session = await bench.engine.session();
    await session.connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    return (await bench.land(fileSource(path), fields)).rows[0];
  };
  const cases: readonly (readonly [select: string, landed: LandedRow])[] = [
    ['SELECT 12.30::DECIMAL(9,2) AS price, 7::BIGINT AS id', { fault: null, price: '12.30', id: '7' }],
    ['SELECT 33.333333333333336::DOUBLE AS price', { fault: null, price: '33.333333333333336' }],
    [`SELECT 'nan'::DOUBLE AS price`, { fault: 'NON_FINITE', fault_column: 'price' }],
    ['SELECT [1] AS price', { fault: 'BAD_TEXT', fault_column: 'price' }],
    [`SELECT 'ab'::BLOB AS id`, { fault: null, id: 'ab' }],
    [`SELECT '\\xFF'::BLOB AS id`, { fault: 'NOT_UTF8', fault_column: 'id' }],
    [`SELECT TIMESTAMPTZ '2024-01-01 10:00:00+02' AS "when"`, { when: '2024-01-01 08:00:00', when_is: 1 }],
    [`SELECT TIMESTAMP '2024-01-01 10:00:00.000001' AS "when"`, { when: '2024-01-01 10:00:00.000001', when_is: 2 }],
    [`SELECT TIMESTAMP_NS '1969-12-31 23:59:59.999999999' AS "when"`, { when: '1969-12-31 23:59:59.999999', when_is: 2 }],
    [`SELECT DATE '2024-01-01' AS "when"`, { when: '2024-01-01 00:00:00', when_is: 2 }],
    [`SELECT TIMESTAMP 'infinity' AS "when"`, { when: null, when_is: 3 }],
    [`SELECT 17 AS "when"`, { when: null, when_is: 3 }],
    [`SELECT 'yesterday' AS "when"`, { when: null, when_is: 3 }],
    [`SELECT NULL::VARCHAR AS "when", true AS id`, { when: null, when_is: 0, id: 'true' }],
  ];
  for (const [select, landed] of cases) test(select, async () => expect(await landColumns(select)).toMatchObject(landed));

  test('a file of one long run of a value expands too far', async () => {
    const path = join(bench.folder, 'bomb.parquet');
    await using session = await bench.engine.session();
    await session.connection.run(
      `COPY (SELECT 'x' AS id FROM range(20_000_000)) TO '${path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20_000_000)`,
    );
    expect((await bench.land(fileSource(path), fields)).refused?.fault).toBe('EXPANDS_TOO_FAR');
  });

  test('a damaged file is refused as such, without a path of this machine', async () => {
    const whole = bytes['parquet']!;
    const footerHit = Buffer.concat([whole.subarray(0, -20), Buffer.alloc(12, 0xff), whole.subarray(-8)]);
    for (const damaged of [footerHit, whole.subarray(0, -1), whole.subarray(0, 1000), whole.subarray(0, 4)]) {
      const path = join(bench.folder, 'damaged.parquet');
      writeFileSync(path, damaged);
      const { refused } = await bench.land(fileSource(path, 'damaged.parquet'), fields, {});
      expect(refused?.fault).toBe('NOT_PARQUET');
      expect(refused?.message).not.toContain(bench.folder);
    }
  });

  test('damage inside the data never ends in another error', async () => {
    const whole = bytes['parquet']!;
    for (let at = 4; at < whole.length - 2000; at += Math.ceil(whole.length / 40)) {
      const path = join(bench.folder, 'damaged.parquet');
      writeFileSync(path, Buffer.concat([whole.subarray(0, at), Buffer.alloc(16, 0xff), whole.subarray(at + 16)]));
      const { refused } = await bench.land(fileSource(path, 'damaged.parquet'), fields, {});
      expect(refused?.fault ?? 'NOT_PARQUET').toBe('NOT_PARQUET');
    }
  });
});

describe('the format of a .json file that holds objects', () => {
  const land = (text: string) => bench.land(bytesSource(text, 'x.json'), fields);
  test('one a line: read as lines', async () =>
    expect((await land('{"id":"1"}\n{"id":"2"}')).file).toMatchObject({ format: 'ndjson', received: 2 }));
  test('one alone: no list', async () => expect((await land('{"id":"1"}\n')).refused?.fault).toBe('NOT_A_LIST'));
  test('one alone, over several lines: no list', async () =>
    expect((await land('{\n"id":{\n"x":1}\n}\n')).refused?.fault).toBe('NOT_A_LIST'));
});

describe('names of inputs', () => {
  const find = async (...patterns: readonly string[]) =>
    (await findSources(patterns, { cwd: bench.folder, stdin: process.stdin })).map(({ label }) => label);
  beforeAll(() => {
    mkdirSync(join(bench.folder, 'many/folder.csv'), { recursive: true });
    for (const name of ['b.csv', 'a.csv', 'x[1].csv', 'c.json']) writeFileSync(join(bench.folder, 'many', name), 'id\n1\n');
  });
  test('a pattern gives its files by name, no folders', async () =>
    expect(await find('many/*.csv')).toEqual(['many/a.csv', 'many/b.csv', 'many/x[1].csv']));
  test('a name that exists is that file, whatever marks it holds', async () =>
    expect(await find('many/x[1].csv')).toEqual(['many/x[1].csv']));
  test('a file named twice is read once', async () =>
    expect(await find('many/b.csv', './many/b.csv', 'many/*.csv')).toEqual(['many/b.csv', 'many/a.csv', 'many/x[1].csv']));
  test('a dash is standard input', async () => expect(await find('-')).toEqual(['-']));
  test('a missing file, a pattern without a match and a folder are refused', async () => {
    await expect(find('many/none.csv')).rejects.toThrow(FileMissing);
    await expect(find('many/*.zip')).rejects.toThrow(FileMissing);
    await expect(find('many')).rejects.toThrow(FileUnreadable);
    await expect(bench.land(fileSource(join(bench.folder, 'many')), fields)).rejects.toThrow(FileUnreadable);
    await expect(bench.land(fileSource(join(bench.folder, 'gone')), fields)).rejects.toThrow(FileMissing);
  });
});
