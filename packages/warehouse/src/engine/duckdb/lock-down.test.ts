import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { duckDbEngine } from './duckdb-engine.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-lock-down-'));
const [inside, outside, single] = [join(root, 'inside'), join(root, 'outside'), join(root, 'single.parquet')];
mkdirSync(inside);
mkdirSync(outside);
writeFileSync(join(outside, 'secret.csv'), 'secret\n1\n');
symlinkSync(join(outside, 'secret.csv'), join(inside, 'link.csv'));
symlinkSync(outside, join(inside, 'linked-folder'));
symlinkSync(inside, join(root, 'alias'));

const maker = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [inside] });
const making = await maker.session();
await making.write('SELECT 42 AS n', join(inside, 'ours.parquet'));
copyFileSync(join(inside, 'ours.parquet'), single);
await making[Symbol.asyncDispose]();
await maker[Symbol.asyncDispose]();

const engine = duckDbEngine({
  tempDirectory: join(root, 'temp'),
  directories: [join(root, 'alias'), single],
  memoryLimit: '300MB',
  threads: 1,
});
const session = await engine.session();

afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

describe('a locked-down engine refuses', () => {
  test.each([
    ['to read a system file', `SELECT * FROM read_text('/etc/passwd')`],
    ['to read a system file as CSV', `SELECT * FROM read_csv('/etc/passwd')`],
    ['to read a file by its bare name', `SELECT * FROM '${outside}/secret.csv'`],
    ['to climb out of its folder', `SELECT * FROM read_text('${inside}/../outside/secret.csv')`],
    ['to climb out with encoded dots', `SELECT * FROM read_text('file://${inside}/../outside/secret.csv')`],
    ['to follow a link to a file outside', `SELECT * FROM read_text('${inside}/link.csv')`],
    ['to follow a link to a folder outside', `SELECT * FROM read_text('${inside}/linked-folder/secret.csv')`],
    ['a neighbour whose name begins with the name of its folder', `COPY (SELECT 1) TO '${inside}-too.csv'`],
    ['a neighbour of a single file', `SELECT * FROM read_parquet('${single}.other')`],
    ['to list a folder outside', `SELECT * FROM glob('${outside}/*')`],
    ['to fetch over http', `SELECT * FROM read_csv('http://169.254.169.254/latest/meta-data')`],
    ['to fetch over https', `SELECT * FROM read_parquet('https://127.0.0.1/x.parquet')`],
    ['to fetch from a bucket', `SELECT * FROM read_parquet('s3://bucket/x.parquet')`],
    ['to write outside', `COPY (SELECT 1) TO '${outside}/made.csv'`],
    ['to write outside through a link', `COPY (SELECT 1) TO '${inside}/linked-folder/made.csv'`],
    ['to export outside', `EXPORT DATABASE '${outside}/made'`],
    ['to import from outside', `IMPORT DATABASE '${outside}/made'`],
    ['to attach a database outside', `ATTACH '${outside}/made.duckdb' AS made`],
    ['to attach a database over http', `ATTACH 'http://127.0.0.1/made.duckdb' AS made`],
    ['to install an extension', 'INSTALL httpfs'],
    ['to load an extension', 'LOAD httpfs'],
    ['to load an extension from a file', `LOAD '${outside}/made.duckdb_extension'`],
    ['to keep a secret', `CREATE PERSISTENT SECRET s (TYPE http)`],
    ['to be opened again', 'SET enable_external_access = true'],
    ['to be opened again for all', 'SET GLOBAL enable_external_access = true'],
    ['to be opened by a reset', 'RESET enable_external_access'],
    ['to reach further folders', `SET allowed_directories = ['${outside}']`],
    ['to reach further files', `SET allowed_paths = ['${outside}/secret.csv']`],
    ['to be unlocked', 'SET lock_configuration = false'],
    ['more memory', `SET memory_limit = '900GB'`],
    ['more memory by pragma', `PRAGMA memory_limit = '900GB'`],
    ['another spill folder', `SET temp_directory = '${outside}'`],
    ['another time zone', `SET TimeZone = 'Europe/Berlin'`],
    ['to log to a file outside', `SET log_query_path = '${outside}/made.log'`],
    ['to profile to a file outside', `PRAGMA profiling_output = '${outside}/made.json'`],
  ])('%s', async (_, sql) => {
    await expect(session.connection.run(sql)).rejects.toThrow(/disabled|locked|Missing Extension/i);
    expect(readdirSync(outside)).toEqual(['secret.csv']);
    expect(existsSync(`${inside}-too.csv`)).toBe(false);
  });
});

test('what was allowed works: a folder reached through a link, and a single file', async () => {
  for (const path of [join(root, 'alias', 'ours.parquet'), join(inside, 'ours.parquet'), single]) {
    await session.bindSql('ours', `SELECT * FROM read_parquet('${path}')`);
    expect(await session.evidence('SELECT * FROM ours', 1)).toEqual([{ n: '42' }]);
  }
  expect(await session.write('SELECT 1 AS n', join(root, 'alias', 'made.parquet'))).toBe(1);
});

test('the session is in UTC, whatever the machine says', async () => {
  expect(await session.evidence(`SELECT current_setting('TimeZone') AS zone`, 1)).toEqual([{ zone: 'UTC' }]);
});
