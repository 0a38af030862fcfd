import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Micros, parseInstant, ProfileInvariantBroken, type Row } from '@audit/contract';
import { profileAuditEvents } from '@audit/contract/profile';
import { duckDbEngine } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { believedVersions } from '../tables/believed-versions.ts';
import { versionChanges } from '../tables/version-changes.ts';
import { checkLoadLaws } from './load-laws.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-laws-'));
const engine = duckDbEngine({ tempDirectory: root, directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const day = (n: number): Micros => parseInstant(`2025-01-0${n}T00:00:00Z`)?.micros as Micros;

const version = (record: number, from: number, until: number | null, hash: string): Row<typeof believedVersions> => ({
  customer_id: 'CUST-CANARY-1',
  effective_start_ts: day(from),
  effective_end_ts: until === null ? null : ((day(until) - 1n) as Micros),
  ends_by_delete: false,
  profile_hash: hash.repeat(64),
  material_key: null,
  batch_id: 'b1',
  record: BigInt(record),
});

const check = async (...believed: readonly Row<typeof believedVersions>[]): Promise<unknown> => await checkAfter({}, ...believed);

const checkAfter = async (
  {
    changes = [],
    events = [],
  }: { readonly changes?: readonly Row<typeof versionChanges>[]; readonly events?: readonly Row<typeof profileAuditEvents>[] },
  ...believed: readonly Row<typeof believedVersions>[]
): Promise<unknown> => {
  await using session = await engine.session();
  await session.bindRows('believed', believedVersions, believed);
  await session.bindRows('changes', versionChanges, changes);
  await session.bindRows('new_events', profileAuditEvents, events);
  return await checkLoadLaws(session).catch((error: unknown) => error);
};

test('versions that follow each other break no law', async () => {
  expect(await check(version(1, 1, 2, 'a'), version(2, 2, 4, 'b'), version(3, 5, null, 'b'))).toBeUndefined();
});

test.each([
  ['a customer has at most one current version', [version(1, 1, null, 'a'), version(2, 2, null, 'b')]],
  ['versions end no earlier than they start', [version(1, 3, 2, 'a')]],
  ['versions do not overlap', [version(1, 1, 3, 'a'), version(2, 2, 4, 'b')]],
  ['adjacent versions differ', [version(1, 1, 2, 'a'), version(2, 2, null, 'a')]],
])('%s: else the load stops, and names the record and not the person', async (law, believed) => {
  const error = await check(...believed);
  expect(error).toBeInstanceOf(ProfileInvariantBroken);
  const { message, facts } = error as ProfileInvariantBroken;
  expect(message).toContain(`"${law}"`);
  expect(message).toContain('"batch_id":"b1","record":"1"');
  expect(message).toContain('"effective_start_ts":"2025-01-0');
  expect(`${message}${JSON.stringify(facts)}`).not.toContain('CANARY');
});

const entered = version(7, 3, null, 'a');
const change = { ...entered, change: 'entered', customer_profile_version_sk: 1n, version_num: 1, load_ts: day(4) };
const event = (id: string): Row<typeof profileAuditEvents> => ({
  event_id: id,
  event_type: 'PROFILE_VERSION_CREATE',
  change_kind: 'APPENDED',
  rationale_code: 'INITIAL_LOAD',
  customer_id: entered.customer_id,
  event_ts: entered.effective_start_ts,
  recorded_ts: day(4),
  customer_profile_version_sk: 1n,
  version_num: 1,
  previous_profile_hash: null,
  new_profile_hash: entered.profile_hash,
  attributes_changed: [],
  source_of_income_added: [],
  source_of_income_removed: [],
  purpose_of_investment_added: [],
  purpose_of_investment_removed: [],
  batch_id: 'b1',
  reason: null,
  ticket: null,
  approver: null,
});

test('a version with its event breaks no law', async () => {
  expect(await checkAfter({ changes: [change], events: [event('e1')] }, entered)).toBeUndefined();
});

test.each([
  ['without its event', [change], [], '{"batch_id":"b1","record":"7","effective_start_ts":"2025-01-03 00:00:00","events":"0"}'],
  [
    'with two',
    [change],
    [event('e1'), event('e2')],
    '{"batch_id":"b1","record":"7","effective_start_ts":"2025-01-03 00:00:00","events":"2"}',
  ],
  ['that is none, with one', [], [event('e1')], '{"batch_id":null,"record":null,"effective_start_ts":"2025-01-03 00:00:00","events":"1"}'],
] as const)('a version %s: the load stops, and names its record and its start', async (_, changes, events, row) => {
  const error = await checkAfter({ changes, events }, entered);
  expect(error).toBeInstanceOf(ProfileInvariantBroken);
  expect((error as ProfileInvariantBroken).message).toContain(row);
});
