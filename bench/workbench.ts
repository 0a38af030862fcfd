/** What every benchmark shares: arguments, a scratch folder, the data, the command under test. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Format, generate } from './generate-transactions.ts';
import { type Measure, measure } from './measure.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const audit = join(root, 'packages/cli/bin/audit.js');

export interface Workbench {
  readonly lines: number;
  readonly rounds: number;
  /** `<prefix>.json` … hold the transactions. */
  readonly prefix: string;
  /** Path of a scratch name; it is removed at exit. */
  scratch(name: string): string;
  /** Runs `audit` as a user would; 4 (quarantine) counts as done. */
  audit(...args: readonly string[]): Measure;
  script(name: string, ...args: readonly string[]): Measure;
}

/**
 * Reads `--lines`, `--rounds` and `--data PREFIX` (files made earlier by `bench/generate-transactions.ts`) and makes the data
 * that is not there yet in `data/bench/` (git-ignored).
 */
export const openWorkbench = async (defaults: {
  lines: number;
  rounds: number;
  formats: readonly Format[];
  /** The benchmark adds lines that must fit the first load: files of another generator would not do. */
  ownDataOnly?: true;
}): Promise<Workbench> => {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: String(defaults.lines) },
      rounds: { type: 'string', default: String(defaults.rounds) },
      data: { type: 'string' },
    },
  });
  if (defaults.ownDataOnly && values.data !== undefined) throw new Error('this benchmark makes its own data; leave --data out');
  const lines = Number(values.lines);
  const prefix = values.data ?? join(root, 'data/bench', `tx-${lines}`);
  const missing = defaults.formats.filter((format) => !existsSync(`${prefix}.${format}`));
  if (missing.length > 0) {
    mkdirSync(dirname(prefix), { recursive: true });
    console.error(`generating ${lines} lines as ${missing.join(', ')} in ${prefix}.*`);
    await generate({ lines, seed: 20_240_101 }, prefix, missing);
  }
  const folder = mkdtempSync(join(tmpdir(), 'audit-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return {
    lines,
    rounds: Number(values.rounds),
    prefix,
    scratch: (name) => join(folder, name),
    audit: (...args) => measure([process.execPath, audit, ...args], { accept: [0, 4] }),
    script: (name, ...args) => measure([process.execPath, join(root, 'bench', name), ...args]),
  };
};

/** An empty folder's path under the scratch folder: whatever an earlier round left there is removed. */
export const fresh = (bench: Workbench, name: string): string => {
  const path = bench.scratch(name);
  rmSync(path, { recursive: true, force: true });
  return path;
};
