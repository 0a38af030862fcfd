import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { NotTold, type Target } from './target.ts';

/** A program that reads events on its standard input. */
export interface Command {
  readonly name: string;
  /** The program and its arguments; no shell reads them. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where what the program says on its standard error goes. */
  readonly say: (text: string) => Promise<void>;
}

/** Events that one run of the program reads at most. */
const atOnce = 1000;
/** How long a program may take to stop when it is asked to, in milliseconds. */
const graceMillis = 2000;

/** A stopped program may not hear it: then it is stopped by force. */
const stop = (child: ChildProcess): void => {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), graceMillis);
  child.once('exit', () => clearTimeout(force));
};

/** Starts the program, writes the text to it, and waits for its end. */
const ran = async ({ argv: [program, ...args], cwd, env, say }: Command, text: string, signal: AbortSignal) => {
  const child = spawn(program, args, { cwd, env: { ...env }, shell: false, stdio: ['pipe', 'ignore', 'pipe'] });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => void say(chunk));
  // One that does not read to the end, and says by its exit that all is well, is believed.
  child.stdin.on('error', () => undefined);
  child.stdin.end(text);
  const onAbort = (): void => stop(child);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const [exitCode, killedBy] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { exitCode, killedBy };
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

/** A run of the program for every thousand events, as NDJSON. Told is what it ends with 0 for. */
export const commandTarget = (command: Command): Target => ({
  name: command.name,
  atOnce,
  tell: async (events, signal) => {
    const text = events.map(({ json }) => `${json}\n`).join('');
    const ended = await ran(command, text, signal).catch((cause: unknown) => {
      const code = (cause as NodeJS.ErrnoException).code ?? 'it failed';
      throw new NotTold(`it cannot be started (${code})`, { isFinal: true, cause });
    });
    if (ended.exitCode === 0) return;
    if (signal.aborted) throw new NotTold('it did not end in time');
    throw new NotTold(ended.exitCode === null ? `it was stopped by ${ended.killedBy}` : `it ended with ${ended.exitCode}`);
  },
});
