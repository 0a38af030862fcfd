/**
 * Claim: `audit build-mart` into a lake, whole process, with gate, checks, kept lines, checksums and fsync, costs at most 1.35 x
 * (JSON array), 1.6 x (NDJSON), 1.4 x (Parquet) of the hand-written SQL that also writes the lines, and is at least 3.5 x faster
 * than pandas with a third of its memory.
 *
 * `node bench/build-mart.ts [--lines 1000000] [--rounds 5] [--data PREFIX]`. Peers run when AUDIT_BENCH_PEERS names a folder with
 * mart_duckdb.py and mart_pandas.py, and AUDIT_BENCH_PYTHON a Python that has duckdb, pandas and pyarrow.
 */
import { join } from 'node:path';
import { type Measure, measure, medianOf, paired, printClaim, printTable, ratio } from './measure.ts';
import { fresh, openWorkbench } from './workbench.ts';

const limits = { json: 1.35, ndjson: 1.6, parquet: 1.4 } as const;
const formats = ['json', 'ndjson', 'csv', 'parquet'] as const;

const bench = await openWorkbench({ lines: 1_000_000, rounds: 5, formats });
const python = process.env['AUDIT_BENCH_PYTHON'];
const peersFolder = process.env['AUDIT_BENCH_PEERS'];

const peers = (source: string): Readonly<Record<string, () => Measure>> => {
  if (python === undefined || peersFolder === undefined) return {};
  const peer = (name: string) => (): Measure => measure([python, join(peersFolder, name), source, bench.scratch(name)]);
  return { 'duckdb (Python)': peer('mart_duckdb.py'), pandas: peer('mart_pandas.py') };
};

for (const format of formats) {
  const source = `${bench.prefix}.${format}`;
  const runs = paired(bench.rounds, {
    floor: () => bench.script('floor-mart.ts', source, bench.scratch('floor')),
    'floor + lines': () => bench.script('floor-mart.ts', source, bench.scratch('floor'), '--lines'),
    'audit build-mart': () => bench.audit('build-mart', source, '--lake', fresh(bench, 'lake'), '--json'),
    ...peers(source),
  });
  const ours = runs['audit build-mart'] ?? [];
  const floor = runs['floor + lines'] ?? [];
  console.log(`\n## ${format}, ${bench.lines} lines, medians of ${bench.rounds}\n`);
  printTable(
    ['what', 'seconds', 'CPU s', 'peak MiB', 'audit / this'],
    Object.entries(runs).map(([name, measured]) => {
      const { seconds, cpuSeconds, peakMib } = medianOf(measured);
      return [name, seconds, cpuSeconds, peakMib, ratio(ours, measured)];
    }),
  );
  if (format !== 'csv') printClaim(`${format}: time of audit / floor + lines`, ratio(ours, floor), limits[format]);
  const pandas = runs['pandas'];
  if (pandas !== undefined && format === 'json') {
    printClaim('json: time of audit / pandas', ratio(ours, pandas), 1 / 3.5);
    printClaim('json: memory of audit / pandas', ratio(ours, pandas, 'peakMib'), 1 / 3);
  }
}
