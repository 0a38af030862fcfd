import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Micros, parseInstant, qualifiedName, type Table } from '@audit/contract';
import {
  contactObservations,
  customerContactInfo,
  dimCustomerProfile,
  incomeSourceBridge,
  profileAuditEvents,
  profileCorrections,
  profileIdentities,
  profileObservations,
  profileRevisions,
  profileState,
} from '@audit/contract/profile';
import { duckDbEngine, keepTable, Lake, type TableChange, tableScan } from '@audit/warehouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadContactBatch } from '../contact/load-contact-batch.ts';
import { loadProfileBatch } from '../load/load-profile-batch.ts';
import type { Channel } from '../3-observe/observations.stage.ts';
import { verifyHistory } from './verify-history.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-verify-'));
const engine = duckDbEngine({ tempDirectory: root, directories: [root], threads: 1 });
const lake = Lake.open(join(root, 'lake'), { durable: false });
let tampers = 0;
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const micros = (text: string): Micros => parseInstant(text)?.micros ?? (0n as Micros);

const load = async (day: string, records: readonly object[], feed: Channel = 'changelog'): Promise<void> => {
  const path = join(root, `${day}.ndjson`);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  await using lock = await lake.lock({ runId: day, command: 'test' });
  const times = { extractTs: micros(`${day}T00:00:00Z`), loadTs: micros(`${day}T01:00:00Z`) };
  const run = { runId: day, clock: `${day}T01:00:00.000000Z` };
  await loadProfileBatch(engine, lake, lock, { label: day, path, feed, ...times }, { repetitionsFrom: Number.POSITIVE_INFINITY }, run);
};

beforeAll(async () => {
  const person = { customer_id: 'a', firstname: 'Ann', lastname: 'Lee', evidence_unique_key: 'X1', source_of_income_list: 'SALARY|GIFT' };
  await load('2025-01-02', [
    { ...person, last_modified_ts: '2025-01-01T00:00:00Z' },
    { ...person, customer_id: 'b', last_modified_ts: '2025-01-01T00:00:00Z' },
  ]);
  await load('2025-02-02', [{ ...person, lastname: 'May', last_modified_ts: '2025-02-01T00:00:00Z' }]);
  await load('2025-03-02', [{ ...person, lastname: 'Roe', last_modified_ts: '2025-01-15T00:00:00Z' }]);
  const correction = { customer_id: 'b', effective_start_ts: '2025-02-01T00:00:00Z', effective_end_ts: '2025-02-10T00:00:00Z' };
  await load(
    '2025-04-02',
    [{ ...correction, profile: { lastname: 'Poe' }, reason: 'Misread', ticket: 'T1', approver: 'a.b' }],
    'correction',
  );
  const path = join(root, 'contacts.ndjson');
  const phone = (value: string, day: string) => ({
    customer_id: 'a',
    channel: 'phone',
    value,
    last_modified_ts: `2025-01-${day}T00:00:00Z`,
  });
  writeFileSync(path, [phone('1', '01'), phone('2', '05')].map((record) => `${JSON.stringify(record)}\n`).join(''));
  await using lock = await lake.lock({ runId: 'contacts', command: 'test' });
  await loadContactBatch(engine, lake, lock, { label: 'contacts', path }, { runId: 'contacts', clock: '2025-03-02T02:00:00.000000Z' });
});

/** Laws that do not hold after a table was changed behind the back of the loads. `all` is the table, in both queries. */
const brokenBy = async (table: Table, change: TableChange): Promise<readonly string[]> => {
  const runId = `tamper-${tampers++}`;
  await using lock = await lake.lock({ runId, command: 'test' });
  const parent = lake.head();
  const folder = lake.stage(lock, runId, '2026-01-01T00:00:00.000000Z');
  await using session = await engine.session();
  await session.materialise('all', tableScan(lake, table, parent.tables[qualifiedName(table)]));
  const place = { lake, folder, version: parent.version + 1 };
  const state = await keepTable(session, place, table, parent.tables[qualifiedName(table)], change);
  const tables = { ...parent.tables, ...(state === undefined ? {} : { [qualifiedName(table)]: state }) };
  const report = await verifyHistory(engine, lake, { ...parent, tables });
  expect(report.ok).toBe(false);
  return report.broken.map(({ law }) => law);
};

test('a history as the loads leave it keeps every law', async () => {
  expect(await verifyHistory(engine, lake)).toMatchObject({ ok: true, broken: [] });
});

const altered = (expression: string, where: string): TableChange => ({
  removed: `SELECT * FROM "all" WHERE ${where}`,
  added: `SELECT * REPLACE (${expression}) FROM "all" WHERE ${where}`,
});

test.each([
  [
    'a changed name',
    dimCustomerProfile,
    altered(`'Eve' AS firstname`, `customer_id = 'b'`),
    'the hash is that of the stored row and its bridges',
  ],
  [
    'a member that is gone',
    incomeSourceBridge,
    { removed: `SELECT * FROM "all" WHERE member = 'GIFT'` },
    'the bridges hold the members of each version',
  ],
  [
    'a version that ends too late',
    dimCustomerProfile,
    altered(`effective_end_ts + INTERVAL 40 DAY AS effective_end_ts`, `customer_id = 'a' AND effective_end_ts IS NOT NULL`),
    'versions do not overlap, and end no earlier than they start',
  ],
  [
    'a second current version',
    dimCustomerProfile,
    altered(`CAST(NULL AS TIMESTAMP) AS effective_end_ts, TRUE AS is_current`, `customer_id = 'a'`),
    'a customer has at most one current version',
  ],
  [
    'an observation that is gone',
    profileObservations,
    { removed: `SELECT * FROM "all" WHERE valid_ts = TIMESTAMP '2025-01-15'` },
    'what is believed is what the observations add up to',
  ],
  [
    'a correction that is gone',
    profileCorrections,
    { removed: `SELECT * FROM "all" WHERE customer_id = 'b'` },
    'the corrections and the observation log agree',
  ],
  [
    'a revision that was never closed',
    profileRevisions,
    altered('CAST(NULL AS TIMESTAMP) AS system_to_ts', 'system_to_ts IS NOT NULL'),
    'the open revisions are the believed versions',
  ],
  [
    'a number that is missing',
    profileIdentities,
    { removed: `SELECT * FROM "all" WHERE version_num = 2` },
    'versions are numbered from 1 without gaps',
  ],
  [
    'an event that is gone',
    profileAuditEvents,
    { removed: `SELECT * FROM "all" WHERE change_kind = 'INSERTED'` },
    'each version that entered belief has one event',
  ],
  [
    'a hash by other rules than those of the lake',
    dimCustomerProfile,
    altered('CAST(2 AS INTEGER) AS hash_algorithm_version', `customer_id = 'b'`),
    'all hashes are made by the rules of the lake',
  ],
  [
    'an identity with the hash of another profile',
    profileIdentities,
    altered(`REPEAT('0', 64) AS profile_hash`, 'version_num = 2'),
    'a version has one hash, in its row, its identity and its observations',
  ],
  [
    'an event that names another hash before it',
    profileAuditEvents,
    altered(`new_profile_hash AS previous_profile_hash`, `change_kind = 'INSERTED'`),
    'each event names the hashes of the versions before and after',
  ],
  [
    'a count that is wrong',
    profileState,
    altered('version_count + 1 AS version_count', `customer_id = 'a'`),
    'the state of each customer is that of the history',
  ],
  [
    'a contact that is another',
    customerContactInfo,
    altered(`'3' AS value`, `value = '2'`),
    'contacts are what their observations add up to',
  ],
  [
    'an observed contact that is gone',
    contactObservations,
    { removed: `SELECT * FROM "all" WHERE value = '2'` },
    'every record of contacts is accounted for',
  ],
] as const)('%s is told', async (_, table, change, law) => {
  expect(await brokenBy(table, change)).toContain(law);
});
