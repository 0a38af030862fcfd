import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completenessItems } from '@audit/contract/profile';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { seededRandom } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import { expectedOf, expectedQuarters, jsonLine, type ProfileCase, randomCase, stretched } from '../proof.ts';
import { answerCase, replayCase } from '../replay/replay-case.ts';
import { buildProfileKpis } from './build-profile-kpis.ts';
import { type QuarterKpis, readProfileKpis } from './read-profile-kpis.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const cases = Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 60 : 1));
const zones = ['UTC', 'America/New_York', 'Asia/Bangkok', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe'];

const root = mkdtempSync(join(tmpdir(), 'audit-kpis-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

/** Loads a case and computes its key figures, twice: the second time nothing is published. */
const figuresOf = async (one: ProfileCase, zone: string): Promise<readonly QuarterKpis[]> => {
  const folder = join(root, one.id);
  mkdirSync(folder);
  const exact = JSON.parse(jsonLine(one), (_: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? context?.source : value,
  ) as unknown;
  await answerCase(engine, folder, replayCase.parse(exact));
  const lake = Lake.open(join(folder, 'lake'), { durable: false, allowNetworkDisk: true });
  await using lock = await lake.lock({ runId: 'kpi', command: 'test' });
  const build = async () => await buildProfileKpis(engine, lake, lock, { zone }, { runId: 'kpi', clock: '2030-01-01T00:00:00.000000Z' });
  const before = lake.head().version;
  const head = await build();
  expect(head.version).toBe(before + 1);
  expect((await build()).version).toBe(head.version);
  await using session = await engine.session();
  const figures = await readProfileKpis(session, lake, head, 'all');
  rmSync(folder, { recursive: true });
  return figures;
};

const ratio = (numerator: bigint, denominator: bigint): number | null =>
  denominator === 0n ? null : Number(numerator) / Number(denominator);

/** What the key figures must be, from the counts of a quarter. */
const expectedValues = (counts: Readonly<Record<string, bigint | null>>): Readonly<Record<string, number | null>> => {
  const of = (name: string): bigint => counts[name] ?? 0n;
  const sum = (...names: readonly string[]): bigint => names.reduce((total, name) => total + of(name), 0n);
  const measured = (name: string): number | null => (counts[name] === null ? null : Number(counts[name]));
  return {
    completeness_score: ratio(sum(...completenessItems.map((item) => `with_${item}`)), 8n * of('customers_in_force')),
    completeness_rate: ratio(of('customers_complete'), of('customers_in_force')),
    churn_rate: ratio(sum('versions_first', 'versions_changed'), of('customers_active')),
    latency_mean_us: ratio(of('latency_us'), of('versions_published')),
    latency_median_us: measured('latency_median_us'),
    latency_p95_us: measured('latency_p95_us'),
    dq_error_rate: ratio(sum('records_refused', 'records_unmapped', 'records_flagged'), of('records_judged')),
    evidence_correction_rate: ratio(sum('evidence_updated', 'evidence_corrected'), of('customers_active')),
  };
};

const partsAddUp = ({ kpis, parts }: QuarterKpis): void => {
  for (const name of new Set(parts.map(({ kpi }) => kpi))) {
    const whole = kpis.find(({ kpi }) => kpi === name);
    const of = parts.filter(({ kpi }) => kpi === name);
    expect(new Set(of.map(({ denominator }) => denominator))).toEqual(new Set([whole?.denominator]));
    expect(of.reduce((sum, { numerator }) => sum + BigInt(numerator ?? '0'), 0n)).toBe(BigInt(whole?.numerator ?? '0'));
    if (whole?.value === null) expect(of.every(({ value }) => value === null)).toBe(true);
    else expect(of.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(whole?.value ?? Number.NaN, 9);
  }
};

test(
  `the key figures of ${cases} random histories are those of the model, in every quarter and zone (seed ${seed})`,
  { timeout: isDeep ? 3_600_000 : 120_000 },
  async () => {
    const random = seededRandom(seed);
    let quarters = 0;
    for (let at = 0; at < cases; at++) {
      const zone = random.pick(zones);
      const one = stretched(randomCase(seed + at, { customers: 40, batches: 6 }), zone);
      const expected = expectedQuarters(one, expectedOf(one), zone);
      const figures = await figuresOf(one, zone);
      const counted = figures.map(({ quarter }) => ({
        quarter: quarter.quarter,
        counts: Object.fromEntries(
          Object.keys(expected[0]?.counts ?? {}).map((name) => {
            const value = quarter[name as keyof typeof quarter];
            return [name, value === null ? null : BigInt(value)];
          }),
        ),
      }));
      expect([one.id, zone, counted]).toEqual([one.id, zone, expected]);
      for (const [index, figure] of figures.entries()) {
        expect(Object.fromEntries(figure.kpis.map(({ kpi, value }) => [kpi, value]))).toEqual(
          expectedValues(expected[index]?.counts ?? {}),
        );
        partsAddUp(figure);
      }
      quarters += figures.length;
    }
    expect(quarters).toBeGreaterThan(2 * cases);
  },
);
