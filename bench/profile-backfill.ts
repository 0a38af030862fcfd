/**
 * Claim: back-filling many observations of one customer is linear: what ten times as many cost more than one does is at most 13 times
 * what the tenth of them costs more. They fall between as many that are there already; for both kinds of feed.
 *
 * `node bench/profile-backfill.ts [--observations 100000]`
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Measure, measure, printClaim, printTable } from './measure.ts';

const { values } = parseArgs({ options: { observations: { type: 'string', default: '100000' } } });
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

const most = Number(values.observations);
for (const feed of ['changelog', 'snapshot']) {
  const full = join(folder, `lake-${feed}`);
  load(full, write('even.ndjson', most, 0), feed, 1);
  const runs = [1, most / 100, most / 10, most].map((observations) => {
    const lake = join(folder, 'lake');
    rmSync(lake, { recursive: true, force: true });
    cpSync(full, lake, { recursive: true });
    return { observations, ...load(lake, write('odd.ndjson', observations, 1), feed, 2) };
  });
  console.log(`\n## ${feed}, between ${most} observations that are there\n`);
  printTable(
    ['observations', 'seconds', 'CPU s', 'peak MiB', 'account'],
    runs.map((run) => [String(run.observations), run.seconds, run.cpuSeconds, run.peakMib, run.stdout.trim()]),
  );
  const [one = 0, , tenth = 0, all = 0] = runs.map((run) => run.cpuSeconds);
  // A tenth that costs next to nothing more than one is no measure to multiply.
  printClaim(`${feed}: ${most} observations / ${most / 10}, CPU each less that of one`, (all - one) / Math.max(tenth - one, 0.1), 13);
}
