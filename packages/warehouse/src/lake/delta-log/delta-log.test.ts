import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bool,
  date,
  decimal,
  defineTable,
  fingerprint,
  float64,
  int32,
  int64,
  list,
  qualifiedName,
  quote,
  type SourceField,
  sourceTable,
  struct,
  type Table,
  text,
  timestamp,
} from '@audit/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { duckDbEngine } from '../../engine/duckdb/duckdb-engine.ts';
import type { Engine, Session } from '../../engine/engine.ts';
import { tableScan } from '../../stage/table-scan.ts';
import { isDeep } from '../../deep-count.fixture.ts';
import { Lake } from '../lake.ts';
import type { LakeLock } from '../lake-lock.ts';
import type { Manifest } from '../manifest.ts';
import type { FileRef, TableState } from '../table-state.ts';
import { maskedPositions } from './mask-positions.ts';

const repository = fileURLToPath(new URL('../../../../../', import.meta.url));
const oracle = fileURLToPath(new URL('delta-log.oracle.py', import.meta.url));
const python = process.env['AUDIT_ORACLE_PYTHON'] ?? join(repository, '.venv-oracle', 'bin', 'python');
/** `npm test` makes the Python environment; where it cannot, these are skipped, and in CI a skipped test fails. */
const askOracle = isDeep || existsSync(python);

/** Every type a contract can have, two grain columns, nulls. */
const everything = defineTable({
  name: 'everything',
  layer: 'silver',
  grain: ['id', 'line'],
  description: 'A table of every column type.',
  columns: {
    id: text({ description: 'Text id' }),
    line: int32({ description: 'Number within the id' }),
    amount: decimal(18, 4)({ description: 'Amount', nullable: true }),
    at: timestamp({ description: 'Time', nullable: true }),
    day: date({ description: 'Day' }),
    count: int64({ description: 'Count' }),
    score: float64({ description: 'Score' }),
    flag: bool({ description: 'Flag', nullable: true }),
    names: list({ kind: 'text' })({ description: 'Names', nullable: true }),
    place: struct({ city: { kind: 'text' }, floor: { kind: 'int64' } })({ description: 'Place', nullable: true }),
  },
});
const plainTable = defineTable({
  name: 'plain',
  layer: 'gold',
  grain: ['id'],
  description: 'A table that never has a mask.',
  columns: { id: text({ description: 'Id' }), at: timestamp({ description: 'Time' }), amount: decimal(18, 4)({ description: 'Amount' }) },
});
const clock = '2026-01-05T02:00:00.000000Z';

/** Rows `from` to `to` of the made-up table; `version` shows in their content. */
const rowsSql = (from: number, to: number, version: number): string => `
  SELECT 'k' || CAST(i // 3 AS VARCHAR) AS id, CAST(i % 3 AS INTEGER) AS line,
    CASE WHEN i % 7 = 0 THEN NULL ELSE CAST(i * 1.25 AS DECIMAL(18, 4)) END AS amount,
    CASE WHEN i % 5 = 0 THEN NULL ELSE TIMESTAMP '2026-01-05 02:00:00.123456' + INTERVAL (i) SECOND END AS at,
    DATE '2026-01-05' + CAST(i AS INTEGER) AS day, CAST(${version} AS BIGINT) AS count, CAST(i / 4 AS DOUBLE) AS score,
    CASE WHEN i % 2 = 0 THEN NULL ELSE i % 3 = 0 END AS flag, CASE WHEN i % 4 = 0 THEN NULL ELSE ['a', NULL, 'ü'] END AS names,
    CASE WHEN i % 6 = 0 THEN NULL ELSE {'city': 'Bern', 'floor': CAST(i AS BIGINT)} END AS place
  FROM range(${from}, ${to}) r(i)`;
const grainSql = (from: number, to: number): string => `SELECT id, line FROM (${rowsSql(from, to, 0)}) g`;
const plainSql = (to: number): string =>
  `SELECT CAST(i AS VARCHAR) AS id, TIMESTAMP '2026-01-05 02:00:00' AS at, CAST(i AS DECIMAL(18, 4)) AS amount FROM range(${to}) r(i)`;

interface Kept {
  readonly base: readonly string[];
  readonly mask?: string;
  readonly delta?: string;
}

let folder: string;
let engine: Engine;
let session: Session;
let lake: Lake;
let lock: LakeLock;

const stateOf = async (table: Table, kept: Kept): Promise<TableState> => {
  const version = lake.head().version + 1;
  const stage = lake.stage(lock, `run-${version}`, clock);
  let number = 0;
  const file = async (sql: string): Promise<FileRef> => {
    const path = stage.file(`${table.name}-${number++}.parquet`);
    return stage.adopt(table, path, await session.write(sql, path));
  };
  const base: FileRef[] = [];
  for (const sql of kept.base) base.push(await file(sql));
  const mask = kept.mask === undefined ? null : await file(kept.mask);
  const delta = kept.delta === undefined ? null : await file(kept.delta);
  const shape = table.shape === undefined ? {} : { shape: table.shape };
  return { fingerprint: fingerprint(table), rows: 0, keys: 0, base, mask, delta, changes: [], changedAt: version, made: null, ...shape };
};

const publish = async (tables: readonly (readonly [Table, Kept])[]): Promise<Manifest> => {
  const head = lake.head();
  const changed: Record<string, TableState> = {};
  for (const [table, kept] of tables) changed[qualifiedName(table)] = await stateOf(table, kept);
  const runKey = `run-${head.version + 1}`;
  const same = { job: 'test', runId: runKey, runKey, clock, codeHash: '', configHash: '', watermarks: {}, accounts: [] };
  return lake.commit(lock, head, { ...same, tables: { ...head.tables, ...changed } });
};

const contracts = [everything, plainTable];
const derive = async (): Promise<number> => await lake.deriveDeltaLogs(lock, contracts, maskedPositions(engine));
const logOf = (table: Table): string => join(lake.root, table.layer, table.name, '_delta_log');
const logTexts = (table: Table): readonly string[] =>
  readdirSync(logOf(table))
    .toSorted()
    .map((name) => readFileSync(join(logOf(table), name), 'utf8'));

/** Rows of a table at a lake version as text, sorted. */
const inLake = async (table: Table, version: number): Promise<readonly string[]> => {
  const columns = Object.keys(table.columns);
  const scan = tableScan(lake, table, lake.at(version).tables[qualifiedName(table)]);
  const rows = await session.evidence(`SELECT ${columns.map((name) => quote(name)).join(', ')} FROM (${scan}) t`, 1_000_000);
  return rows.map((row) => JSON.stringify(columns.map((name) => row[name] ?? null))).toSorted();
};

const inDelta = (
  table: Table,
  version: number,
  way: 'query' | 'pyarrow',
): { readonly rows: readonly string[]; readonly transaction: number } => {
  const printed = execFileSync(python, [oracle, join(lake.root, table.layer, table.name), String(version), way], { maxBuffer: 1 << 28 });
  const found = JSON.parse(printed.toString()) as { readonly rows: readonly unknown[]; readonly transaction: number };
  return { rows: found.rows.map((row) => JSON.stringify(row)).toSorted(), transaction: found.transaction };
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-delta-'));
  lake = Lake.open(join(folder, 'lake'));
  engine = duckDbEngine({ tempDirectory: join(folder, 'spill'), directories: [folder] });
  session = await engine.session();
  lock = await lake.lock({ runId: 'test', command: 'test' });
  await publish([
    [everything, { base: [rowsSql(0, 6000, 1), rowsSql(6000, 9000, 1)] }],
    [plainTable, { base: [plainSql(10)] }],
  ]);
  await derive();
  // Some rows of one base file are dead, at both ends and in its middle; more than 4096 of them in the next version.
  const few = `${grainSql(0, 3)} UNION ALL ${grainSql(5998, 6000)}`;
  await publish([[everything, { base: [rowsSql(0, 6000, 1), rowsSql(6000, 9000, 1)], mask: few, delta: rowsSql(0, 3, 2) }]]);
  await derive();
  await publish([[plainTable, { base: [plainSql(20)] }]]);
  await derive();
  await publish([[everything, { base: [rowsSql(0, 6000, 1), rowsSql(6000, 9000, 1)], mask: grainSql(0, 6100), delta: rowsSql(0, 3, 4) }]]);
  await derive();
}, 120_000);

afterAll(async () => {
  await lock[Symbol.asyncDispose]();
  await session[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe('the derived Delta log', () => {
  test('has one version for each lake version in which the table changed', () => {
    const lakeVersions = (table: Table): readonly unknown[] =>
      logTexts(table).map((entry) => /"txn":\{"appId":"audit","version":(\d+)/.exec(entry)?.[1]);
    expect(lakeVersions(everything)).toEqual(['1', '2', '4']);
    expect(lakeVersions(plainTable)).toEqual(['1', '3']);
  });

  test('names deletion vectors in the protocol only of a table that has had a mask', () => {
    expect(logTexts(plainTable).join('')).not.toContain('deletionVectors');
    expect(logTexts(everything)[0]).not.toContain('deletionVectors');
    expect(logTexts(everything)[1]).toContain('"readerFeatures":["timestampNtz","deletionVectors"]');
  });

  test('is not touched when nothing changed', async () => {
    const before = logTexts(everything);
    expect(await derive()).toBe(0);
    expect(logTexts(everything)).toEqual(before);
  });

  test('comes out the same when it is dropped and derived again', async () => {
    const before = [logTexts(everything), logTexts(plainTable)];
    expect(await lake.rebuildDeltaLogs(lock, contracts, maskedPositions(engine))).toBe(5);
    expect([logTexts(everything), logTexts(plainTable)]).toEqual(before);
  });

  test.each([
    ['an entry cut short', (path: string) => truncateSync(path, 40)],
    ['an entry that is missing', (path: string) => rmSync(path)],
    ['an entry of another writer', (path: string) => writeFileSync(path, '{"commitInfo":{"timestamp":1}}\n')],
  ])('is made anew around %s', async (_, damage) => {
    const before = logTexts(everything);
    damage(join(logOf(everything), `${'1'.padStart(20, '0')}.json`));
    await derive();
    expect(logTexts(everything)).toEqual(before);
  });

  test('is caught up with after commits that were not followed by it', async () => {
    const before = logTexts(everything);
    rmSync(join(logOf(everything), `${'2'.padStart(20, '0')}.json`));
    expect(await derive()).toBe(1);
    expect(logTexts(everything)).toEqual(before);
  });
});

test('a table that stays as it is costs no look into its files, whatever else is published', async () => {
  const still = { ...everything, name: 'still' };
  await publish([[still, { base: [rowsSql(0, 10, 1), rowsSql(10, 20, 1)], mask: grainSql(0, 3) }]]);
  await lake.deriveDeltaLogs(lock, [still], maskedPositions(engine));
  await publish([[plainTable, { base: [plainSql(30)] }]]);
  const looked: string[] = [];
  const written = await lake.deriveDeltaLogs(lock, [still], async (table) => {
    looked.push(table.name);
    return new Uint32Array();
  });
  expect([written, looked]).toEqual([0, []]);
});

const describeOracle = describe.skipIf(!askOracle);

describeOracle('deltalake 1.6.6', () => {
  test.each([
    ['without a mask', 0, 1],
    ['with a few rows masked', 1, 2],
    ['with more than 4096 rows masked', 2, 4],
  ])('reads a table %s as the lake does', async (_, deltaVersion, lakeVersion) => {
    const found = inDelta(everything, deltaVersion, 'query');
    expect(found.rows).toEqual(await inLake(everything, lakeVersion));
    expect(found.transaction).toBe(lakeVersion);
  });

  test('reads a table of a source, whose columns have grown, as the lake does: at its newest version and before', async () => {
    const field = (name: string): SourceField => [name, 'string'];
    const [narrow, wide] = [['Id'], ['Id', 'Fax']].map((names) => sourceTable('grown', { key: ['Id'], columns: names.map(field) }));
    const lineage = `TIMESTAMP '2026-01-01' AS _extracted_at, 's' AS _source_system, 'r' AS _run_id, 'file' AS _api, 'j' AS _job_id,
      CAST(1 AS BIGINT) AS _page, NULL::VARCHAR AS _org_id, 'h' AS _schema_hash, FALSE AS _is_deleted`;
    const older = `SELECT '1' AS "Id", ${lineage}`;
    const first = (await publish([[narrow!, { base: [older] }]])).version;
    const second = (await publish([[wide!, { base: [older, `SELECT '2' AS "Id", '7' AS "Fax", ${lineage}`] }]])).version;
    expect(await lake.deriveDeltaLogs(lock, [wide!], maskedPositions(engine))).toBe(2);
    expect(inDelta(narrow!, 0, 'query').rows).toEqual(await inLake(narrow!, first));
    expect(inDelta(wide!, 1, 'query').rows).toEqual(await inLake(wide!, second));
  });

  test.each([
    [0, 1],
    [1, 3],
  ])('reads version %d of a table without a mask through to_pyarrow_table too', async (deltaVersion, lakeVersion) => {
    const expected = await inLake(plainTable, lakeVersion);
    expect(inDelta(plainTable, deltaVersion, 'query').rows).toEqual(expected);
    expect(inDelta(plainTable, deltaVersion, 'pyarrow').rows).toEqual(expected);
  });
});
