import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { auditHere } from './audit-in-process.fixture.ts';
import { audit } from './audit-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-program-'));

test('--version prints the version and nothing else', async () => {
  const { code, stdout, stderr } = await audit(['--version'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('--help loads neither DuckDB nor Arrow', () => {
  const main = fileURLToPath(new URL('./program.ts', import.meta.url));
  const script = `
    const { registerHooks } = await import('node:module');
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const { run } = await import(${JSON.stringify(main)});
    const silent = { isTTY: false, columns: 80, closed: false, write: async () => undefined };
    await run(['--help'], { env: {}, cwd: '.', stdin: process.stdin, stdout: silent, stderr: silent, now: () => '', interrupted: new AbortController().signal, onInterrupt: () => () => undefined });
    console.log(JSON.stringify(loaded));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const loaded = JSON.parse(output) as readonly string[];
  expect(loaded.filter((url) => /commander/.test(url))).not.toEqual([]);
  expect(
    loaded.filter((url) => /duckdb|apache-arrow|zod|yaml|@audit\/|packages\/(?:contract|warehouse|datamart|scd2-profile)\//.test(url)),
  ).toEqual([]);
});

test('an old Node is told which one it takes, before anything else is read', async () => {
  const isOld = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.5' } });
    Object.defineProperty(process, 'version', { value: 'v20.19.5' });`;
  const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(isOld)}` };
  const refused = await audit(['verify', '--lake', 'lake'], { cwd, env });
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('needs Node 22.18 or later and this is v20.19.5: run "npm run setup"');
  expect((await audit(['--version'], { cwd, env })).code).toBe(0);
});

test('a wrong command suggests the nearest right one and exits 2', async () => {
  const { code, stderr } = await audit(['tabels'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('did you mean tables?');
});

test('a wrong flag suggests the nearest right one and exits 2', async () => {
  const { code, stderr } = await audit(['tables', '--laek', 'x'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('did you mean --lake?');
});

test('no command at all shows the help and exits 2', async () => {
  const { code, stdout, stderr } = await audit([], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Usage: audit <command>');
});

test('an error is one line for people and, with --json, a document for programs', async () => {
  const { code, stdout, stderr } = await audit(['tables', '--lake', 'nowhere', '--json'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^audit: USAGE: there is no lake at .*nowhere; name its folder with --lake/);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'USAGE', exit_code: 2 } });
});

test('a stack trace is shown with --log-level debug only', async () => {
  const plain = await audit(['tables', '--lake', 'nowhere'], { cwd });
  const debug = await audit(['tables', '--lake', 'nowhere', '--log-level', 'debug'], { cwd });
  expect(plain.stderr).not.toContain('    at ');
  expect(debug.stderr).toContain('    at ');
});

test('help shows the help of a command of a command, and suggests the nearest for a wrong word', async () => {
  const shown = await auditHere(['help', 'customers', 'merge'], { cwd });
  expect(shown).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage: audit customers merge /) as string });
  const wrong = await auditHere(['help', 'cutomers'], { cwd });
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "customers"?') as string });
});

test('errors are JSON lines with --log-format json', async () => {
  const { stderr } = await auditHere(['tables', '--lake', 'nowhere', '--log-format', 'json'], { cwd });
  expect(JSON.parse(stderr)).toMatchObject({ level: 'error', code: 'USAGE', exit_code: 2 });
});

test('a clock that is no instant is refused before anything is written', async () => {
  const { code, stderr } = await auditHere(['customers', 'validate', '-'], { cwd, env: { AUDIT_CLOCK: 'tomorrow' } });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('AUDIT_CLOCK is "tomorrow"') as string });
});
