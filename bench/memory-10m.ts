/**
 * Claim: 10,000,000 NDJSON lines (1.6 GB) with `--memory-limit 1GB` complete under 2 GB resident, and a line costs at most 1.3 x
 * what it costs at 1,000,000.
 *
 * `node bench/memory-10m.ts [--lines 10000000]`
 */
import { existsSync } from 'node:fs';
import { generate } from './generate-transactions.ts';
import { printClaim, printTable } from './measure.ts';
import { fresh, openWorkbench } from './workbench.ts';

const bench = await openWorkbench({ lines: 10_000_000, rounds: 1, formats: ['ndjson'] });
const tenth = { lines: Math.floor(bench.lines / 10), path: `${bench.prefix}-tenth` };
if (!existsSync(`${tenth.path}.ndjson`)) await generate({ lines: tenth.lines, seed: 20_240_101 }, tenth.path, ['ndjson']);

const build = (source: string) => bench.audit('build-mart', source, '--memory-limit', '1GB', '--lake', fresh(bench, 'lake'), '--json');
build(`${tenth.path}.ndjson`);
const small = build(`${tenth.path}.ndjson`);
const large = build(`${bench.prefix}.ndjson`);

const perLine = (seconds: number, lines: number): number => (seconds / lines) * 1e6;
printTable(
  ['lines', 'seconds', 'CPU s', 'us a line', 'peak MiB'],
  [
    [String(tenth.lines), small.seconds, small.cpuSeconds, perLine(small.seconds, tenth.lines), small.peakMib],
    [String(bench.lines), large.seconds, large.cpuSeconds, perLine(large.seconds, bench.lines), large.peakMib],
  ],
);
printClaim('peak memory, GB', (large.peakMib * 1024 * 1024) / 1e9, 2);
printClaim('cost a line, large / small', perLine(large.seconds, bench.lines) / perLine(small.seconds, tenth.lines), 1.3);
