import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Micros, parseInstant, qualifiedName, type Row } from '@audit/contract';
import { contactObservations, customerContactInfo } from '@audit/contract/profile';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { seededRandom } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import { ProfileReader } from '../8-point-in-time/profile-reader.ts';
import { type DeliveredBatch, type ExpectedContact, expectedContacts, jsonLine, randomContacts, rearranged } from '../proof.ts';
import { loadContactBatch } from './load-contact-batch.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const cases = Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 100 : 1));

const root = mkdtempSync(join(tmpdir(), 'audit-contacts-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const micros = (text: string): Micros => parseInstant(text)?.micros ?? (0n as Micros);

/** Loads batches one by one, and the last of them once more, which publishes nothing. @returns the lake, and records accepted */
const loaded = async (name: string, batches: readonly DeliveredBatch[]): Promise<{ readonly lake: Lake; readonly accepted: number }> => {
  const lake = Lake.open(join(root, name), { durable: false, allowNetworkDisk: true });
  await using lock = await lake.lock({ runId: name, command: 'test' });
  let accepted = 0;
  const load = async ({ batch_id: batchId, extract_ts, load_ts, records }: DeliveredBatch, at: number) => {
    const path = join(root, `${name}-${at}.json`);
    writeFileSync(path, `[${records.map(jsonLine).join(',')}]`);
    const batch = { label: batchId, path, batchId, extractTs: micros(extract_ts), loadTs: micros(load_ts) };
    return await loadContactBatch(engine, lake, lock, batch, { runId: `${name}-${at}`, clock: '2025-06-01T00:00:00.000000Z' });
  };
  for (const [at, batch] of batches.entries()) accepted += (await load(batch, at)).account.accepted;
  const head = lake.head().version;
  const again = await load(batches.at(-1)!, batches.length - 1);
  expect([again.status, lake.head().version]).toEqual(['skipped', head]);
  return { lake, accepted };
};

const asContact = (row: Row<typeof customerContactInfo>): ExpectedContact => ({
  customer: row.customer_id,
  channel: row.channel,
  value: row.value,
  start: row.effective_start_ts,
  end: row.effective_end_ts,
});
const sorted = (contacts: readonly ExpectedContact[]): readonly ExpectedContact[] => {
  const key = ({ customer, channel, start }: ExpectedContact): string =>
    JSON.stringify([customer, channel, String(start).padStart(20, '0')]);
  return contacts.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
};

const contactsOf = async (lake: Lake): Promise<readonly ExpectedContact[]> => {
  await using reader = await ProfileReader.open(engine, lake);
  const rows: Row<typeof customerContactInfo>[] = [];
  for (let at = 0; at < 12; at++) {
    const { sql, table } = await reader.contacts({ customerId: `c${at}` });
    expect(table).toBe(customerContactInfo);
    rows.push(...(await reader.session.rows(sql, customerContactInfo)));
  }
  expect(rows.length).toBe(lake.head().tables[qualifiedName(customerContactInfo)]?.rows ?? 0);
  return sorted(rows.map(asContact));
};

test(
  `contacts are what their records amount to, in ${cases} random histories, whatever order and splitting they came in (seed ${seed})`,
  { timeout: isDeep ? 3_600_000 : 120_000 },
  async () => {
    for (let at = 0; at < cases; at++) {
      const random = seededRandom(seed + at);
      const batches = randomContacts(seed + at, { customers: 12, batches: 6 });
      const expected = expectedContacts(batches);
      const { lake, accepted } = await loaded(`a${at}`, batches);
      expect([at, accepted]).toEqual([at, expected.accepted]);
      expect([at, await contactsOf(lake)]).toEqual([at, sorted(expected.contacts)]);

      const otherwise = rearranged({ id: '', config: { feed: 'changelog' }, batches, pit: [] }, seed + at).batches;
      const { lake: other } = await loaded(
        `b${at}`,
        otherwise.filter(({ records }) => records.length > 0),
      );
      expect([at, await contactsOf(other)]).toEqual([at, sorted(expected.contacts)]);
      expect(other.head().tables[qualifiedName(contactObservations)]?.rows).toBe(expected.accepted);

      // What was known then is what the loads until then amount to.
      await using reader = await ProfileReader.open(engine, lake);
      for (let question = 0; question < 12; question++) {
        const customerId = `c${random.below(12)}`;
        const known = random.pick(batches).load_ts;
        const time = micros(`2025-01-0${1 + random.below(2)}T${String(random.below(24)).padStart(2, '0')}:00:00Z`);
        const believed = expectedContacts(batches.filter(({ load_ts }) => load_ts <= known)).contacts.filter(
          ({ customer, start, end }) => customer === customerId && start <= time && (end === null || time <= end),
        );
        const { sql } = await reader.contacts({ customerId, at: time, knownAt: micros(known) });
        expect(sorted((await reader.session.rows(sql, customerContactInfo)).map(asContact))).toEqual(sorted(believed));
      }
    }
  },
);
