import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Micros, parseInstant, UsageError } from '@audit/contract';
import { duckDbEngine, Lake, type Stage } from '@audit/warehouse';
import { checkBinding } from '@audit/warehouse/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesOfRun } from '../1-standardize/catalogs/codes-of-run.ts';
import { shippedCatalogs } from '../1-standardize/catalogs/shipped-catalogs.ts';
import { loadProfileBatch } from '../load/load-profile-batch.ts';
import { buildProfileKpis } from './build-profile-kpis.ts';
import { profileKpiPartsStage } from './profile-kpi-parts.stage.ts';
import { profileKpisStage } from './profile-kpis.stage.ts';
import { profileQuartersStage } from './profile-quarters.stage.ts';
import { type QuarterChoice, type QuarterKpis, readProfileKpis } from './read-profile-kpis.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-kpi-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const micros = (text: string): Micros => parseInstant(text)?.micros ?? (0n as Micros);
const lakeOf = (name: string): Lake => Lake.open(join(root, name), { durable: false, allowNetworkDisk: true });

/** Loads records an hour after their extract; spellings become codes. */
const load = async (lake: Lake, extract: string, records: readonly object[]): Promise<void> => {
  const path = join(root, `${extract.replaceAll(':', '')}.ndjson`);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const extractTs = micros(extract);
  await using lock = await lake.lock({ runId: extract, command: 'test' });
  const batch = { label: extract, path, feed: 'changelog', extractTs, loadTs: (extractTs + 3_600_000_000n) as Micros } as const;
  const options = { repetitionsFrom: Number.POSITIVE_INFINITY, bindCodes: codesOfRun(shippedCatalogs) };
  await loadProfileBatch(engine, lake, lock, batch, options, { runId: extract, clock: '2026-06-01T00:00:00.000000Z' });
};

const build = async (lake: Lake, zone: string): Promise<number> => {
  await using lock = await lake.lock({ runId: 'kpi', command: 'test' });
  const manifest = await buildProfileKpis(engine, lake, lock, { zone }, { runId: 'kpi', clock: '2026-06-01T00:00:00.000000Z' });
  return manifest.version;
};

const read = async (lake: Lake, choice: QuarterChoice): Promise<readonly QuarterKpis[]> => {
  await using session = await engine.session();
  return await readProfileKpis(session, lake, lake.head(), choice);
};

/** Key figures by name: what was counted, of what, and the value. */
const figures = ({ kpis }: QuarterKpis): object =>
  Object.fromEntries(kpis.map(({ kpi, numerator, denominator, value }) => [kpi, [numerator, denominator, value]]));
const partsOf = ({ parts }: QuarterKpis, name: string): object =>
  Object.fromEntries(parts.filter(({ kpi }) => kpi === name).map(({ part, numerator }) => [part, numerator]));

const stages: readonly (readonly [string, Stage, Readonly<Record<string, unknown>>])[] = [
  [profileQuartersStage.id, profileQuartersStage, { zone: 'America/New_York' }],
  [profileKpisStage.id, profileKpisStage, {}],
  [profileKpiPartsStage.id, profileKpiPartsStage, {}],
];

test.each(stages)('%s: its model binds to its declared inputs and yields its declared columns', async (_, stage, params) => {
  await using session = await engine.session();
  await checkBinding(session, stage, params);
});

describe('three customers over two quarters of Bangkok, counted by hand', () => {
  const lake = lakeOf('bangkok');
  const complete = {
    evidence_unique_key: 'AA1',
    firstname: 'Ann',
    lastname: 'Lee',
    birthdate: '1985-03-10',
    occupation: 'EMPLOYEE',
    nationality: 'TH',
    monthly_income: 'INCOME_BAND_2',
    source_of_income_list: 'SALARY',
  };
  // Has 6 of the 8 items: neither a birthdate nor a known occupation.
  const partial = { ...complete, evidence_unique_key: 'BB1', birthdate: null, occupation: 'UNKNOWN' };

  beforeAll(async () => {
    await load(lake, '2025-10-10T00:00:00Z', [
      { customer_id: 'a', ...complete, last_modified_ts: '2025-10-01T00:00:00Z' },
      { customer_id: 'b', ...partial, last_modified_ts: '2025-08-01T00:00:00Z' },
      { customer_id: ' ', ...complete, last_modified_ts: '2025-10-01T00:00:00Z' },
    ]);
    // Both sides of the midnight of Bangkok that begins 2026, which is 17:00 UTC.
    await load(lake, '2025-12-31T18:00:00Z', [
      { customer_id: 'a', ...complete, evidence_unique_key: 'AA2', last_modified_ts: '2025-12-31T16:59:59.999999Z' },
      { customer_id: 'b', ...partial, occupation: 'JUGGLER', marital_status: 'MARRIED', last_modified_ts: '2025-12-31T17:00:00Z' },
      { customer_id: 'd', evidence_unique_key: 'DD1', firstname: 'Dan', lastname: 'Roe', last_modified_ts: '2025-12-31T17:30:00Z' },
    ]);
    await load(lake, '2026-01-02T00:00:00Z', [
      { customer_id: 'a', ...complete, firstname: null, evidence_unique_key: 'AA9', last_modified_ts: '2025-11-01T00:00:00Z' },
    ]);
    await build(lake, 'Asia/Bangkok');
  });

  test('the first quarter ends with its last microsecond, and what came later about it counts', async () => {
    const [first] = await read(lake, { name: '2025-Q4' });
    expect(first && figures(first)).toEqual({
      completeness_score: ['14', 16n, 0.875],
      completeness_rate: ['1', 2n, 0.5],
      churn_rate: ['3', 2n, 1.5],
      latency_mean_us: ['0', 0n, null],
      latency_median_us: [null, 0n, null],
      latency_p95_us: [null, 0n, null],
      dq_error_rate: ['1', 3n, 1 / 3],
      evidence_correction_rate: ['0', 2n, 0],
    });
    expect(first?.quarter).toMatchObject({
      quarter_start_ts: micros('2025-09-30T17:00:00Z'),
      quarter_end_ts: micros('2025-12-31T17:00:00Z'),
      measured_ts: micros('2025-12-31T16:59:59.999999Z'),
    });
  });

  test('the second one is measured at the last load', async () => {
    const [last] = await read(lake, 'last');
    expect(last && figures(last)).toEqual({
      completeness_score: ['17', 24n, 17 / 24],
      completeness_rate: ['1', 3n, 1 / 3],
      churn_rate: ['2', 3n, 2 / 3],
      latency_mean_us: ['5374800000001', 3n, 5_374_800_000_001 / 3],
      latency_median_us: [null, 3n, 7_200_000_001],
      latency_p95_us: [null, 3n, 5_360_400_000_000],
      dq_error_rate: ['2', 4n, 0.5],
      evidence_correction_rate: ['2', 3n, 2 / 3],
    });
    expect(last?.quarter).toMatchObject({ quarter: '2026-Q1', measured_ts: micros('2026-01-02T01:00:00Z'), zone: 'Asia/Bangkok' });
  });

  test('each figure is told by what it is made up of', async () => {
    const [first, last] = await read(lake, 'all');
    expect(first && partsOf(first, 'completeness_score')).toEqual({
      evidence_unique_key: '2',
      firstname: '2',
      lastname: '2',
      birthdate: '1',
      occupation: '1',
      nationality: '2',
      asset_or_income: '2',
      income_or_purpose: '2',
    });
    expect(first && partsOf(first, 'churn_rate')).toEqual({ first: '1', changed: '2' });
    expect(last && partsOf(last, 'dq_error_rate')).toEqual({ refused: '0', unmapped: '1', flagged: '1' });
    expect(last && partsOf(last, 'evidence_correction_rate')).toEqual({ SOURCE_UPDATE: '1', CORRECTION: '1' });
  });

  test('a quarter is found by an instant in it', async () => {
    const names = async (at: string) => (await read(lake, { at: micros(at) })).map(({ quarter }) => quarter.quarter);
    expect(await names('2025-12-31T16:59:59.999999Z')).toEqual(['2025-Q4']);
    expect(await names('2025-12-31T17:00:00Z')).toEqual(['2026-Q1']);
    expect(await names('2020-01-01T00:00:00Z')).toEqual([]);
  });

  test('another zone is another calendar; the same one again publishes nothing', async () => {
    const before = lake.head().version;
    expect(await build(lake, 'Asia/Bangkok')).toBe(before);
    expect(await build(lake, 'UTC')).toBe(before + 1);
    const [first] = await read(lake, { name: '2025-Q4' });
    expect(first?.kpis.find(({ kpi }) => kpi === 'churn_rate')).toMatchObject({ numerator: '5', denominator: 3n });
    expect(await build(lake, 'Asia/Bangkok')).toBe(before + 2);
  });
});

test('where there is nothing to divide by, a figure is null and not zero', async () => {
  const lake = lakeOf('gone');
  await load(lake, '2025-01-10T00:00:00Z', [{ customer_id: 'x', firstname: 'Xu', last_modified_ts: '2025-01-05T00:00:00Z' }]);
  await load(lake, '2025-02-10T00:00:00Z', [{ customer_id: 'x', op: 'DELETE', last_modified_ts: '2025-02-01T00:00:00Z' }]);
  await load(lake, '2025-08-10T00:00:00Z', [{ customer_id: '', firstname: 'Nobody' }]);
  await build(lake, 'UTC');
  const [first, second, third] = await read(lake, 'all');
  expect(first?.quarter).toMatchObject({ quarter: '2025-Q1', customers_in_force: 0n, customers_active: 1n, versions_first: 1n });
  expect(second?.quarter.quarter).toBe('2025-Q2');
  expect(second?.kpis).toHaveLength(8);
  expect(second?.kpis.filter(({ denominator, value }) => denominator !== 0n || value !== null)).toEqual([]);
  expect(third && figures(third)).toMatchObject({ dq_error_rate: ['1', 1n, 1], churn_rate: ['0', 0n, null] });
});

test('a lake without profiles has no key figures', async () => {
  await expect(build(lakeOf('empty'), 'UTC')).rejects.toThrow(UsageError);
});
