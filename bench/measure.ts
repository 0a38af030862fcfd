/** Whole processes, measured from outside: wall clock, CPU and peak memory as the kernel counts them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Measure {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Peak resident memory, 2^20 bytes. */
  readonly peakMib: number;
  readonly exitCode: number;
  readonly stdout: string;
}

const gnuTime = '/usr/bin/time';

/** Runs one process to its end. @throws the child's error output when it fails with a code not in `accept` */
export const measure = (
  command: readonly [string, ...string[]],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; accept?: readonly number[] } = {},
): Measure => {
  if (!existsSync(gnuTime)) throw new Error('GNU time (/usr/bin/time) is needed to measure memory');
  const folder = mkdtempSync(join(tmpdir(), 'audit-bench-'));
  const report = join(folder, 'time');
  const started = performance.now();
  const child = spawnSync(gnuTime, ['-q', '-o', report, '-f', '%U %S %M', ...command], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const [user, system, peakKib] = readFileSync(report, 'utf8').trim().split(/\s+/).map(Number);
  rmSync(folder, { recursive: true });
  const exitCode = child.status ?? -1;
  if (!(options.accept ?? [0]).includes(exitCode)) throw new Error(`${command.join(' ')} exited ${exitCode}\n${child.stderr}`);
  return { seconds, cpuSeconds: (user ?? 0) + (system ?? 0), peakMib: (peakKib ?? 0) / 1024, exitCode, stdout: child.stdout };
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const medianOf = (runs: readonly Measure[]): Pick<Measure, 'seconds' | 'cpuSeconds' | 'peakMib'> => ({
  seconds: median(runs.map((run) => run.seconds)),
  cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
  peakMib: median(runs.map((run) => run.peakMib)),
});

/**
 * Runs the contenders in turn, `rounds` times, so that a busy minute of the machine falls on all of them.
 * The first round only warms the file cache and is not counted.
 */
export const paired = (
  rounds: number,
  contenders: Readonly<Record<string, () => Measure>>,
): Readonly<Record<string, readonly Measure[]>> => {
  const names = Object.keys(contenders);
  const runs: Record<string, Measure[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, contend] of Object.entries(contenders)) {
      const run = contend();
      if (round > 0) runs[name]?.push(run);
    }
  }
  return runs;
};

/** Median over rounds of the ratio of two contenders within the same round. */
export const ratio = (of: readonly Measure[], to: readonly Measure[], key: 'seconds' | 'cpuSeconds' | 'peakMib' = 'seconds'): number =>
  median(of.map((run, i) => run[key] / (to[i]?.[key] ?? Number.NaN)));

/** Prints rows as a Markdown table. */
export const printTable = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): void => {
  const cells = [head, head.map(() => '---'), ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)))];
  console.log(cells.map((row) => `| ${row.join(' | ')} |`).join('\n'));
};

/** One line a claim: what was promised, what came out. */
export const printClaim = (claim: string, value: number, atMost: number): void => {
  console.log(`${value <= atMost ? 'held  ' : 'MISSED'} ${claim}: ${value.toFixed(2)} (at most ${atMost})`);
  if (value > atMost) process.exitCode = 1;
};
