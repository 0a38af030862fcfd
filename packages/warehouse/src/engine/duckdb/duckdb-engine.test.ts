import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Assertion,
  defineTable,
  EngineFailed,
  float64,
  int32,
  int64,
  Interrupted,
  OutOfMemory,
  SchemaMismatch,
  text,
} from '@audit/contract';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeRows } from '../../arrow/decode-rows.ts';
import type { EngineOptions } from '../engine.ts';
import { type DuckDbEngine, duckDbEngine } from './duckdb-engine.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-engine-'));
const open = (options: Partial<EngineOptions> = {}): DuckDbEngine =>
  duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 2, ...options });
afterAll(() => rmSync(root, { recursive: true }));

const numbers = defineTable({
  name: 'numbers',
  layer: 'silver',
  grain: ['n'],
  description: 'Numbers',
  columns: { n: int64({ description: 'Number' }), t: text({ description: 'Text', nullable: true }) },
});
const endless = 'SELECT COUNT(*) AS n FROM range(100000000000) a, range(100000) b WHERE a.range + b.range < 0';
const manyNumbers = `SELECT i AS n, 'a text longer than a slot ' || i AS t FROM range(150000) r(i)`;

describe('names of a session', () => {
  test('are seen by no other session, and each session has its own under the same name', async () => {
    await using engine = open();
    await using one = await engine.session();
    await using two = await engine.session();
    await one.bindSql('x', 'SELECT 1 AS n');
    await expect(two.evidence('SELECT * FROM x', 1)).rejects.toThrow(EngineFailed);
    await two.materialise('x', 'SELECT 2 AS n');
    expect(await one.evidence('SELECT * FROM x', 1)).toEqual([{ n: '1' }]);
    await two.drop('x');
    expect(await one.evidence('SELECT * FROM x', 1)).toEqual([{ n: '1' }]);
  });

  test('can be bound again as something else, and dropped whatever they are', async () => {
    await using engine = open();
    await using session = await engine.session();
    await session.bindSql('x', 'SELECT 1 AS n');
    expect(await session.materialise('x', 'SELECT 2 AS n')).toBe(1);
    await session.bindSql('x', 'SELECT 3 AS n');
    expect(await session.evidence('SELECT * FROM x', 1)).toEqual([{ n: '3' }]);
    await session.drop('x');
    await session.drop('x');
    await expect(session.evidence('SELECT * FROM x', 1)).rejects.toThrow('x does not exist');
  });
});

describe('files', () => {
  test('none give an empty relation of the declared types', async () => {
    await using engine = open();
    await using session = await engine.session();
    await session.bindFiles('none', numbers, []);
    expect(await session.describe('SELECT * FROM none')).toEqual([
      ['n', 'BIGINT'],
      ['t', 'VARCHAR'],
    ]);
    expect((await session.query('SELECT * FROM none', numbers)).numRows).toBe(0);
  });

  test('are written in the order the query gives, and several are read as one', async () => {
    await using engine = open();
    await using session = await engine.session();
    const [down, more] = [join(root, 'down.parquet'), join(root, "it's more.parquet")];
    expect(await session.write(`${manyNumbers} ORDER BY n DESC -- a comment at the end`, down)).toBe(150_000);
    expect(await session.write('SELECT CAST(-1 AS BIGINT) AS n, NULL::VARCHAR AS t', more)).toBe(1);
    const stored = await session.evidence(
      `SELECT COUNT(*) AS wrong FROM read_parquet('${down}', file_row_number = true) WHERE n <> 149999 - file_row_number`,
      1,
    );
    expect(stored).toEqual([{ wrong: '0' }]);
    await session.bindFiles('together', numbers, [down, more]);
    expect(await session.evidence('SELECT COUNT(*) AS rows, MIN(n) AS least FROM together', 1)).toEqual([{ rows: '150001', least: '-1' }]);
  });

  test('of a path that begins like partitions yield no further columns', async () => {
    await using engine = open();
    await using session = await engine.session();
    mkdirSync(join(root, 'n=7'));
    const path = join(root, 'n=7', 'part.parquet');
    await session.write(`SELECT CAST(1 AS BIGINT) AS n, 'x' AS t`, path);
    await session.bindFiles('part', numbers, [path]);
    expect([...decodeRows(await session.query('SELECT * FROM part', numbers), numbers)]).toEqual([{ n: 1n, t: 'x' }]);
  });
});

test('rows that are split lie apart by a column that is not written, and a second split takes the place of the first', async () => {
  await using engine = open();
  await using session = await engine.session();
  const folder = join(root, 'split');
  for (const parts of [5, 3]) {
    const files = await session.split(`SELECT n, t, 'é /' || n % ${parts} AS part FROM (${manyNumbers}) m`, 'part', folder);
    expect([...files.keys()].toSorted()).toEqual(Array.from({ length: parts }, (_, part) => `é /${part}`));
    await session.bindFiles('second', numbers, files.get('é /1') ?? []);
    expect(await session.evidence('SELECT COUNT(*) AS rows, MIN(n) AS least, MAX(n) AS most FROM second', 1)).toEqual([
      { rows: String(150_000 / parts), least: '1', most: String(150_000 - parts + 1) },
    ]);
  }
  expect(await session.split('SELECT 1 AS n, NULL AS part WHERE FALSE', 'part', folder)).toEqual(new Map());
});

test('columns of numbers come in as they are; those of another type or length, or missing, are refused', async () => {
  await using engine = open();
  await using session = await engine.session();
  const measured = defineTable({
    name: 'measured',
    layer: 'silver',
    grain: ['n'],
    description: 'Measured',
    columns: { n: int32({ description: 'Number' }), share: float64({ description: 'Share' }) },
  });
  const n = Int32Array.from({ length: 5000 }, (_, at) => 2500 - at);
  const share = Float64Array.from(n, (number) => number / 3);
  await session.bindColumns('measured', measured, { share, n });
  const [row] = await session.evidence('SELECT COUNT(*) AS rows, SUM(n) AS n, SUM(share * 3 - n) AS rest FROM measured', 1);
  expect(row).toEqual({ rows: '5000', n: '2500', rest: expect.stringMatching(/^-?0|e-/) });
  await session.bindColumns('measured', measured, { n: n.subarray(0, 0), share: share.subarray(0, 0) });
  expect(await session.evidence('SELECT * FROM measured', 1)).toEqual([]);
  const wrong = [{ n }, { n, share: share.subarray(1) }, { n, share: n }];
  for (const columns of wrong) await expect(session.bindColumns('measured', measured, columns)).rejects.toThrow(SchemaMismatch);
});

test('an engine knows how much memory it was given', async () => {
  await using engine = open({ memoryLimit: '512MiB' });
  expect(await engine.memoryBytes()).toBe(512 * 2 ** 20);
});

test('calls made at once do not cut each other short', async () => {
  await using engine = open();
  await using session = await engine.session();
  const queries = Array.from({ length: 4 }, async () => (await session.query(manyNumbers, numbers)).numRows);
  const failing = session.materialise('no', 'SELECT nothing');
  await expect(failing).rejects.toThrow(EngineFailed);
  expect(await Promise.all([...queries, session.materialise('kept', manyNumbers)])).toEqual(Array(5).fill(150_000));
});

describe('rows read piece by piece', () => {
  const sql = 'SELECT t FROM (SELECT CAST(i AS VARCHAR) AS t FROM range(10000) r(i))';

  test('are all there', async () => {
    await using engine = open();
    await using session = await engine.session();
    const read: string[] = [];
    for await (const piece of session.texts(sql)) read.push(...piece);
    expect(read.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 10_000 }, (_, i) => String(i)));
  });

  test('let no other call in that would cut them short, until the loop is left', async () => {
    await using engine = open();
    await using session = await engine.session();
    for await (const piece of session.texts(sql)) {
      expect(piece.length).toBeGreaterThan(0);
      await expect(session.evidence('SELECT 1 AS n', 1)).rejects.toThrow(Assertion);
      break;
    }
    expect(await session.evidence('SELECT 1 AS n', 1)).toEqual([{ n: '1' }]);
  });

  test('end with an error when the session is closed meanwhile', async () => {
    await using engine = open();
    const session = await engine.session();
    const rows = session.texts(sql)[Symbol.asyncIterator]();
    await rows.next();
    await session[Symbol.asyncDispose]();
    await expect(rows.next()).rejects.toThrow('closed session');
  });
});

describe('closing', () => {
  test('waits for calls that are under way, and they succeed', async () => {
    await using engine = open();
    const session = await engine.session();
    const running = [session.query(manyNumbers, numbers), session.query(manyNumbers, numbers)];
    await session[Symbol.asyncDispose]();
    expect((await Promise.all(running)).map(({ numRows }) => numRows)).toEqual([150_000, 150_000]);
  });

  test('twice is closing once, and a closed session refuses work', async () => {
    await using engine = open();
    const session = await engine.session();
    await Promise.all([session[Symbol.asyncDispose](), session[Symbol.asyncDispose]()]);
    await expect(session.evidence('SELECT 1 AS n', 1)).rejects.toThrow(Assertion);
  });

  test('an engine before its sessions leaves them working, and opens no more', async () => {
    const engine = open();
    const session = await engine.session();
    await engine[Symbol.asyncDispose]();
    expect(await session.evidence('SELECT 1 AS n', 1)).toEqual([{ n: '1' }]);
    await session[Symbol.asyncDispose]();
    await expect(engine.session()).rejects.toThrow(Assertion);
  });

  test('an engine that never opened is nothing', async () => {
    await open()[Symbol.asyncDispose]();
  });
});

describe('the spill folder', () => {
  test('is removed with its engine, spares the folders of living processes and clears those of dead ones', async () => {
    const temp = join(root, 'spills');
    const [dead, living] = ['spill-999999999-abc', `spill-${process.pid}-abc`];
    for (const name of [dead, living, 'not-ours']) mkdirSync(join(temp, name), { recursive: true });
    const engine = open({ tempDirectory: temp });
    await (await engine.session())[Symbol.asyncDispose]();
    expect(readdirSync(temp)).toHaveLength(3);
    expect(readdirSync(temp)).not.toContain(dead);
    await engine[Symbol.asyncDispose]();
    expect(readdirSync(temp).toSorted()).toEqual(['not-ours', living]);
  });
});

describe('errors', () => {
  test('of memory are told apart, with the limit, and the session goes on', async () => {
    await using engine = open({ memoryLimit: '60MB', threads: 1 });
    await using session = await engine.session();
    const hungry = 'SELECT list(md5(CAST(i AS VARCHAR))) AS l FROM range(5000000) r(i)';
    await expect(session.materialise('hungry', hungry)).rejects.toThrow(OutOfMemory);
    await expect(session.materialise('hungry', hungry)).rejects.toThrow('60MB');
    expect(await session.evidence('SELECT 1 AS n', 1)).toEqual([{ n: '1' }]);
  });

  test('of anything else say what was being done and what the engine said', async () => {
    await using engine = open();
    await using session = await engine.session();
    await expect(session.bindSql('lines', 'SELECT * FROM nowhere')).rejects.toThrow(/binding "lines" failed in the engine: .*nowhere/);
    await expect(session.write('SELECT 1', join(root, 'no', 'such', 'folder.parquet'))).rejects.toThrow(EngineFailed);
  });
});

describe('a signal', () => {
  test('stops a statement that would run for years, and every later one', async () => {
    const controller = new AbortController();
    await using engine = open({ signal: controller.signal });
    await using session = await engine.session();
    await using other = await engine.session();
    const running = session.materialise('endless', endless);
    setTimeout(() => controller.abort('SIGINT'), 100);
    await expect(running).rejects.toThrow(Interrupted);
    await expect(other.evidence('SELECT 1 AS n', 1)).rejects.toThrow('stopped by SIGINT');
  });
});
