import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote, sourceTable } from '@audit/contract';
import { type DuckDbEngine, duckDbEngine, Lake, type Manifest, openWorkplace, tableScan, textLiteral } from '@audit/warehouse';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lineageSql } from '../landing/lineage-sql.ts';
import { schemaHash } from '../landing/schema-hash.ts';
import type { LandedTable, SourceColumn } from './landed-table.ts';
import { publishExtraction } from './publish-extraction.ts';

let home: string;
let lake: Lake;
let engine: DuckDbEngine;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'audit-publish-'));
  lake = Lake.open(join(home, 'lake'), { durable: false });
  engine = duckDbEngine({ tempDirectory: home, directories: [home], threads: 1 });
});
afterEach(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

const clock = '2026-01-05T02:00:00.000000Z';
const text = (name: string): SourceColumn => ({ name, type: 'string', nullable: true });

interface Landing {
  readonly ids: readonly string[];
  readonly columns?: readonly SourceColumn[];
  readonly metrics?: Partial<LandedTable['metrics']>;
  readonly watermark?: unknown;
  readonly table?: string;
}

/** A run of one source that lands rows of objects and publishes them. @param dies before the version is published */
const run = async (landings: readonly Landing[], { dies = false, runKey = 'key', times = 1 } = {}): Promise<Manifest> => {
  await using lock = await lake.lock({ runId: 'r', command: 'test' });
  const parent = lake.head();
  const folder = lake.stage(lock, runKey, clock);
  await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
  const session = await place.session();
  const landed: LandedTable[] = [];
  for (const [at, { ids, columns = [text('Id')], metrics, watermark = null, table = `object_${at}` }] of landings.entries()) {
    const path = folder.file(`${table}.${at}.parquet`);
    const lineage = lineageSql({
      clock,
      source: 's',
      runId: 'r',
      api: textLiteral('rest'),
      orgId: 'o',
      schemaHash: schemaHash(columns),
      jobId: `'j'`,
      page: '1',
    });
    const values = columns.map(({ name }) => (name === 'Id' ? 'id AS "Id"' : `'v' AS ${quote(name)}`));
    const rows =
      ids.length === 0
        ? 0
        : await session.write(
            `SELECT ${values.join(', ')}, ${lineage} FROM (VALUES ${ids.map((id) => `('${id}')`).join(', ')}) v (id)`,
            path,
          );
    const counts = {
      received: ids.length,
      landed: ids.length,
      deleted: 0,
      duplicates: 0,
      quarantined: 0,
      bytes: 1,
      apiCalls: 1,
      retries: 0,
      seconds: 1,
    };
    const files = rows === 0 ? [] : [{ path, rows }];
    landed.push({
      table,
      object: `Object${at}`,
      source: 's',
      files,
      columns,
      watermark,
      metrics: { ...counts, freshness: clock, api: 'rest', ...metrics },
    });
  }
  const publish = async (on: Manifest): Promise<Manifest> =>
    await publishExtraction(place, lock, [{ tables: landed }], { runId: 'r', clock, parent: on, runKey });
  if (!dies) return await publish(parent);
  // Ends where a process that dies before its commit does: its files have their names, and no version lists them.
  await expect(publish({ ...parent, version: parent.version + 1 })).rejects.toMatchObject({ code: 'HEAD_MOVED' });
  return times > 1 ? await publish(parent) : lake.head();
};

const idsIn = async (manifest: Manifest, name: string): Promise<readonly unknown[]> => {
  const state = manifest.tables[`bronze_${name}`];
  await using session = await engine.session();
  const rows = await session.evidence(`SELECT "Id" FROM (${tableScan(lake, sourceTable(name, state!.shape!), state)}) t ORDER BY 1`, 100);
  return rows.map((row) => row['Id']);
};

test('all tables of a run, their metrics, schemas and cursors are one version', async () => {
  const manifest = await run([
    { ids: ['a', 'b'], watermark: { at: 1 } },
    { ids: [], watermark: 7 },
  ]);
  expect([manifest.version, manifest.job, manifest.watermarks]).toEqual([1, 'extract', { 's.Object0': { at: 1 }, 's.Object1': 7 }]);
  expect(Object.entries(manifest.tables).map(([name, { rows }]) => [name, rows])).toEqual([
    ['bronze_object_0', 2],
    ['bronze_object_1', 0],
    ['ops_source_schemas', 2],
    ['ops_extraction_metrics', 2],
  ]);
  expect(manifest.accounts.map(({ step, counts }) => [step, counts['received']])).toEqual([
    ['extract/s.Object0', 2],
    ['extract/s.Object1', 0],
  ]);
});

test('a run that brings nothing publishes nothing, though its cursors would move', async () => {
  await run([{ ids: ['a'], watermark: 1 }]);
  const again = await run([{ ids: [], watermark: 2, metrics: { received: 3, duplicates: 3 } }], { runKey: 'next' });
  expect([again.version, again.watermarks]).toEqual([1, { 's.Object0': 1 }]);
});

test.each([
  ['a row that was received and is nowhere', { received: 3 }],
  ['a row that nobody sent', { received: 1 }],
  ['fewer rows in the files than landed', { received: 3, landed: 3 }],
])('%s stops the run, and nothing is published', async (_, metrics) => {
  await expect(run([{ ids: ['a', 'b'], metrics }])).rejects.toMatchObject({ code: 'ROWS_UNACCOUNTED', exitCode: 3 });
  expect(lake.head().version).toBe(0);
});

test('two objects do not share a table, and none takes that of a contract', async () => {
  await expect(
    run([
      { ids: ['a'], table: 'same' },
      { ids: ['b'], table: 'same' },
    ]),
  ).rejects.toThrow('bronze_same');
  await expect(run([{ ids: ['a'], table: 'customer_profile_standardized' }])).rejects.toThrow("audit's own");
});

test('a schema that comes back is a new version of it; columns stay', async () => {
  const [narrow, wide] = [[text('Id')], [text('Id'), text('Fax')]];
  await run([{ ids: ['a'], columns: narrow }], { runKey: '1' });
  await run([{ ids: ['b'], columns: wide }], { runKey: '2' });
  const last = await run([{ ids: ['c'], columns: narrow }], { runKey: '3' });
  expect(last.tables['ops_source_schemas']?.rows).toBe(3);
  expect(last.tables['bronze_object_0']?.shape?.columns.map(([name]) => name)).toEqual(['Id', 'Fax']);
  expect(await idsIn(last, 'object_0')).toEqual(['a', 'b', 'c']);
});

test('an attempt that died after it named its files is gone on with: each row is there once', async () => {
  const resumed = await run([{ ids: ['a', 'b'] }], { dies: true, times: 2 });
  expect([resumed.version, await idsIn(resumed, 'object_0')]).toEqual([1, ['a', 'b']]);
});

test('an attempt that landed anew after one that died takes its own rows', async () => {
  await run([{ ids: ['a', 'b'] }], { dies: true });
  const second = await run([{ ids: ['a', 'c', 'd'] }]);
  expect(await idsIn(second, 'object_0')).toEqual(['a', 'c', 'd']);
});
