import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Path of the real program. */
export const auditProgram = fileURLToPath(new URL('../bin/audit.js', import.meta.url));

/** What a finished process left. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface ProcessOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** The reader of its output leaves at once, as `head` may. */
  readonly closeStdout?: boolean;
}

/** For tests: runs the real program in a process of its own, with a bare environment. */
export const audit = (args: readonly string[], { cwd, env = {}, stdin, closeStdout = false }: ProcessOptions): Promise<Finished> =>
  new Promise((resolve) => {
    const path = process.env['PATH'] ?? '';
    const child = execFile(
      process.execPath,
      [auditProgram, ...args],
      { cwd, env: { PATH: path, NO_COLOR: '1', ...env }, maxBuffer: 256 * 1024 * 1024 },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    if (closeStdout) child.stdout?.destroy();
    child.stdin?.end(stdin ?? '');
  });
