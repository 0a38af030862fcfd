/**
 * Claim: a daily batch of customer profiles (full extract, 2 % material and 0.5 % presentation changes), as a whole process with bronze,
 * checks, checksums and fsync, takes at most 1.5 x the hand-written SQL beside it, plus the start of a process; the initial load as
 * well; never above 1 GB; at most half the CPU of a dbt snapshot; and makes exactly the versions the generator knows of.
 *
 * `node bench/profile-daily.ts [--customers 1000000] [--batches 3] [--rounds 1] [--generator PATH] [--peers DIR]`, see profile-data.ts;
 * without peers only counts and memory are claimed.
 */
import { existsSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { measure, type Measure, printClaim, printTable } from './measure.ts';
import { lineOf, openProfileBench, processStart, truthOf } from './profile-data.ts';

type Cost = Pick<Measure, 'seconds' | 'cpuSeconds' | 'peakMib'>;

const bench = openProfileBench({ customers: 1_000_000, batches: 3 });
const data = bench.data();
const truth = truthOf(data);
const { peers } = bench;

const costsIn = (text: string, form: RegExp, of: (numbers: readonly number[]) => Cost): readonly Cost[] =>
  [...text.matchAll(form)].map((match) => of(match.slice(1).map(Number)));

/** Hand-written SQL in one Python process; it prints what each batch took. Its memory is the peak so far. */
const floor = (folder: string): readonly Cost[] => {
  const { stdout } = measure([bench.python, join(folder, 'scd2_floor.py'), data, String(bench.batches)]);
  rmSync(join(data, 'floor.duckdb'), { force: true });
  return costsIn(stdout, /wall ([\d.]+) .*cpu ([\d.]+) maxrss (\d+) MB/g, ([seconds = 0, cpuSeconds = 0, peakMib = 0]) => ({
    seconds,
    cpuSeconds,
    peakMib,
  }));
};

/** One dbt process a batch. */
const dbt = (folder: string): readonly Cost[] => {
  if (!existsSync(join(dirname(bench.python), 'dbt'))) return [];
  const env = { PATH: `${dirname(bench.python)}${delimiter}${process.env['PATH']}` };
  const { stdout } = measure(['bash', join(folder, 'scd2_dbt/run.sh'), data, String(bench.batches)], { env });
  const form = /wall ([\d.]+) s cpu ([\d.]+)\+([\d.]+) maxrss (\d+) KB/g;
  return costsIn(stdout, form, ([seconds = 0, user = 0, system = 0, kib = 0]) => ({
    seconds,
    cpuSeconds: user + system,
    peakMib: kib / 1024,
  }));
};

/** Every batch by `audit profile load`. @throws when a batch makes more or fewer versions than the generator changed */
const ours = (): readonly Measure[] => {
  const lake = bench.scratch('lake');
  rmSync(lake, { recursive: true, force: true });
  return truth.slice(0, bench.batches + 1).map((changes, batch) => {
    const run = bench.load(lake, data, batch);
    const { created, corrected } = lineOf(run);
    printClaim(`batch ${batch}: versions that are not the ${changes} of the generator`, Math.abs(created - changes) + corrected, 0);
    return run;
  });
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const rounds = Array.from({ length: bench.rounds }, () => ({
  floor: peers === undefined ? [] : floor(peers),
  'audit profile load': ours(),
  'dbt snapshot': peers === undefined ? [] : dbt(peers),
}));

const start = processStart(bench, bench.scratch('lake'));

/** Median over rounds, and over the daily batches where there are several. */
const cost = (who: keyof (typeof rounds)[number], which: 'initial' | 'daily', key: keyof Cost): number =>
  median(rounds.flatMap((round) => round[who].filter((_, batch) => (batch === 0) === (which === 'initial')).map((run) => run[key])));

console.log(`\n## ${bench.customers} customers, start of a process ${start.toFixed(2)} s\n`);
printTable(
  ['batch', 'who', 'seconds', 'CPU s', 'peak MiB'],
  (['initial', 'daily'] as const).flatMap((which) =>
    (['floor', 'audit profile load', 'dbt snapshot'] as const)
      .filter((who) => rounds.some((round) => round[who].length > 0))
      .map((who) => [which, who, cost(who, which, 'seconds'), cost(who, which, 'cpuSeconds'), cost(who, which, 'peakMib')]),
  ),
);
for (const which of ['initial', 'daily'] as const) {
  const seconds = cost('audit profile load', which, 'seconds') - start;
  if (rounds[0]?.floor.length)
    printClaim(`${which}: time less the start of a process / floor`, seconds / cost('floor', which, 'seconds'), 1.5);
  if (rounds[0]?.['dbt snapshot'].length) {
    const ratio = cost('audit profile load', which, 'cpuSeconds') / cost('dbt snapshot', which, 'cpuSeconds');
    if (which === 'daily') printClaim('daily: CPU / dbt snapshot', ratio, 0.5);
    else console.log(`       initial: CPU / dbt snapshot, which makes no bridges, events, hashes: ${ratio.toFixed(2)}`);
  }
  const peak = Math.max(
    ...rounds.flatMap((round) =>
      round['audit profile load'].filter((_, b) => (b === 0) === (which === 'initial')).map((run) => run.peakMib),
    ),
  );
  printClaim(`${which}: peak memory, GB`, (peak * 2 ** 20) / 1e9, 1);
}
