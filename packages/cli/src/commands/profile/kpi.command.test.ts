import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-kpi-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const audit = (...words: readonly string[]) => auditHere(words, { cwd });
interface KpiLine {
  readonly quarter: string;
  readonly zone: string;
  readonly kpi: string;
  readonly value: number | null;
  readonly means: string;
}
const kpis = async (...words: readonly string[]): Promise<readonly KpiLine[]> => {
  const { code, stdout, stderr } = await audit('profile', 'kpi', ...words, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as KpiLine);
};
const versions = async (): Promise<number> => (await audit('history', '--json')).stdout.trim().split('\n').length;

beforeAll(async () => {
  cpSync(fileURLToPath(new URL('../../../templates/project', import.meta.url)), cwd, { recursive: true });
  for (const [file, day] of [
    ['profiles', '02'],
    ['profiles-later', '20'],
    ['profiles-backdated', '21'],
  ] as const) {
    const times = ['--extract-ts', `2025-12-${day}T00:00:00Z`, '--load-ts', `2025-12-${day}T06:00:00Z`];
    await audit('profile', 'load', `input/${file}.ndjson`, ...times, '--quiet');
  }
});

test('the last quarter is printed with what each figure means, and the tables are published once', async () => {
  const before = await versions();
  const lines = await kpis();
  expect(lines.map(({ kpi, value }) => [kpi, value])).toEqual([
    ['completeness_score', 1],
    ['completeness_rate', 1],
    ['churn_rate', 2],
    ['latency_mean_us', 511_200_000_000],
    ['latency_median_us', 424_800_000_000],
    ['latency_p95_us', 943_200_000_000],
    ['dq_error_rate', 0],
    ['evidence_correction_rate', 0],
  ]);
  expect(new Set(lines.map(({ quarter, zone }) => `${quarter} ${zone}`))).toEqual(new Set(['2025-Q4 UTC']));
  expect(lines.every(({ means }) => means.length > 20)).toBe(true);
  expect(await versions()).toBe(before + 1);
  expect(await kpis('--quarter', '2025-Q4')).toEqual(lines);
  expect(await versions()).toBe(before + 1);
});

test('for people the figures stand with their parts under the quarter', async () => {
  const { stdout } = await audit('profile', 'kpi', '--at', '2025-12-31');
  expect(stdout).toMatch(/^2025-Q4 in UTC, as of 2025-12-21T06:00:00Z\n/);
  expect(stdout).toMatch(/^churn_rate +2\.0000 +6 of 3 {2}Versions that start in the quarter/m);
  expect(stdout).toMatch(/^ {2}birthdate +12\.50 % +3 of 24$/m);
  expect(stdout).toMatch(/^latency_median_us +4 d 22 h/m);
});

test('the gold tables are shown and traced like any other', async () => {
  const shown = await audit('show', 'gold_profile_kpis', '--json');
  expect(shown.stdout.trim().split('\n')).toHaveLength(8);
  const lineage = JSON.parse((await audit('lineage', 'gold_profile_kpis', '--json')).stdout) as { readonly from: readonly object[] };
  expect(lineage).toMatchObject({ stage: 'scd2-profile/profile-kpis', from: [{ table: 'gold_profile_quarters' }] });
});

test.each([
  [['--quarter', '2025-Q4', '--at', '2025-12-31'], 'give one of them'],
  [['--quarter', 'Q4'], '--quarter is "Q4"'],
  [['--quarter', '1999-Q1'], 'no key figures of 1999-Q1'],
  [['--lake', 'nowhere'], 'there is no lake'],
])('%s is refused, saying why', async (words, why) => {
  const { code, stdout, stderr } = await audit('profile', 'kpi', ...words);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(why);
});
