import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { auditHere } from '../audit-in-process.fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-schedule-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let cwd: string;
let bin: string;
beforeEach(() => {
  // A name that a shell, cron and systemd would each read otherwise.
  cwd = join(mkdtempSync(join(root, 'p-')), `it's 100% a "shop"`);
  bin = mkdtempSync(join(root, 'bin-'));
  mkdirSync(cwd);
});

const program = (name: string, text: string): void => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(bin, name), 0o755);
};
/** In the place of npx: writes down where and how it is called, and ends with one of these codes after the other. */
const endingWith = (...codes: readonly number[]): void => {
  writeFileSync(join(bin, 'codes'), codes.map((code) => `${code}\n`).join(''));
  program('npx', `pwd >> ${bin}/calls; echo "$@" >> ${bin}/calls; code=$(head -1 ${bin}/codes); sed -i 1d ${bin}/codes; exit $code`);
  program('sleep', `echo "slept $1" >> ${bin}/calls`);
};
const calls = (): readonly string[] => readFileSync(join(bin, 'calls'), 'utf8').trim().split('\n');
const path = (): string => `${bin}:${process.env['PATH'] ?? ''}`;
const shell = (script: string, flags: readonly string[] = []) => {
  const { status, stdout } = spawnSync('sh', [...flags, '-c', script], { encoding: 'utf8', env: { PATH: path() } });
  return { status, stdout };
};
const schedule = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await auditHere(['schedule', ...args], { cwd, env: { PATH: path() } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

const run = 'audit run nightly --missed --quiet';

/** What every template must make of the exit codes of a run. */
const behaves = (script: string, flags: readonly string[] = []): void => {
  endingWith(75, 75, 4);
  expect(shell(script, flags)).toEqual({ status: 0, stdout: expect.stringContaining('some rows are in quarantine') as unknown });
  expect(calls()).toEqual([cwd, `--no-install ${run}`, 'slept 300', cwd, `--no-install ${run}`, 'slept 300', cwd, `--no-install ${run}`]);
  endingWith(0);
  expect(shell(script, flags)).toEqual({ status: 0, stdout: '' });
  endingWith(3);
  expect(shell(script, flags).status).toBe(3);
  endingWith(...Array.from({ length: 13 }, () => 75));
  expect(shell(script, flags).status).toBe(75);
};

test('a line for cron has a time, and a command that runs, again on 75, with a notice on 4', async () => {
  const text = await schedule('cron', '--at', '03:05');
  const line = text.trim().split('\n').at(-1) ?? '';
  const fields = /^(\d+) (\d+) (\*) (\*) (\*) (.*)$/.exec(line);
  expect(fields?.slice(1, 6)).toEqual(['5', '3', '*', '*', '*']);
  // A bare % would end the command; cron takes the backslash away.
  const command = fields?.[6] ?? '';
  expect(command).not.toMatch(/(?<!\\)%/);
  behaves(command.replaceAll('\\%', '%'));
});

/** Sections of a unit with their settings; a setting may stand twice. */
const unitOf = (text: string): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  const sections: Record<string, Record<string, string>> = {};
  let section = '';
  for (const line of text.split('\n')) {
    const [, name] = /^\[(\w+)\]$/.exec(line) ?? [];
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) sections[(section = name)] = {};
    else if (key !== undefined) sections[section]![key] = value ?? '';
    else expect(line).toMatch(/^(?:#.*)?$/);
  }
  return sections;
};

test('a service and a timer for systemd take 4 as success, try 75 again, and make up for a night slept through', async () => {
  writeFileSync(join(cwd, 'audit.config.json'), '{"tz": "Europe/Berlin"}');
  const written = await schedule('systemd', '--output', 'units', '--lake', 'my lake');
  expect(written).toBe('units/audit-nightly.service\nunits/audit-nightly.timer\n');
  const service = unitOf(readFileSync(join(cwd, 'units/audit-nightly.service'), 'utf8'))['Service'];
  expect(service).toMatchObject({
    Type: 'oneshot',
    WorkingDirectory: cwd.replaceAll('%', '%%'),
    ExecStart: `/usr/bin/env npx --no-install ${run} --lake "my lake"`,
    SuccessExitStatus: '4',
    Restart: 'on-failure',
  });
  const never = service?.['RestartPreventExitStatus']?.split(' ') ?? [];
  expect(never).toEqual(expect.arrayContaining(['2', '3', '5', '130']));
  expect(never).not.toContain('75');
  const timer = unitOf(readFileSync(join(cwd, 'units/audit-nightly.timer'), 'utf8'));
  expect(timer['Timer']).toEqual({ OnCalendar: '*-*-* 02:00:00 Europe/Berlin', Persistent: 'true' });
  expect(timer['Install']).toEqual({ WantedBy: 'timers.target' });
});

test('a workflow for GitHub is YAML with a time and one step that runs', async () => {
  const workflow = parse(await schedule('github')) as {
    readonly on: { readonly schedule: readonly { readonly cron: string }[] };
    readonly concurrency: { readonly 'cancel-in-progress': boolean };
    readonly jobs: { readonly run: { readonly steps: readonly { readonly run: string; readonly shell: string }[] } };
  };
  expect(workflow.on.schedule).toEqual([{ cron: '0 2 * * *' }]);
  expect(workflow.concurrency['cancel-in-progress']).toBe(false);
  const [step] = workflow.jobs.run.steps;
  expect(step?.shell).toBe('sh');
  // So does a runner start it: it ends at the first command that fails.
  behaves(step?.run ?? '', ['-e']);
});

test('DAGs and jobs in Python name the same command, folder and time', async () => {
  const airflow = await schedule('airflow', '--at', '23:45');
  expect(airflow).toContain('schedule="45 23 * * *"');
  const dagster = await schedule('dagster', '--at', '23:45');
  expect(dagster).toContain('cron_schedule="45 23 * * *"');
  for (const text of [airflow, dagster]) {
    expect(text).toContain(`COMMAND = ["npx","--no-install","audit","run","nightly","--missed","--quiet"]`);
    expect(text).toContain(`FOLDER = ${JSON.stringify(cwd)}`);
  }
});

test('a pipeline that would not run, and a time that is none, are refused at once', async () => {
  const refused = async (...args: readonly string[]) => await auditHere(['schedule', ...args], { cwd, env: { PATH: path() } });
  expect(await refused('cron', '--pipeline', 'weekly')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no pipeline "weekly"') as unknown,
  });
  expect(await refused('cron', '--at', '25:00')).toMatchObject({ code: 2 });
  expect(await refused('chron')).toMatchObject({ code: 2, stderr: expect.stringContaining('cron') as unknown });
});

test('a pipeline whose file has any name gives files, units and a workflow that may be called so', async () => {
  writeFileSync(join(cwd, 'my night: #1.json'), '{"steps": {"mart": {}}}');
  const written = await schedule('systemd', '--pipeline', 'my night: #1.json', '--output', 'units');
  expect(written).toBe('units/audit-my-night-1.service\nunits/audit-my-night-1.timer\n');
  const workflow = parse(await schedule('github', '--pipeline', 'my night: #1.json')) as {
    readonly name: string;
    readonly jobs: { readonly run: { readonly steps: readonly { readonly run: string }[] } };
  };
  expect(workflow.name).toBe('audit run my-night-1');
  expect(workflow.jobs.run.steps[0]?.run).toContain("audit run 'my night: #1.json' --missed");
});
