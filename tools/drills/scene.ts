import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Batch, counted, type Line, nothingYet, transactions, type Truth } from '../../bench/transactions.ts';
import { writeTransactions } from '../../bench/write-transactions.ts';

const bin = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'packages/cli/bin/audit.js');

/** How a process ended. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Running {
  readonly process: ChildProcess;
  readonly done: Promise<Outcome>;
}

/** The real command in a process of its own. @param more variables of its environment @param cwd folder it runs in */
const start = (args: readonly string[], more: Readonly<Record<string, string>> = {}, cwd = process.cwd()): Running => {
  const started = performance.now();
  const child = spawn(process.execPath, [bin, ...args], { cwd, env: { ...process.env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
  const done = new Promise<Outcome>((settle, fail) => {
    child.once('error', fail);
    child.once('close', (exitCode, signal) => settle({ exitCode, signal, ...text, seconds: (performance.now() - started) / 1000 }));
  });
  return { process: child, done };
};

export const startAudit = (...args: readonly string[]): Running => start(args);

/** The same with a clock that stands still. */
export const startAuditAt = (clock: string, ...args: readonly string[]): Running => start(args, { AUDIT_CLOCK: clock });

/** The same with variables of its own. */
export const startAuditWith = (env: Readonly<Record<string, string>>, ...args: readonly string[]): Running => start(args, env);

/** The same in a folder. */
export const startAuditIn = (cwd: string, env: Readonly<Record<string, string>>, ...args: readonly string[]): Running =>
  start(args, env, cwd);

/** Runs a command to its end. @throws unless it ends with one of `expected` */
export const runAudit = async (expected: readonly number[], ...args: readonly string[]): Promise<Outcome> => {
  const outcome = await startAudit(...args).done;
  if (expected.includes(outcome.exitCode ?? -1)) return outcome;
  throw new Error(
    `audit ${args.join(' ')}: exit ${outcome.exitCode ?? outcome.signal}, expected ${expected.join(' or ')}\n${outcome.stderr}`,
  );
};

/** A scratch folder with batches of transactions whose truth is known. */
export interface Scene extends Disposable {
  path(name: string): string;
  /** File of a batch: 0 is the first load, later ones touch its orders. */
  batch(number: number): string;
  /** What a lake holds after these batches. */
  truthOf(...numbers: readonly number[]): Truth;
  /** A path where nothing is. */
  fresh(name: string): string;
  /** A copy of a lake to break. */
  copyOf(lake: string, name: string): string;
}

function* chain(parts: readonly Iterable<Line>[]): Generator<Line> {
  for (const part of parts) yield* part;
}

/** @param batches how many later batches of `added` lines there are besides the first of `lines` */
export const openScene = (spec: { seed: number; lines: number; batches: number; added: number }): Scene => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-drill-'));
  const path = (name: string): string => join(folder, name);
  const linesOf = (number: number): Generator<Line> => {
    const batch: Batch = { lines: spec.lines, seed: spec.seed, number, added: spec.added };
    return transactions(batch);
  };
  const truths = new Map<string, Truth>();
  const fresh = (name: string): string => {
    rmSync(path(name), { recursive: true, force: true });
    return path(name);
  };
  for (let number = 0; number <= spec.batches; number++) writeTransactions(path(`batch-${number}.ndjson`), linesOf(number), 'ndjson');
  return {
    path,
    fresh,
    batch: (number) => path(`batch-${number}.ndjson`),
    truthOf: (...numbers) => {
      const known = truths.get(numbers.join());
      if (known !== undefined) return known;
      const truth = nothingYet();
      truths.set(numbers.join(), truth);
      for (const _ of counted(chain(numbers.map(linesOf)), truth));
      return truth;
    },
    copyOf: (lake, name) => {
      cpSync(lake, fresh(name), { recursive: true });
      return path(name);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
};
