/** Runs what `audit schedule` prints with the schedulers' own tools. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAuditIn } from './scene.ts';

/** A project whose `npx` ends with a code of our choice and writes down how it was called. */
export interface FakeProject {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly endsWith: (code: number) => void;
}

export const fakeProject = (): FakeProject => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-schedules-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  return {
    folder,
    env,
    endsWith: (code) => {
      writeFileSync(join(bin, 'npx'), `#!/bin/sh\npwd >> ${folder}/calls\necho "$@" >> ${folder}/calls\nexit ${code}\n`);
      chmodSync(join(bin, 'npx'), 0o755);
    },
  };
};

/** Writes the files for a scheduler into the project. */
export const writeSchedule = async ({ folder, env }: FakeProject, scheduler: string): Promise<void> => {
  const { exitCode, stderr } = await startAuditIn(folder, env, 'schedule', scheduler, '--output', 'made').done;
  if (exitCode !== 0) throw new Error(`audit schedule ${scheduler}: ${exitCode}\n${stderr}`);
};

/** Runs a program of a Python environment; its output, and whether it ended well. */
export const runPython = (python: string, args: readonly string[], cwd: string, more: Readonly<Record<string, string>>) => {
  const { status, stdout, stderr } = spawnSync(python, [...args], { cwd, encoding: 'utf8', env: { ...process.env, ...more } });
  return { ok: status === 0, text: `${stdout}${stderr}` };
};

/** What systemd finds wrong with the units; empty where it is content. */
export const systemdFaults = (folder: string): string => {
  const units = ['made/audit-nightly.service', 'made/audit-nightly.timer'];
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', ...units], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? '' : stderr;
};

export const hasSystemd = (): boolean => {
  try {
    execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
