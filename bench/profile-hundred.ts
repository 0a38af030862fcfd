/**
 * Claim: batch 100 costs at most 1.3 x batch 10: the cost of a daily batch follows what changed, not what has piled up.
 *
 * `node bench/profile-hundred.ts [--customers 100000] [--batches 100] [--generator PATH]`, see profile-data.ts
 */
import { type Measure, printClaim, printTable } from './measure.ts';
import { openProfileBench, processStart } from './profile-data.ts';

const bench = openProfileBench({ customers: 100_000, batches: 100 });
const data = bench.data();
const lake = bench.scratch('lake');
const runs: readonly Measure[] = Array.from({ length: bench.batches + 1 }, (_, batch) => bench.load(lake, data, batch));
const start = processStart(bench, lake);

/** Median of the five batches that end with one: a fold of a table now and then is not what is asked for. */
const around = (batch: number, key: 'seconds' | 'cpuSeconds' | 'peakMib'): number =>
  runs
    .slice(batch - 4, batch + 1)
    .map((run) => run[key])
    .toSorted((a, b) => a - b)[2] ?? Number.NaN;

const shown = [10, 25, 50, 75, bench.batches].filter((batch) => batch <= bench.batches);
console.log(`\n## ${bench.customers} customers, start of a process ${start.toFixed(2)} s\n`);
printTable(
  ['batches up to', 'seconds', 'CPU s', 'peak MiB'],
  shown.map((batch) => [String(batch), around(batch, 'seconds'), around(batch, 'cpuSeconds'), around(batch, 'peakMib')]),
);
console.log(`slowest batch: ${Math.max(...runs.slice(1).map((run) => run.seconds)).toFixed(2)} s`);
const ratio = (around(bench.batches, 'seconds') - start) / (around(10, 'seconds') - start);
printClaim(`batch ${bench.batches} / batch 10, time less the start of a process`, ratio, 1.3);
