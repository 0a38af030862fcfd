import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { beforeEach, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import { deriveDeltaLogs } from './derive-delta-logs.ts';

let cwd = '';
const csv = (rows: readonly string[]): string => ['order_id,customer_id,event_ts,line_total', ...rows, ''].join('\n');
const put = (name: string, rows: readonly string[]): void => writeFileSync(join(cwd, name), csv(rows));
const build = (...args: readonly string[]) => auditHere(['build-mart', ...args], { cwd, env: { AUDIT_CLOCK: '2026-02-01T00:00:00Z' } });
const lines = (): string => join(cwd, 'data/silver/transaction_lines');
const dropLog = (): void => rmSync(join(lines(), '_delta_log'), { recursive: true });

/** A lake whose lines have a base and a mask, so that a Delta log needs their content. */
beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'audit-delta-'));
  put(
    'many.csv',
    Array.from({ length: 50 }, (_, at) => `O${at},c${at},2025-01-01T00:00:00Z,1`),
  );
  put('few.csv', ['F1,f,2025-01-01T00:00:00Z,1']);
  await build('many.csv', 'few.csv');
  put('few.csv', ['F1,f,2025-01-01T00:00:00Z,2']);
  await build('few.csv', '--replace');
});

test('a damaged file met after the commit is told and fails no run', async () => {
  for (const name of readdirSync(lines())) if (name.endsWith('.parquet')) appendFileSync(join(lines(), name), 'x');
  dropLog();
  const { code, stdout, stderr } = await build('many.csv');
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('version 2') as string });
  expect(stderr).toContain('warn');
  expect(stderr).toMatch(/Delta readers see an older version .*DAMAGED_FILE .*"audit verify"/);
  expect(stderr).not.toContain('nothing was published');
});

test('an interruption after the commit is told and fails no run, and the next run makes up for it', async () => {
  dropLog();
  const lake = Lake.open(join(cwd, 'data'));
  const told: string[] = [];
  {
    await using engine = duckDbEngine({ tempDirectory: cwd, directories: [cwd], signal: AbortSignal.abort('SIGINT') });
    await using lock = await lake.lock({ runId: 'r', command: 'test' });
    const account = await deriveDeltaLogs(lake, lock, engine, (message, { code }) => void told.push(`${String(code)} ${message}`));
    expect(account).toMatchObject({ mode: 'skip', why: 'left to the next run: INTERRUPTED' });
  }
  expect(told).toEqual([expect.stringMatching(/^INTERRUPTED Delta readers see an older version .*SIGINT/)]);
  expect(told.join('')).not.toContain('nothing was published');
  expect((await build('many.csv')).code).toBe(0);
  expect(readdirSync(join(lines(), '_delta_log'))).toHaveLength(2);
});
