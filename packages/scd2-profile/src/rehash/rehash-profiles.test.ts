import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProfileInvariantBroken, qualifiedName } from '@audit/contract';
import { dimCustomerProfile } from '@audit/contract/profile';
import { duckDbEngine, keepTable, tableScan } from '@audit/warehouse';
import { checkBinding } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import { eventHashesStage } from '../6-audit-event/event-hashes.stage.ts';
import { hashVersionOf } from '../canonical/hash-version.ts';
import type { DeliveredBatch, DeliveredRecord } from '../proof/profile-case.ts';
import { type CaseLake, isHash, openCaseLake, profileTables } from './case-lake.fixture.ts';
import { rehashPlan } from './rehash-profiles.ts';
import { rehashedEventsStage } from './rehashed-events.stage.ts';
import { rehashedIdentitiesStage } from './rehashed-identities.stage.ts';
import { rehashedObservationsStage } from './rehashed-observations.stage.ts';
import { rehashedRecordsStage } from './rehashed-records.stage.ts';
import { rehashedVersionsStage } from './rehashed-versions.stage.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-rehash-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const id = 'PERSON-80417-X';
const batch = (day: number, ...records: readonly DeliveredRecord[]): DeliveredBatch => ({
  batch_id: `day-${day}`,
  extract_ts: `2025-01-0${day}T12:00:00Z`,
  load_ts: `2025-01-0${day}T13:00:00Z`,
  records,
});
/** By the law the two have one hash. */
const first: DeliveredRecord = { customer_id: id, firstname: 'Ann|Lee', lastname: 'May', last_modified_ts: '2025-01-01T00:00:00Z' };
const second: DeliveredRecord = { customer_id: id, firstname: 'Ann', lastname: 'Lee|May', last_modified_ts: '2025-01-02T00:00:00Z' };

let lakes = 0;
const twoVersions = async (): Promise<CaseLake> => {
  const one = openCaseLake(engine, join(root, `lake-${lakes++}`));
  await one.load(batch(1, first), 'changelog');
  await one.load(batch(2, second), 'changelog');
  return one;
};

const hashesOf = async ({ lake }: CaseLake): Promise<readonly (string | null | undefined)[]> => {
  await using session = await engine.session();
  const scan = tableScan(lake, dimCustomerProfile, lake.head().tables[qualifiedName(dimCustomerProfile)]);
  const rows = await session.evidence(`SELECT profile_hash FROM (${scan}) v ORDER BY version_num`, 10);
  return rows.map((row) => row['profile_hash']);
};

test('profiles that the law hashes alike are two versions before and after, and have two hashes after', async () => {
  const one = await twoVersions();
  const [before, alike] = await hashesOf(one);
  expect(before).toBe(alike);
  expect(await one.rehash(2)).toMatchObject({ status: 'rehashed', from: 1, to: 2 });
  expect(new Set([before, ...(await hashesOf(one))]).size).toBe(3);
});

test('a delivery that repeats what is known makes no version after a rehash', async () => {
  const one = await twoVersions();
  await one.rehash(2);
  const before = await hashesOf(one);
  await one.load(batch(3, second), 'changelog');
  expect(await hashesOf(one)).toEqual(before);
});

test('rehashing by the rules that are in force publishes nothing', async () => {
  const one = await twoVersions();
  const expectNothing = async (to: 1 | 2): Promise<void> => {
    const head = one.lake.head();
    expect(await one.rehash(to)).toMatchObject({ status: 'unchanged', from: to, to, rows: {} });
    expect(one.lake.head()).toEqual(head);
  };
  await expectNothing(1);
  await one.rehash(2);
  await expectNothing(2);
});

test('every table of the profile that holds a hash is written again', async () => {
  const one = await twoVersions();
  const holding = profileTables.filter(({ columns }) => Object.keys(columns).some(isHash));
  expect(Object.keys(rehashPlan(one.lake.head())).toSorted()).toEqual(holding.map((table) => qualifiedName(table)).toSorted());
});

test('a lake whose rows do not say what was delivered is not rehashed; the refusal names no person', async () => {
  const one = await twoVersions();
  {
    await using lock = await one.lake.lock({ runId: 'tamper', command: 'test' });
    await using session = await engine.session();
    const parent = one.lake.head();
    const name = qualifiedName(dimCustomerProfile);
    await session.materialise('all', tableScan(one.lake, dimCustomerProfile, parent.tables[name]));
    const folder = one.lake.stage(lock, 'tamper', parent.clock);
    const state = await keepTable(
      session,
      { lake: one.lake, folder, version: parent.version + 1 },
      dimCustomerProfile,
      parent.tables[name],
      {
        removed: `SELECT * FROM "all" WHERE is_current`,
        added: `SELECT * REPLACE ('Eve' AS firstname) FROM "all" WHERE is_current`,
      },
    );
    one.lake.commit(lock, parent, { ...parent, runKey: 'tamper', tables: { ...parent.tables, ...(state && { [name]: state }) } });
  }
  const before = one.lake.head();
  const refusal = await one.rehash(2).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ProfileInvariantBroken);
  expect((refusal as Error).message).toContain('the hash is that of the stored row and its bridges');
  expect((refusal as Error).message).not.toContain(id);
  expect(one.lake.head()).toEqual(before);
});

test('rules of a later release are not taken for known ones', () => {
  const manifest = { version: 7, watermarks: { profile_hash_version: 3 } };
  expect(() => hashVersionOf(manifest)).toThrow('version 7 of the lake hashes profiles by rules 3');
});

test.each(
  [
    eventHashesStage,
    rehashedRecordsStage,
    rehashedObservationsStage,
    rehashedVersionsStage,
    rehashedIdentitiesStage,
    rehashedEventsStage,
  ].map((stage) => [stage.id, stage] as const),
)('%s: its model binds to its declared inputs and yields its declared columns', async (_, stage) => {
  await using session = await engine.session();
  await checkBinding(session, stage, 'hash_version' in stage.params.shape ? { hash_version: 2 } : {});
});
