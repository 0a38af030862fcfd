/**
 * Claim: `audit --version` takes at most 2.5 x `node -e 0`, on the same Node; `--help` stays a small fraction of a second.
 *
 * `node bench/startup.ts [--rounds 20]`
 */
import { measure, medianOf, paired, printClaim, printTable, ratio } from './measure.ts';
import { openWorkbench } from './workbench.ts';

const bench = await openWorkbench({ lines: 0, rounds: 20, formats: [] });
const runs = paired(bench.rounds, {
  'node -e 0': () => measure([process.execPath, '-e', '0']),
  'audit --version': () => bench.audit('--version'),
  'audit --help': () => bench.audit('--help'),
});
const nothing = runs['node -e 0'] ?? [];
printTable(
  ['command', 'milliseconds', 'peak MiB', 'of node -e 0'],
  Object.entries(runs).map(([name, measured]) => [
    name,
    medianOf(measured).seconds * 1000,
    medianOf(measured).peakMib,
    ratio(measured, nothing),
  ]),
);
printClaim('audit --version / node -e 0', ratio(runs['audit --version'] ?? [], nothing), 2.5);
