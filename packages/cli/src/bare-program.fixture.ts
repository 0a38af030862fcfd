import type { Command } from 'commander';
import { auditProgram } from './program.ts';

const silent = { isTTY: false, columns: 80, closed: false, write: async () => undefined };

/** The commands there are, to look at: what runs them prints nothing. */
export const bareProgram = (cwd: string): Command =>
  auditProgram({
    env: {},
    cwd,
    stdin: process.stdin,
    stdout: silent,
    stderr: silent,
    now: () => '',
    interrupted: new AbortController().signal,
    onInterrupt: () => () => undefined,
    finish: () => undefined,
  });
