import type { AuditError } from '@audit/contract';
import { CommanderError } from 'commander';
import type { Output } from './context.ts';
import { jsonLine } from './output/json.ts';
import { printable } from './output/printable.ts';

/** How the user asked to be told. */
export interface Reporting {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly json: boolean;
  readonly logFormat: 'json' | 'pretty';
  readonly debug: boolean;
  /** The command line that shows how the command at hand is used. */
  readonly help: string;
}

interface Report {
  readonly code: string;
  readonly exitCode: number;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

// By shape, not by class: the class lives beside the table contracts, and `audit --help` must not load those.
const isAuditError = (error: unknown): error is AuditError =>
  error instanceof Error && 'exitCode' in error && 'code' in error && 'facts' in error;

const usage = (error: CommanderError, help: string): Report => ({
  code: 'USAGE',
  exitCode: 2,
  message: `${error.message.replace(/^error: /, '').replace('\n(Did you mean', ' (did you mean')}; see "${help}"`,
  facts: {},
});

const wrongPaths = new Set(['ENOENT', 'EACCES', 'EPERM', 'ENOTDIR', 'EISDIR', 'EROFS', 'EEXIST', 'ELOOP', 'ENAMETOOLONG']);

const system = (error: Error & { readonly code?: unknown }): Report => {
  const code = typeof error.code === 'string' ? error.code : 'SYSTEM';
  const what =
    code === 'ENOSPC'
      ? 'the disk is full: free some space, or write elsewhere (--lake, --output, --temp-dir)'
      : 'check the path and its permissions';
  // Node's messages begin with the code, and the report names it already.
  const message = error.message.replace(`${code}: `, '');
  return { code, exitCode: wrongPaths.has(code) ? 2 : 1, message: `${message}; ${what}`, facts: {} };
};

/**
 * The errors inside an error that holds several, in the order they happened: what went wrong while something was closed
 * comes after what went wrong before.
 */
const parts = (error: unknown): readonly unknown[] => {
  if (error instanceof SuppressedError) return [...parts(error.suppressed), ...parts(error.error)];
  return error instanceof AggregateError ? error.errors.flatMap(parts) : [error];
};

/** The error to report: the first of ours, or else the first. */
const tellingOf = (error: unknown): unknown => {
  const all = parts(error);
  return all.find(isAuditError) ?? all[0] ?? error;
};

const reportOf = (error: unknown, help: string): Report => {
  if (isAuditError(error)) return error;
  if (error instanceof CommanderError) return usage(error, help);
  if (error instanceof Error && 'syscall' in error) return system(error);
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'UNEXPECTED',
    exitCode: 1,
    message: `${message}; this should not happen: run it again with --log-level debug and report what it says`,
    facts: {},
  };
};

const stackOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `caused by ${stackOf(error.cause) || JSON.stringify(error.cause)}`;
  return `${error.stack ?? error.message}\n${cause}`;
};

const stacksOf = (error: unknown): string => parts(error).map(stackOf).join('and ');

/** Says what went wrong on stderr (with `--json` also as a document on stdout) and returns the exit code. */
export const reportError = async (thrown: unknown, { stdout, stderr, json, logFormat, debug, help }: Reporting): Promise<number> => {
  const error = tellingOf(thrown);
  // Commander has already shown what was asked for.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (error instanceof CommanderError && error.code === 'commander.help') return 2;
  const { code, exitCode, message, facts } = reportOf(error, help);
  if (json) await stdout.write(jsonLine({ error: { code, exit_code: exitCode, message, facts } }));
  await stderr.write(
    logFormat === 'json'
      ? jsonLine({ level: 'error', code, exit_code: exitCode, msg: message, facts, ...(debug ? { stack: stacksOf(thrown) } : {}) })
      : `audit: ${code}: ${printable(message)}\n`,
  );
  if (debug && logFormat !== 'json') await stderr.write(stacksOf(thrown));
  return exitCode;
};
