import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-missing-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Json = Readonly<Record<string, unknown>>;
let cwd = root;

beforeEach(() => {
  cwd = mkdtempSync(join(root, 'case-'));
});

const audit = (...words: readonly string[]) => auditHere(words, { cwd });
const linesOf = (stdout: string): readonly Json[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json);
const day = (n: number): string => `2025-03-${String(n).padStart(2, '0')}T00:00:00Z`;

/** Customers 1 to n, all last changed on 1 March. */
const people = (n: number): readonly Json[] =>
  Array.from({ length: n }, (_, k) => ({
    customer_id: `c${k + 1}`,
    firstname: 'Ann',
    evidence_unique_key: `E${k}`,
    last_modified_ts: day(1),
  }));

const load = async (n: number, records: readonly Json[], ...flags: readonly string[]) => {
  writeFileSync(join(cwd, `${n}.ndjson`), records.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const words = [`${n}.ndjson`, '--batch-id', `day-${n}`, '--extract-ts', day(n), '--load-ts', day(n), '--full', ...flags];
  return await audit('profile', 'load', ...words, '--json');
};

const applied = async (...given: Parameters<typeof load>): Promise<Json> => {
  const { code, stdout, stderr } = await load(...given);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Json;
};

const history = async (customer: string): Promise<readonly unknown[]> => {
  const { stdout } = await audit('profile', 'history', '--customer', customer, '--json');
  return linesOf(stdout).map((row) => [row['version_num'], row['effective_start_ts'], row['effective_end_ts']]);
};

const close = ['--on-missing', 'close', '--max-missing-percent', '50'];

test('who is missing from a full extract is kept and counted, unless told otherwise', async () => {
  await applied(2, people(3));
  expect(await applied(3, people(2))).toMatchObject({ missing: 1, closed: 0 });
  expect(await history('c3')).toEqual([[1, day(1), null]]);
  const { stdout } = await audit('show', 'ops_profile_monitor', '--json', '--limit', '0');
  expect(linesOf(stdout).filter((row) => row['code'] === 'MISSING_FROM_EXTRACT')).toMatchObject([
    { batch_id: 'day-3', findings: 1, of: 3 },
  ]);
});

test('closed at the extract with an event, and back in a new version with the same hash', async () => {
  await applied(2, people(3));
  expect(await applied(3, people(2), ...close)).toMatchObject({ missing: 1, closed: 1, unchanged: 2 });
  expect(await history('c3')).toEqual([[1, day(1), '2025-03-02T23:59:59.999999Z']]);
  expect(await applied(4, people(2), ...close)).toMatchObject({ missing: 0, closed: 0 });
  expect(await applied(5, people(3), ...close)).toMatchObject({ missing: 0, created: 1 });
  expect(await history('c3')).toEqual([
    [1, day(1), '2025-03-02T23:59:59.999999Z'],
    [2, day(5), null],
  ]);
  const { stdout } = await audit('profile', 'events', '--json');
  const events = linesOf(stdout).filter((event) => event['customer_id'] === 'c3');
  expect(events.map((event) => [event['event_type'], event['event_ts']])).toEqual([
    ['PROFILE_VERSION_CREATE', day(1)],
    ['PROFILE_VERSION_CLOSE', day(3)],
    ['PROFILE_VERSION_CREATE', day(5)],
  ]);
  expect(events[2]?.['new_profile_hash']).toBe(events[0]?.['new_profile_hash']);
  expect(await applied(6, people(3), ...close)).toMatchObject({ missing: 0, created: 0, corrected: 0 });
  expect((await audit('profile', 'verify')).code).toBe(0);
});

test('under a snapshot feed an absence stays known when the row comes back as it was', async () => {
  await applied(2, people(3), '--feed', 'snapshot');
  await applied(3, people(2), '--feed', 'snapshot', ...close);
  await applied(5, people(3), '--feed', 'snapshot', ...close);
  await applied(6, people(3), '--feed', 'snapshot', ...close);
  expect(await history('c3')).toEqual([
    [1, day(1), '2025-03-02T23:59:59.999999Z'],
    [2, day(5), null],
  ]);
  expect((await audit('profile', 'verify')).code).toBe(0);
});

test('the same batch again changes nothing', async () => {
  await applied(2, people(3));
  await applied(3, people(2), ...close);
  const { stdout } = await audit('history', '--json');
  expect(await applied(3, people(2), ...close)).toMatchObject({ status: 'skipped' });
  expect((await audit('history', '--json')).stdout).toBe(stdout);
});

test('an extract that lacks more than it may close is refused with both numbers, and nothing is published', async () => {
  await applied(2, people(40));
  const before = (await audit('history', '--json')).stdout;
  const refused = await load(3, people(37), '--on-missing', 'close');
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain('3 of 40 current customers');
  expect((await audit('history', '--json')).stdout).toBe(before);
  expect(await applied(3, people(37), '--on-missing', 'close', '--max-missing-percent', '8')).toMatchObject({ closed: 3 });
  expect(await applied(4, people(36), '--on-missing', 'close')).toMatchObject({ closed: 1 });
});

test('an extract older than one that was loaded closes nobody', async () => {
  await applied(5, people(3));
  expect(await applied(4, people(2), ...close, '--load-ts', day(6))).toMatchObject({ missing: 1, closed: 0 });
  expect(await history('c3')).toEqual([[1, day(1), null]]);
});

test('absence says nothing where a batch is not declared full', async () => {
  writeFileSync(join(cwd, 'part.ndjson'), `${JSON.stringify(people(1)[0])}\n`);
  expect((await audit('profile', 'load', 'part.ndjson', '--on-missing', 'close')).code).toBe(2);
});
