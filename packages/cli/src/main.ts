import { isatty } from 'node:tty';
import type { Output } from './context.ts';
import { run } from './program.ts';

const outputTo = (stream: NodeJS.WriteStream & { readonly fd: number }): Output => {
  let closed = false;
  let failure: Error | undefined;
  // A reader that leaves (`| head`) is no failure; a disk that takes no more is one.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code !== 'EPIPE') failure ??= error;
  });
  return {
    isTTY: isatty(stream.fd),
    columns: stream.columns ?? 80,
    get closed() {
      return closed;
    },
    get failure() {
      return failure;
    },
    write: async (text) => {
      if (!closed) await new Promise<void>((resolve) => stream.write(text, () => resolve()));
    },
  };
};

/** The present, or the instant in AUDIT_CLOCK: replays and golden outputs need a clock that stands still. */
const now = (): string => process.env['AUDIT_CLOCK'] ?? new Date().toISOString().replace('Z', '000Z');

/** How long an interrupted run may take to stop by itself, in milliseconds. */
const graceMillis = 2000;

/**
 * Stops the run on Ctrl-C or SIGTERM: gently first, by force when it does not stop in time or is asked twice.
 * Force is safe: what is not published is not there.
 */
const listenForSignals = (): { readonly signal: AbortSignal; readonly undoing: Set<() => void> } => {
  const interrupt = new AbortController();
  const undoing = new Set<() => void>();
  const stop = (): never => {
    for (const undo of undoing) undo();
    process.stderr.write('audit: INTERRUPTED: stopped; run the same command again to go on (it does nothing twice)\n');
    process.exit(130);
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (interrupt.signal.aborted) stop();
      interrupt.abort(name);
      setTimeout(stop, graceMillis).unref();
    });
  }
  return { signal: interrupt.signal, undoing };
};

/** The process `audit`: arguments, streams and signals in, exit code out. */
export const main = async (): Promise<void> => {
  const { signal, undoing } = listenForSignals();
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    now,
    interrupted: signal,
    onInterrupt: (undo) => {
      undoing.add(undo);
      return () => void undoing.delete(undo);
    },
  });
  // Standard input that nobody reads any more would keep an interrupted process alive.
  if (signal.aborted) process.exit();
};
