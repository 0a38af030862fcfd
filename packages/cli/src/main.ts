import type { Output } from './context.ts';
import { run } from './program.ts';

const outputTo = (stream: NodeJS.WriteStream): Output => {
  let closed = false;
  // A reader that leaves (`| head`) is no failure of ours.
  stream.on('error', () => {
    closed = true;
  });
  return {
    isTTY: stream.isTTY === true,
    columns: stream.columns ?? 80,
    get closed() {
      return closed;
    },
    write: async (text) => {
      if (!closed) await new Promise<void>((resolve) => stream.write(text, () => resolve()));
    },
  };
};

/** The present, or the instant in AUDIT_CLOCK: replays and golden outputs need a clock that stands still. */
const now = (): string => process.env['AUDIT_CLOCK'] ?? new Date().toISOString().replace('Z', '000Z');

/** The process `audit`: arguments, streams and signals in, exit code out. */
export const main = async (): Promise<void> => {
  const interrupt = new AbortController();
  const undoing = new Set<() => void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      interrupt.abort();
      for (const undo of undoing) undo();
      process.stderr.write('audit: interrupted; a lake stands at its last published version\n');
      process.exit(130);
    });
  }
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    now,
    interrupted: interrupt.signal,
    onInterrupt: (undo) => {
      undoing.add(undo);
      return () => void undoing.delete(undo);
    },
  });
};
