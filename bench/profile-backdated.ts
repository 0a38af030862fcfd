/**
 * Claim: a batch in which 1 % of the customers have a backdated change, and 1 % one of the day, costs at most 2 x the batch in which all
 * 2 % are of the day.
 *
 * `node bench/profile-backdated.ts [--customers 1000000] [--batches 2] [--generator PATH]`, see profile-data.ts
 */
import { rmSync } from 'node:fs';
import { type Measure, printClaim, printTable } from './measure.ts';
import { lineOf, openProfileBench } from './profile-data.ts';

const bench = openProfileBench({ customers: 1_000_000, batches: 2 });
const contenders = { 'in order': bench.data('--rate', '0.02'), backdated: bench.data('--rate', '0.02', '--backdate', '0.5') };

/** The daily batches; the initial one is the same in both. */
const daily = (data: string): readonly Measure[] => {
  const lake = bench.scratch('lake');
  rmSync(lake, { recursive: true, force: true });
  return Array.from({ length: bench.batches + 1 }, (_, batch) => bench.load(lake, data, batch)).slice(1);
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const runs = Object.entries(contenders).map(([name, data]) => ({ name, measured: daily(data) }));
console.log(`\n## ${bench.customers} customers\n`);
printTable(
  ['batch', 'seconds', 'CPU s', 'peak MiB', 'created', 'corrected'],
  runs.flatMap(({ name, measured }) =>
    measured.map((run) => [name, run.seconds, run.cpuSeconds, run.peakMib, String(lineOf(run).created), String(lineOf(run).corrected)]),
  ),
);
const [inOrder, backdated] = runs.map(({ measured }) => median(measured.map((run) => run.seconds)));
printClaim('backdated / in order, time', (backdated ?? 0) / (inOrder ?? 0), 2);
