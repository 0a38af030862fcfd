import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Micros, parseInstant } from '@audit/contract';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import type { LoadAccount } from '../7-quality/load-account.ts';
import { verifyHistory } from '../verify/verify-history.ts';
import { loadProfileBatch } from './load-profile-batch.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-missing-'));
const engine = duckDbEngine({ tempDirectory: root, directories: [root], threads: 1 });
const lake = Lake.open(join(root, 'lake'), { durable: false });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

/** Loads a full extract of the customers 1 to n, none of whom ever changes; records that repeat are passed over. */
const load = async (day: number, n: number): Promise<LoadAccount> => {
  const path = join(root, `${day}.ndjson`);
  const people = Array.from({ length: n }, (_, k) => ({
    customer_id: `c${k}`,
    firstname: 'Ann',
    last_modified_ts: '2025-01-01T00:00:00Z',
  }));
  writeFileSync(path, people.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const at = `2025-01-0${day}T00:00:00.000000Z`;
  const instant = parseInstant(at)?.micros as Micros;
  await using lock = await lake.lock({ runId: `day-${day}`, command: 'test' });
  const batch = { label: path, path, batchId: `day-${day}`, extractTs: instant, loadTs: instant, feed: 'changelog', isFull: true } as const;
  const options = { repetitionsFrom: 0, missing: { close: true, mostPercent: 50 } };
  const { account } = await loadProfileBatch(engine, lake, lock, batch, options, { runId: `day-${day}`, clock: at });
  return account;
};

test('a customer who was closed is no repetition when it comes back, and one before and after', async () => {
  expect(await load(2, 3)).toMatchObject({ created: 3, missing: 0, implied: 0 });
  expect(await load(3, 2)).toMatchObject({ repeated: 2, missing: 1, implied: 1, closed: 1, created: 0 });
  expect(await load(4, 2)).toMatchObject({ repeated: 2, missing: 0, implied: 0, closed: 0 });
  expect(await load(5, 3)).toMatchObject({ repeated: 2, missing: 0, implied: 1, created: 1 });
  expect(await load(6, 3)).toMatchObject({ repeated: 3, missing: 0, implied: 0, created: 0, corrected: 0 });
  expect(await load(7, 2)).toMatchObject({ repeated: 2, missing: 1, implied: 1, closed: 1 });
  expect(await verifyHistory(engine, lake)).toMatchObject({ ok: true });
});
