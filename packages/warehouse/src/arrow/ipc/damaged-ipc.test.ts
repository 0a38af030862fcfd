import { readFileSync } from 'node:fs';
import { ArrowRefused, quote, SchemaMismatch } from '@audit/contract';
import { DuckDBInstance } from '@duckdb/node-api';
import * as arrow from 'apache-arrow';
import { afterAll, describe, expect, test } from 'vitest';
import { deepCount, testSeed } from '../../deep-count.fixture.ts';
import { importBatch, importedColumns } from '../import-batch.ts';
import { readIpc } from '../read-ipc.ts';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const given = new arrow.Table({
  i: arrow.vectorFromArray([1n, 2n, null], new arrow.Int64()),
  t: arrow.vectorFromArray(['é', null, 'a text longer than a slot'], new arrow.Utf8()),
  d: arrow.vectorFromArray(['x', 'y', 'x'], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 7)),
  at: arrow.vectorFromArray([0, 1000, null], new arrow.TimestampMillisecond('UTC')),
});

const absurd = Buffer.from('ffffff7f', 'hex');

/** Reads bytes as intake does and returns how many rows came in; damage has one way to be told. */
const rowsOf = async (bytes: Uint8Array): Promise<number | 'refused'> => {
  let rows = 0;
  try {
    for await (const batch of readIpc(bytes)) {
      const columns = importedColumns(batch.schema).map((column, i) => ({ ...column, as: quote(`${i}`) }));
      await connection.run(
        `CREATE OR REPLACE TABLE given (${columns.map(({ as, sqlType }) => `${as} ${sqlType ?? 'VARCHAR'}`).join(', ')})`,
      );
      await importBatch(connection, batch, columns, 'given');
      rows += Number((await (await connection.run('SELECT COUNT(*) FROM given')).getRows())[0]![0]);
    }
    return rows;
  } catch (error) {
    if (error instanceof ArrowRefused || error instanceof SchemaMismatch) return 'refused';
    throw error;
  }
};

test('a vector that claims two billion items is refused before it is decoded, wherever it stands', async () => {
  const bytes = Buffer.from(arrow.tableToIPC(given, 'stream'));
  const results: unknown[] = [];
  // The count of columns is one of the places where their number stands.
  for (let at = 8; at + 4 <= bytes.length; at += 4) {
    if (bytes.readInt32LE(at) !== given.numCols) continue;
    const damaged = Buffer.from(bytes);
    absurd.copy(damaged, at);
    results.push(await rowsOf(damaged));
  }
  expect(results).toContain('refused');
  expect(['refused', 3]).toEqual(expect.arrayContaining(results));
});

test('a batch that claims fewer rows than its columns have is refused, not cut', async () => {
  const bytes = Buffer.from(arrow.tableToIPC(given, 'stream'));
  const results: unknown[] = [];
  for (let at = 8; at + 8 <= bytes.length; at += 4) {
    if (bytes.readBigInt64LE(at) !== 3n) continue;
    const damaged = Buffer.from(bytes);
    damaged.writeBigInt64LE(2n, at);
    results.push(await rowsOf(damaged));
  }
  expect(results).toContain('refused');
  expect(results).not.toContain(2);
});

describe('no flipped bit does more than change a value or be refused:', () => {
  const seed = testSeed();

  const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../../../../fixtures/arrow/${name}`, import.meta.url));

  test.each<[string, () => Uint8Array, number]>([
    ['a file', () => arrow.tableToIPC(given, 'file'), 3],
    ['a stream', () => arrow.tableToIPC(given, 'stream'), 3],
    ['a compressed file', () => fixture('dictionary-ms-paris.zstd.file.arrow'), 12],
    ['a compressed stream', () => fixture('plain.zstd.stream.arrow'), 12],
  ])(`%s (AUDIT_TEST_SEED=${seed})`, async (_, make, whole) => {
    const bytes = make();
    expect(await rowsOf(bytes)).toBe(whole);
    const bits = bytes.length * 8;
    const tries = Math.min(bits, deepCount(100, bits));
    const unexpected: string[] = [];
    let refused = 0;
    for (let i = 0; i < tries; i++) {
      const bit = (seed + Math.floor((i * bits) / tries)) % bits;
      const damaged = Uint8Array.from(bytes);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      const rows = await rowsOf(damaged).catch(String);
      if (rows === 'refused') refused++;
      else if (rows !== whole) unexpected.push(`bit ${bit & 7} of byte ${bit >> 3}: ${rows}`);
    }
    expect(unexpected).toEqual([]);
    expect(refused).toBeGreaterThan(0);
  });
});
