import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-reach-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

type Json = Readonly<Record<string, unknown>>;
const audit = (words: readonly string[], env: Readonly<Record<string, string>> = {}) => auditHere(words, { cwd, env });
const rows = async (words: readonly string[], env?: Readonly<Record<string, string>>): Promise<readonly Json[]> => {
  const { code, stdout, stderr } = await audit([...words, '--json'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json);
};
const day = (n: string): readonly string[] => ['--extract-ts', `2025-12-${n}T00:00:00Z`, '--load-ts', `2025-12-${n}T06:00:00Z`];
const loads: (readonly Json[])[] = [];

beforeAll(async () => {
  cpSync(fileURLToPath(new URL('../../../templates/project', import.meta.url)), cwd, { recursive: true });
  await audit(['profile', 'load', 'input/profiles.ndjson', ...day('02'), '--quiet']);
  loads.push(await rows(['profile', 'load-contacts', 'input/contacts.ndjson', ...day('02')]));
  loads.push(await rows(['profile', 'load-contacts', 'input/contacts-later.ndjson', ...day('20')]));
});

test('each load accounts for its records, and a new number makes no version of a profile', async () => {
  expect(loads.flat()).toMatchObject([
    { status: 'applied', records: 3, accepted: 3, quarantined: 0, versions: 3, versions_before: 0 },
    { status: 'applied', records: 3, accepted: 3, quarantined: 0, versions: 5, versions_before: 3 },
  ]);
  expect(await rows(['profile', 'history'])).toHaveLength(3);
  expect((await rows(['show', 'dim_customer_profile'])).every(({ version_num }) => version_num === 1)).toBe(true);
});

test('the contacts of a customer are told by channel in time order, masked', async () => {
  const found = await rows(['profile', 'contacts', '556677']);
  expect(found.map((row) => [row['channel'], row['effective_start_ts'], row['effective_end_ts'], row['value']])).toEqual([
    ['EMAIL', '2025-12-01T08:00:00Z', '2025-12-14T23:59:59.999999Z', '***'],
    ['PHONE', '2025-12-01T08:00:00Z', '2025-12-10T07:59:59.999999Z', '***'],
    ['PHONE', '2025-12-10T08:00:00Z', '2025-12-18T07:59:59.999999Z', '***'],
    ['PHONE', '2025-12-18T08:00:00Z', null, '***'],
  ]);
  expect(await rows(['profile', 'contacts', 'nobody'])).toEqual([]);
});

test('a configured role sees the values: those of a day, as known now and as known then', async () => {
  writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ privacy: { unmask_roles: ['auditor'] } }));
  const at = ['profile', 'contacts', '556677', '--at', '2025-12-12', '--unmask'];
  const values = async (...more: readonly string[]) => (await rows([...at, ...more], { AUDIT_ROLE: 'auditor' })).map(({ value }) => value);
  expect(await values()).toEqual(['john.doe@example.com', '+66 2 555 0150']);
  expect(await values('--known-at', '2025-12-20T05:59:59.999999Z')).toEqual(['john.doe@example.com', '+66 2 555 0101']);
  expect(await values('--known-at', '2025-12-20T06:00:00Z')).toEqual(['john.doe@example.com', '+66 2 555 0150']);
  expect(await values('--known-at', '2025-12-01T00:00:00Z')).toEqual([]);
  expect((await audit(at)).code).toBe(2);
  const log = await rows(['show', 'access_log']);
  expect(log.map(({ command }) => command)).toEqual(Array.from({ length: 4 }, () => 'audit profile contacts'));
});

test('the same batch again publishes nothing', async () => {
  const before = (await rows(['history'])).length;
  const again = await rows(['profile', 'load-contacts', 'input/contacts-later.ndjson', '--extract-ts', '2025-12-20T00:00:00Z']);
  expect(again).toMatchObject([{ status: 'skipped', records: 0, versions: 5 }]);
  expect((await rows(['history'])).length).toBe(before);
});

test('a record that cannot be used is kept aside, and the exit says so', async () => {
  writeFileSync(
    join(cwd, 'odd.ndjson'),
    '{"customer_id":"1","channel":" ","value":"x"}\n{"customer_id":"1","channel":"line","value":"x"}\n',
  );
  const { code, stdout } = await audit(['profile', 'load-contacts', 'odd.ndjson', '--json']);
  expect([code, JSON.parse(stdout)]).toMatchObject([4, { records: 2, accepted: 1, quarantined: 1 }]);
  expect(await rows(['show', 'quarantine'])).toMatchObject([{ record: 1, column_name: 'channel', code: 'MISSING_FIELD', raw: '***' }]);
});
