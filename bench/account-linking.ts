/**
 * Account linking on accounts made up by a generator: quality against the truth the generator writes and the linking never sees, speed and
 * memory of the whole command; beside it, where their programs are named, Splink on the same files in the same run.
 *
 *   node bench/account-linking.ts DIR... [--peer link_splink.py --python python3] [--rounds 3]
 *
 * Each DIR holds accounts.csv, contacts.csv and truth.csv. The figures of docs/performance.md are of seed 20; the weights were fitted on others.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Evaluation, LinkReport, PairAgreement } from '@audit/medallion';
import { measure, medianOf } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { peer: { type: 'string' }, python: { type: 'string', default: 'python3' }, rounds: { type: 'string', default: '3' } },
});
const audit = join(dirname(fileURLToPath(import.meta.url)), '../packages/cli/bin/audit.js');
const scratch = mkdtempSync(join(tmpdir(), 'audit-bench-linking-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
const shown = ({ precision, recall, f1 }: Pick<PairAgreement, 'precision' | 'recall' | 'f1'>): string =>
  `precision ${share(precision)}  recall ${share(recall)}  F1 ${share(f1)}`;
const rate = (count: number, seconds: number): string => (count / seconds / 1e6).toFixed(2);

for (const folder of positionals) {
  const output = join(scratch, 'out');
  const run = [
    'link',
    'run',
    '--accounts',
    join(folder, 'accounts.csv'),
    '--contacts',
    join(folder, 'contacts.csv'),
    '--output',
    output,
    '--json',
  ];
  const runs = Array.from({ length: Number(values.rounds) }, () => measure([process.execPath, audit, ...run]));
  const report = JSON.parse(runs[0]!.stdout) as LinkReport;
  const { seconds, cpuSeconds, peakMib } = medianOf(runs);
  const found = ['--masters', join(output, 'masters.csv'), '--links', join(output, 'links.csv'), '--truth', join(folder, 'truth.csv')];
  const evaluation = JSON.parse(measure([process.execPath, audit, 'link', 'evaluate', ...found, '--json']).stdout) as Evaluation;
  console.log(`\n## ${folder}: ${report.accounts} accounts, load ${loadavg()[0]?.toFixed(1)}\n`);
  console.log(`audit     clusters     ${shown(evaluation.cluster)}  largest ${report.largest_master}`);
  if (evaluation.pair !== null) console.log(`audit     links, auto  ${shown(evaluation.pair)}`);
  console.log(`audit     B-cubed      ${shown(evaluation.b_cubed)}`);
  console.log(
    `audit     ${seconds.toFixed(1)} s wall, ${cpuSeconds.toFixed(1)} s CPU, ${peakMib.toFixed(0)} MiB; ` +
      `${rate(report.accounts * 60, seconds)} M accounts a minute, ${(report.candidate_pairs / report.accounts).toFixed(1)} candidate pairs an account`,
  );
  if (values.peer === undefined) continue;
  const peer = measure([values.python, values.peer, folder]);
  console.log(`peer      ${peer.seconds.toFixed(1)} s wall, ${peer.cpuSeconds.toFixed(1)} s CPU, ${peer.peakMib.toFixed(0)} MiB`);
  for (const line of peer.stdout.trim().split('\n')) console.log(`peer      ${line}`);
}

if (positionals.length === 0) console.log(readFileSync(fileURLToPath(import.meta.url), 'utf8').split('*/')[0]);
