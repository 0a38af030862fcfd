import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { AuditError, EngineFailed, type ExitCode } from '@audit/contract';
import type { SnapshotOrder } from './build-snapshot.ts';

/** A snapshot order as it goes to the other process. */
export interface ProcessOrder extends Omit<SnapshotOrder, 'lake'> {
  /** Of the lake. */
  readonly root: string;
  readonly isBeside: boolean;
}

/** What comes back; facts as JSON. */
export interface BuildOutcome {
  readonly failed:
    | {
        readonly code: string;
        readonly exitCode: ExitCode;
        readonly message: string;
        readonly facts: string;
        readonly stack: string | undefined;
      }
    | { readonly code: undefined; readonly message: string; readonly stack: string | undefined }
    | undefined;
}

/** An error of the other process, as it was there. */
class FailedApart extends AuditError {
  readonly code: string;
  readonly exitCode: ExitCode;

  constructor({ code, exitCode, message, facts, stack }: Exclude<BuildOutcome['failed'], undefined | { readonly code: undefined }>) {
    super(message, JSON.parse(facts) as Readonly<Record<string, unknown>>);
    this.code = code;
    this.exitCode = exitCode;
    if (stack !== undefined) this.stack = stack;
  }
}

const outcomeOf = async (child: ChildProcess): Promise<BuildOutcome> => {
  const ended = once(child, 'exit').then(([code, signal]): never => {
    throw new EngineFailed('making a snapshot', `its process ended with ${String(signal ?? code)}`);
  });
  return await Promise.race([once(child, 'message').then(([outcome]) => outcome as BuildOutcome), ended]);
};

/**
 * Makes a snapshot in a process of its own: those who are served meanwhile share neither its thread, nor its memory, nor its end.
 *
 * @param isBeside whether somebody is served meanwhile: then it takes what they leave @throws what `buildSnapshot` throws; EngineFailed where the process ends before its time; the reason of the signal
 */
export const buildApart = async ({ lake, ...order }: SnapshotOrder, isBeside: boolean, signal: AbortSignal): Promise<void> => {
  signal.throwIfAborted();
  const child = fork(new URL('builder.process.ts', import.meta.url), {
    serialization: 'advanced',
    // Threads of the collector would be there before the process is put below others, and stay where they were.
    execArgv: ['--v8-pool-size=0'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  try {
    child.send({ root: lake.root, isBeside, ...order } satisfies ProcessOrder);
    const { failed } = await outcomeOf(child);
    if (failed?.code !== undefined) throw new FailedApart(failed);
    if (failed !== undefined) throw Object.assign(new EngineFailed('making a snapshot', failed.message), { stack: failed.stack });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
};
