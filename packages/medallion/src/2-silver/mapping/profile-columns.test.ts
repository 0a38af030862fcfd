import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type lineageColumns, qualifiedName, qualityProfile, sourceTable } from '@audit/contract';
import { appendSource, bindTable, defineJob, duckDbEngine, Lake, openWorkplace, runJob, tableScan } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { mappedJob } from './mapped-job.ts';
import { readMapping } from './read-mapping.ts';
import { transformBronze } from './transform-bronze.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-profile-'));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2 });
const lake = Lake.open(join(folder, 'lake'), { durable: false });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const read = readMapping(
  JSON.stringify({
    version: 1,
    tables: {
      thing: {
        target: 'things',
        key: ['Id'],
        columns: [
          { source: 'Id', target: 'id' },
          { source: 'Size', target: 'size', type: 'int64', on_error: 'null' },
        ],
      },
    },
  }),
  'trial',
);
const bronze = sourceTable('thing', {
  key: ['Id'],
  columns: [
    ['Id', 'id'],
    ['Size', 'int'],
  ],
});

const land = async (version: number, rows: string): Promise<void> => {
  const clock = `2026-02-0${version}T00:00:00.000000Z`;
  const identity = { runId: `land-${version}`, command: 'test' };
  await using lock = await lake.lock(identity);
  const stage = lake.stage(lock, identity.runId, clock);
  await using place = openWorkplace(engine, { lake, folder: stage, version: lake.head().version + 1 });
  const session = await place.session();
  const lineage: Readonly<Record<keyof typeof lineageColumns, string>> = {
    _extracted_at: `TIMESTAMP '2026-02-0${version}'`,
    _source_system: `'files'`,
    _run_id: `'run-${version}'`,
    _api: `'file'`,
    _job_id: `'job'`,
    _page: 'CAST(1 AS BIGINT)',
    _org_id: `'org'`,
    _schema_hash: `'schema'`,
    _is_deleted: 'FALSE',
  };
  const columns = Object.entries(lineage).map(([name, sql]) => `${sql} AS "${name}"`);
  const path = stage.file('landed.parquet');
  const landed = await session.write(`SELECT CONCAT('t', i) AS "Id", size AS "Size", ${columns.join(', ')} FROM (${rows}) r`, path);
  const state = await appendSource(session, place, bronze, lake.head().tables[qualifiedName(bronze)], {
    added: [stage.adopt(bronze, path, landed)],
  });
  if (state === undefined) return;
  await runJob(
    engine,
    lake,
    lock,
    defineJob('land', () => undefined),
    { runId: identity.runId, clock, runKey: identity.runId, place, sources: { bronze_thing: state } },
  );
};

const transform = async (run: number) => {
  await using lock = await lake.lock({ runId: `run-${run}`, command: 'test' });
  return await transformBronze(engine, lake, lock, read, {
    runId: `run-${run}`,
    clock: `2026-03-0${run}T00:00:00.000000Z`,
    base: undefined,
  });
};

test('of a large table of which little changed the profile is carried: nulls and flags stay exact, the ends are widened', async () => {
  await land(
    1,
    `SELECT i, CASE WHEN i % 10 = 0 THEN NULL WHEN i % 1000 = 1 THEN 'many' ELSE CAST(i AS VARCHAR) END AS size FROM range(120000) r(i)`,
  );
  const [first] = (await transform(1)).tables;
  expect(first?.profile.map(({ column_name: name, is_carried: carried }) => [name, carried])).toContainEqual(['size', false]);
  // Nulls come and go, flags too, one value is greater than all, and the greatest there was goes.
  await land(
    2,
    `SELECT i, CASE WHEN i < 50 THEN NULL WHEN i = 119999 THEN '5' WHEN i = 60 THEN '500000' WHEN i = 61 THEN 'few' ELSE '7' END AS size FROM range(120000) r(i) WHERE i < 100 OR i > 119990`,
  );
  const [second] = (await transform(2)).tables;
  expect(second?.mode).toBe('keys');
  const size = second?.profile.find(({ column_name: name }) => name === 'size');
  await using session = await engine.session();
  const [stages] = mappedJob(read, lake.head(), { base: undefined }).tables;
  if (stages === undefined) throw new Error('no table');
  await bindTable(session, 'things', lake, stages.silver.writes, lake.head().tables['silver_things']);
  const [exact] = await session.evidence(
    'SELECT COUNT(*) - COUNT(size) AS nulls, COUNT(_flags) AS flagged, MIN(size) AS least FROM things',
    1,
  );
  expect(size).toMatchObject({
    is_carried: true,
    nulls: BigInt(exact?.['nulls'] ?? ''),
    flagged: BigInt(exact?.['flagged'] ?? ''),
    min_value: '2',
    max_value: '500000',
  });
  // What went is not looked for: the least value is that of the whole profile before.
  expect(exact?.['least']).toBe('5');
  const kept = await session.rows(tableScan(lake, qualityProfile, lake.head().tables['ops_quality_profile']), qualityProfile);
  expect(kept.filter(({ column_name: name, is_carried: carried }) => name === 'size' && carried)).toHaveLength(1);
});
