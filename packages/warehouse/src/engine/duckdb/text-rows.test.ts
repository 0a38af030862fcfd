import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { duckDbEngine } from './duckdb-engine.ts';

const textOf = async (sql: string): Promise<string> => {
  await using engine = duckDbEngine({ tempDirectory: mkdtempSync(join(tmpdir(), 'audit-rows-')), directories: [] });
  await using session = await engine.session();
  const pieces: Uint8Array[] = [];
  for await (const piece of session.bytes(sql)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

test('rows of any length come one right after the other, in the order of a subquery', async () => {
  // Lengths 0 to 39: below and beyond what DuckDB keeps in the slot itself, shared values among them.
  const row = (i: number): string => (i % 7 === 0 ? 'the same long text each time é' : 'x'.repeat(i % 40));
  const sql = `SELECT CASE WHEN i % 7 = 0 THEN 'the same long text each time é' ELSE repeat('x', CAST(i % 40 AS INTEGER)) END || '\n'
    FROM (SELECT i FROM range(10000) r(i) ORDER BY i DESC) s`;
  expect(await textOf(sql)).toBe(Array.from({ length: 10_000 }, (_, k) => `${row(9999 - k)}\n`).join(''));
});

test('no rows are no bytes', async () => {
  expect(await textOf("SELECT 'x' WHERE false")).toBe('');
});

test('a session that gave bytes writes files of groups by size afterwards, in the order asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-rows-'));
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder] });
  await using session = await engine.session();
  for await (const piece of session.bytes("SELECT 'x'")) expect(piece.length).toBe(1);
  const path = join(folder, 'groups.parquet');
  expect(await session.write('SELECT i FROM range(5000) r(i) ORDER BY i DESC', path, { groupBytes: 2 ** 20 })).toBe(5000);
  const [first] = await session.evidence(`SELECT i FROM read_parquet('${path}', file_row_number = true) WHERE file_row_number = 0`, 1);
  expect(first).toEqual({ i: '4999' });
});
