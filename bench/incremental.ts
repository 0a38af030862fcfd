/**
 * Claim: adding 1 % new lines costs at most 35 % of the full build at 1 M lines and 12 % at 10 M; a run with nothing new commits
 * nothing and takes less than half a second.
 *
 * `node bench/incremental.ts [--lines 1000000] [--rounds 3]`
 */
import { cpSync } from 'node:fs';
import { generate } from './generate-transactions.ts';
import { medianOf, paired, printClaim, printTable, ratio } from './measure.ts';
import { fresh, openWorkbench } from './workbench.ts';

const bench = await openWorkbench({ lines: 1_000_000, rounds: 3, formats: ['ndjson'], ownDataOnly: true });
const source = `${bench.prefix}.ndjson`;
const added = bench.scratch('added');
await generate({ lines: bench.lines, seed: 20_240_101, number: 1, added: Math.floor(bench.lines / 100) }, added, ['ndjson']);

const built = bench.scratch('built');
bench.audit('build-mart', source, '--lake', built, '--json');
/** A lake that holds the first load, as a daily run finds it. */
const lakeWithFirstLoad = (): string => {
  const lake = fresh(bench, 'lake');
  cpSync(built, lake, { recursive: true });
  return lake;
};
const head = (lake: string): string => bench.audit('history', '--lake', lake, '--json').stdout;
const before = head(built);

const runs = paired(bench.rounds, {
  'full build': () => bench.audit('build-mart', source, '--lake', fresh(bench, 'full'), '--json'),
  'one per cent more': () => bench.audit('build-mart', `${added}.ndjson`, '--lake', lakeWithFirstLoad(), '--json'),
  'nothing new': () => bench.audit('build-mart', source, '--lake', built, '--json'),
});
const full = runs['full build'] ?? [];
const more = runs['one per cent more'] ?? [];
const nothing = runs['nothing new'] ?? [];

printTable(
  ['run', 'seconds', 'CPU s', 'peak MiB', 'of the full build'],
  Object.entries(runs).map(([name, measured]) => {
    const { seconds, cpuSeconds, peakMib } = medianOf(measured);
    return [name, seconds, cpuSeconds, peakMib, ratio(measured, full)];
  }),
);
printClaim(`one per cent more of ${bench.lines} lines / full build`, ratio(more, full), bench.lines >= 10_000_000 ? 0.12 : 0.35);
printClaim('nothing new, seconds', medianOf(nothing).seconds, 0.5);
printClaim('nothing new, versions committed', head(built) === before ? 0 : 1, 0);
