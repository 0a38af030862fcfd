import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFull } from '@audit/contract';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { CallQueue } from './call-queue.ts';
import { duckDbEngine } from './duckdb-engine.ts';

const spill = mkdtempSync(join(tmpdir(), 'audit-full-'));
afterAll(() => rmSync(spill, { recursive: true, force: true }));

const hashes = (rows: number): string => `SELECT hash(i) AS a, hash(i, 1) AS b FROM range(${rows}) r(i)`;
const thrown = async (work: Promise<unknown>): Promise<unknown> => await work.then(undefined, (error: unknown) => error);

test('a spill disk without room is told apart from a lack of memory, with its folder and what to do', async () => {
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: spill, memory_limit: '20MB', threads: '2' });
  const connection = await instance.connect();
  // What DuckDB takes from the free space of the disk where it is not set.
  await connection.run(`SET max_temp_directory_size = '1MB'`);
  const calls = new CallQueue(connection, { memoryLimit: '20MB', tempDirectory: spill, signal: undefined });
  const error = await thrown(calls.run('computing "t"', () => connection.run(`CREATE TEMP TABLE t AS ${hashes(4_000_000)}`)));
  await calls.close();
  instance.closeSync();
  expect(error).toBeInstanceOf(DiskFull);
  expect(error).toMatchObject({ spilling: true, facts: { place: spill, what: 'computing "t"' } });
  expect((error as DiskFull).message).toContain('give --temp-dir another disk');
});

// Linux has a device that is always full.
test.runIf(existsSync('/dev/full'))('a full disk under a file that is written is named by that file', async () => {
  await using engine = duckDbEngine({ tempDirectory: spill, directories: ['/dev'] });
  await using session = await engine.session();
  const error = await thrown(session.write(hashes(1_000_000), '/dev/full'));
  expect(error).toBeInstanceOf(DiskFull);
  expect(error).toMatchObject({ spilling: false, facts: { place: '/dev/full' } });
});
