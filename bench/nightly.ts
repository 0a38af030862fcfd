/**
 * Claim: a night after 1 % changes costs at most 20 % of the first one, all steps before aggregate together, by CPU; one with nothing new
 * publishes nothing.
 *
 * `node bench/nightly.ts [--accounts 20000] [--lines 500000] [--customers 50000] [--rounds 3] [--seed 1]`
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeFirstNight, writeProject, writeSecondNight } from '../tools/drills/nightly-project.ts';
import { type Measure, measure, median, medianOf, paired, printClaim, printTable, ratio } from './measure.ts';

const number = (fallback: number) => ({ type: 'string', default: String(fallback) }) as const;
const { values } = parseArgs({
  options: { accounts: number(20_000), lines: number(500_000), customers: number(50_000), rounds: number(3), seed: number(1) },
});
const size = { accounts: Number(values.accounts), lines: Number(values.lines), customers: Number(values.customers) };
const seed = Number(values.seed);
const bin = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages/cli/bin/audit.js');
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-nightly-'));
const [one, two] = ['one', 'two'].map((name) => join(folder, name)) as [string, string];
for (const project of [one, two]) {
  mkdirSync(project);
  writeProject(project);
  writeFirstNight(project, seed, size);
}
writeSecondNight(two, seed, size, 0.01);

const night = (project: string, clock: string, lake: string): Measure =>
  measure([process.execPath, bin, 'run', '--json'], { cwd: project, env: { AUDIT_CLOCK: clock, AUDIT_LAKE: lake } });
const fresh = (name: string): string => {
  rmSync(join(folder, name), { recursive: true, force: true });
  return join(folder, name);
};
const built = join(folder, 'built');
night(one, '2026-03-01T02:00:00Z', built);
const lakeWithFirstNight = (): string => {
  const lake = fresh('lake');
  cpSync(built, lake, { recursive: true });
  return lake;
};

const runs = paired(Number(values.rounds), {
  'first night': () => night(one, '2026-03-01T02:00:00Z', fresh('full')),
  'one per cent changed': () => night(two, '2026-03-02T02:00:00Z', lakeWithFirstNight()),
  'the same night again': () => night(one, '2026-03-01T02:00:00Z', built),
});
const first = runs['first night'] ?? [];
const changed = runs['one per cent changed'] ?? [];
const same = runs['the same night again'] ?? [];

interface Told {
  readonly published: boolean;
  readonly steps: readonly { readonly step: string; readonly seconds: number }[];
}
const told = ({ stdout }: Measure): Told => JSON.parse(stdout) as Told;
const secondsOf = (measured: readonly Measure[], step: string): number =>
  median(measured.map((one) => told(one).steps.find((ran) => ran.step === step)?.seconds ?? Number.NaN));

printTable(
  ['night', 'seconds', 'CPU s', 'peak MiB', 'of the first, by CPU'],
  Object.entries(runs).map(([name, measured]) => {
    const { seconds, cpuSeconds, peakMib } = medianOf(measured);
    return [name, seconds, cpuSeconds, peakMib, ratio(measured, first, 'cpuSeconds')];
  }),
);
console.log('');
printTable(
  ['step, seconds', ...Object.keys(runs)],
  ['extract', 'transform', 'link', 'mart', 'profile'].map((step) => [
    step,
    ...Object.values(runs).map((measured) => secondsOf(measured, step)),
  ]),
);
console.log('');
printClaim('one per cent changed / first night, by CPU', ratio(changed, first, 'cpuSeconds'), 0.2);
printClaim('the same night again, versions published', same.filter((measured) => told(measured).published).length, 0);
rmSync(folder, { recursive: true, force: true });
