import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { type DeliveredRecord, differencesOf, expectedOf, jsonLine, type ProfileCase, randomCase, smallestFailing } from '../proof.ts';
import { answerCase, replayCase } from './replay-case.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const histories = Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 20_000 : 80));
const packed = isDeep ? 500 : 80;

const root = mkdtempSync(join(tmpdir(), 'audit-repetitions-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

let folders = 0;

/** Where history differs when records that repeat the newest delivery of their customer are passed over; these have no hash, no findings. */
const differences = async (one: ProfileCase): Promise<readonly string[]> => {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  const exact = JSON.parse(jsonLine(one), (_: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? context?.source : value,
  ) as unknown;
  const answer = await answerCase(engine, folder, replayCase.parse(exact), 0);
  rmSync(folder, { recursive: true });
  const { hashes, dq, ...expected } = expectedOf(one);
  return differencesOf({ hashes, dq, ...expected }, { ...answer, hashes, dq });
};

const told = (one: ProfileCase): Promise<readonly string[]> => differences(one).catch((error: unknown) => [String(error)]);
const fails = async (one: ProfileCase): Promise<boolean> => (await told(one)).length > 0;

const check = async (one: ProfileCase): Promise<void> => {
  if (!(await fails(one))) return;
  const smallest = await smallestFailing(one, fails);
  expect.fail([`${one.id}, at its smallest:`, jsonLine(smallest), ...(await told(smallest))].join('\n'));
};

/** A batch of a day of January 2025. */
const batch = (day: number, ...records: readonly DeliveredRecord[]) => ({
  batch_id: `day-${day}`,
  extract_ts: `2025-01-0${day}T12:00:00Z`,
  load_ts: `2025-01-0${day}T13:00:00Z`,
  records,
});

test('a batch in which every record is a repetition, or none is left, changes nothing', async () => {
  const record = { customer_id: '1', firstname: 'Ann', last_modified_ts: '2025-01-01T00:00:00Z' };
  const batches = [batch(1, record), batch(2, record), batch(3), batch(4, { ...record, customer_id: ' ' })];
  await check({ id: 'nothing-new', config: { feed: 'changelog' }, batches, pit: [] });
});

test('a repetition counts beside another record of its customer: of two at one instant the later in the batch is believed', async () => {
  const row = (name: string): DeliveredRecord => ({ customer_id: '1', firstname: name, last_modified_ts: '2025-01-01T00:00:00Z' });
  const batches = [batch(1, row('Ann')), batch(2, row('Bea'), row('Ann')), batch(3, row('Ann'), row('Bea'))];
  await check({ id: 'beside-another', config: { feed: 'changelog' }, batches, pit: [] });
});

test('a row dated after its extract holds from each extract that shows it: a change between two of them is no end of it', async () => {
  const row = (name: string, changed: string | null): DeliveredRecord => ({ customer_id: '1', firstname: name, last_modified_ts: changed });
  const batch = (day: number, extract: number, record: DeliveredRecord) => ({
    batch_id: `day-${day}`,
    extract_ts: `2025-01-${extract}T12:00:00Z`,
    load_ts: `2025-02-0${day}T13:00:00Z`,
    records: [record],
  });
  for (const changed of ['2999-01-01T00:00:00Z', null]) {
    const batches = [batch(1, 11, row('A', changed)), batch(2, 20, row('A', changed)), batch(3, 21, row('B', '2025-01-15T00:00:00Z'))];
    await check({ id: `dated-${changed}`, config: { feed: 'changelog' }, batches, pit: [] });
  }
});

test(
  `passing over repetitions changes nothing in ${histories} random histories (seed ${seed})`,
  { timeout: isDeep ? 3 * 3_600_000 : 300_000 },
  async () => {
    for (let from = 0; from * packed < histories; from++) {
      const feed = (seed + from) % 2 === 0 ? 'snapshot' : 'changelog';
      const one = randomCase(seed + from, { customers: Math.min(packed, histories - from * packed), batches: 6, feed });
      await check(one);
    }
  },
);
