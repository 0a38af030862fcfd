/**
 * Claim: back-filling many observations of one customer, between as many that are there already, is linear: ten times as many cost at
 * most 13 times the CPU, each less that of one onto one. For both kinds of feed.
 *
 * `node bench/profile-backfill.ts [--observations 40000]`
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Measure, measure, printClaim, printTable } from './measure.ts';

const { values } = parseArgs({ options: { observations: { type: 'string', default: '40000' } } });
const audit = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages/cli/bin/audit.js');
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Rows of one customer a minute apart, each another name; the even minutes or the odd ones. */
const write = (name: string, observations: number, minute: 0 | 1): string => {
  const rows = Array.from({ length: observations }, (_, i) => {
    const changed = new Date(Date.UTC(2025, 0, 1, 0, 2 * i + minute)).toISOString();
    return `{"customer_id":"1","evidence_unique_key":"AB1","firstname":"Ann ${2 * i + minute}","lastname":"Lee","last_modified_ts":"${changed}"}\n`;
  });
  const file = join(folder, name);
  writeFileSync(file, rows.join(''));
  return file;
};

const load = (lake: string, file: string, feed: string, day: number): Measure => {
  const [extract, known] = [0, 1].map((hour) => new Date(Date.UTC(2026, 11, day, hour)).toISOString()) as [string, string];
  return measure([
    process.execPath,
    audit,
    'profile',
    'load',
    file,
    '--feed',
    feed,
    '--extract-ts',
    extract,
    '--load-ts',
    known,
    '--lake',
    lake,
    '--json',
  ]);
};

/** A load of observations onto a lake that holds as many. */
const backfill = (observations: number, feed: string): Measure => {
  const lake = join(folder, 'lake');
  rmSync(lake, { recursive: true, force: true });
  load(lake, write('even.ndjson', observations, 0), feed, 1);
  return load(lake, write('odd.ndjson', observations, 1), feed, 2);
};

const most = Number(values.observations);
for (const feed of ['changelog', 'snapshot']) {
  const runs = [1, most / 10, most].map((observations) => ({ observations, ...backfill(observations, feed) }));
  console.log(`\n## ${feed}\n`);
  printTable(
    ['observations', 'seconds', 'CPU s', 'peak MiB'],
    runs.map((run) => [String(run.observations), run.seconds, run.cpuSeconds, run.peakMib]),
  );
  const [one = 0, tenth = 0, all = 0] = runs.map((run) => run.cpuSeconds);
  // A tenth that costs next to nothing more than one is no measure to multiply.
  printClaim(`${feed}: ${most} observations / ${most / 10}, CPU each less that of one`, (all - one) / Math.max(tenth - one, 0.1), 13);
}
