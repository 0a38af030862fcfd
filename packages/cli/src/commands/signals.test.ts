import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { audit, auditProgram } from '../audit-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-signals-'));
writeFileSync(join(cwd, 'lines.csv'), 'order_id,customer_id,event_ts,line_total\nO1,a,2025-01-01,1\n');

/** A build that waits for its standard input, so that it can be stopped at a known moment. */
const waitingBuild = (args: readonly string[]) =>
  spawn(process.execPath, [auditProgram, 'build-mart', '-', '--input-format', 'csv', '--log-level', 'info', ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', AUDIT_TEMP_DIR: join(cwd, 'temp') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('a second writer exits 75 and names the holder; SIGTERM ends the first with 130 and leaves the lake as it was', async () => {
  await audit(['build-mart', 'lines.csv', '--quiet'], { cwd });
  const first = waitingBuild([]);
  let said = '';
  first.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await until(
    () => existsSync(join(cwd, 'data/_lock.json')) && readFileSync(join(cwd, 'data/_lock.json'), 'utf8').includes(`${first.pid ?? 0}`),
  );
  const second = await audit(['build-mart', 'lines.csv'], { cwd });
  expect(second.code).toBe(75);
  expect(second.stderr).toContain(`"audit build-mart" (pid ${first.pid ?? 0}`);
  first.kill('SIGTERM');
  const [code] = (await once(first, 'exit')) as [number];
  expect({ code, said }).toEqual({ code: 130, said: expect.stringContaining('INTERRUPTED') as string });
  const history = await audit(['history', '--json'], { cwd });
  expect(history.stdout.trim().split('\n')).toHaveLength(1);
  expect((await audit(['verify'], { cwd })).code).toBe(0);
  expect((await audit(['build-mart', 'lines.csv', '--quiet'], { cwd })).code).toBe(0);
});

test('an interrupted build into files leaves no file behind, temporary ones included', async () => {
  const build = waitingBuild(['--output', 'out/mart.json']);
  build.stdin.write('order_id,customer_id,event_ts,line_total\n');
  const temporary = (): readonly string[] => (existsSync(join(cwd, 'temp')) ? readdirSync(join(cwd, 'temp')) : []);
  await until(() => temporary().some((name) => name.startsWith('scratch-')) || build.exitCode !== null);
  build.kill('SIGINT');
  const code = build.exitCode ?? ((await once(build, 'exit')) as [number])[0];
  expect(code).toBe(130);
  expect(temporary()).toEqual([]);
  expect(readdirSync(cwd)).not.toContain('out');
});
