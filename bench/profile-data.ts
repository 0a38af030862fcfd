/** What the benchmarks of the customer profile share: arguments, data, peers, and loads by the command as whole processes. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Measure, measure } from './measure.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const audit = join(root, 'packages/cli/bin/audit.js');

/** What `audit profile load --json` says of a batch. */
export interface LoadLine {
  readonly records: number;
  readonly created: number;
  readonly corrected: number;
  readonly unchanged: number;
}

export interface ProfileBench {
  readonly customers: number;
  readonly batches: number;
  readonly rounds: number;
  readonly python: string;
  /** Folder with scd2_floor.py and scd2_dbt, if one was named. */
  readonly peers: string | undefined;
  /** Path of a scratch name; it is removed at exit. */
  scratch(name: string): string;
  /**
   * Batches made by the generator, in a folder: full extracts, 0 the initial one. Made once, kept in `data/bench` (git-ignored).
   * @param options of the generator besides customers and batches
   */
  data(...options: readonly string[]): string;
  audit(...args: readonly string[]): Measure;
  /** Loads a batch of generated data, as of its day. */
  load(lake: string, data: string, batch: number): Measure;
}

export const batchFile = (data: string, batch: number): string => join(data, `batch_${String(batch).padStart(2, '0')}.parquet`);

const dayOf = (batch: number, hour: number): string => new Date(Date.UTC(2025, 11, 2 + batch, hour)).toISOString();

/** Material changes of each batch, as the generator made them. */
export const truthOf = (data: string): readonly number[] => {
  const { batches } = JSON.parse(readFileSync(join(data, 'truth.json'), 'utf8')) as {
    batches: readonly { readonly material_changes: number }[];
  };
  return batches.map((batch) => batch.material_changes);
};

export const lineOf = ({ stdout }: Measure): LoadLine => JSON.parse(stdout) as LoadLine;

/**
 * Reads `--customers`, `--batches`, `--rounds`; `--generator`, else AUDIT_BENCH_PROFILES, is the path of generate_profiles.py,
 * `--peers`, else AUDIT_BENCH_PEERS, the folder of the peers, AUDIT_BENCH_PYTHON a Python with numpy, pyarrow, duckdb, and dbt beside it.
 */
export const openProfileBench = (defaults: { customers: number; batches: number; rounds?: number }): ProfileBench => {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: String(defaults.customers) },
      batches: { type: 'string', default: String(defaults.batches) },
      rounds: { type: 'string', default: String(defaults.rounds ?? 1) },
      generator: { type: 'string' },
      peers: { type: 'string' },
    },
  });
  const [customers, batches] = [Number(values.customers), Number(values.batches)];
  const generator = values.generator ?? process.env['AUDIT_BENCH_PROFILES'];
  const python = process.env['AUDIT_BENCH_PYTHON'] ?? 'python3';
  const folder = mkdtempSync(join(tmpdir(), 'audit-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const data = (...options: readonly string[]): string => {
    const made = join(root, 'data/bench', `profiles-${[customers, batches, ...options].join('-').replaceAll('--', '')}`);
    if (existsSync(join(made, 'truth.json'))) return made;
    if (generator === undefined) throw new Error('name the generator of profiles: --generator PATH, or AUDIT_BENCH_PROFILES');
    console.error(`generating ${batches + 1} batches of ${customers} customers in ${made}`);
    mkdirSync(made, { recursive: true });
    measure([python, generator, '--customers', String(customers), '--batches', String(batches), ...options, '--out', made]);
    return made;
  };
  const run = (...args: readonly string[]): Measure => measure([process.execPath, audit, ...args]);
  return {
    customers,
    batches,
    rounds: Number(values.rounds),
    python,
    peers: values.peers ?? process.env['AUDIT_BENCH_PEERS'],
    scratch: (name) => join(folder, name),
    data,
    audit: run,
    load: (lake, from, batch) => {
      const times = ['--extract-ts', dayOf(batch, 0), '--load-ts', dayOf(batch, 1)];
      return run('profile', 'load', batchFile(from, batch), '--batch-id', `day-${batch}`, ...times, '--lake', lake, '--json');
    },
  };
};

/** Seconds a process of ours takes to start, with its engine, read one row and end: what a floor inside a running process has not. */
export const processStart = (bench: ProfileBench, lake: string): number => {
  const seconds = Array.from({ length: 5 }, () => bench.audit('show', 'ops_profile_batches', '--limit', '1', '--lake', lake).seconds);
  return seconds.toSorted((a, b) => a - b)[2] ?? 0;
};
