import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatInstant, type Micros, parseInstant, qualifiedName, quarantine, type Row, type Table } from '@audit/contract';
import { contactBatches, customerContactInfo, deliveredContacts } from '@audit/contract/profile';
import { duckDbEngine, Lake, type Stage, tableScan } from '@audit/warehouse';
import { checkBinding, proveKey } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import { contactsInForceStage } from '../8-point-in-time/contacts-in-force.stage.ts';
import type { ContactBatch, ContactLoad } from './contact-batch.ts';
import { contactObservationsStage } from './contact-observations.stage.ts';
import { contactVersionsStage } from './contact-versions.stage.ts';
import { loadContactBatch } from './load-contact-batch.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-contact-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
let lakes = 0;
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const micros = (text: string): Micros => parseInstant(text)?.micros ?? (0n as Micros);
const newLake = (): Lake => Lake.open(join(root, `lake-${lakes++}`), { durable: false, allowNetworkDisk: true });

const load = async (lake: Lake, batch: ContactBatch): Promise<ContactLoad> => {
  await using lock = await lake.lock({ runId: batch.label, command: 'test' });
  return await loadContactBatch(engine, lake, lock, batch, { runId: batch.label, clock: '2025-06-01T00:00:00.000000Z' });
};

const file = (name: string, records: readonly object[]): string => {
  const path = join(root, name);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
};

const day = async (lake: Lake, extract: string, ...records: readonly object[]): Promise<ContactLoad> =>
  await load(lake, { label: extract, path: file(`${extract}.ndjson`, records), extractTs: micros(`${extract}T00:00:00Z`) });

const rowsOf = async <T extends Table>(lake: Lake, table: T): Promise<readonly Row<T>[]> => {
  await using session = await engine.session();
  return await session.rows(tableScan(lake, table, lake.head().tables[qualifiedName(table)]), table);
};
const history = async (lake: Lake): Promise<readonly (readonly (string | null)[])[]> =>
  (await rowsOf(lake, customerContactInfo))
    .toSorted((a, b) => (`${a.channel}${a.effective_start_ts}` < `${b.channel}${b.effective_start_ts}` ? -1 : 1))
    .map((row) => [
      row.channel,
      row.value,
      formatInstant(row.effective_start_ts),
      row.effective_end_ts === null ? null : formatInstant(row.effective_end_ts),
    ]);

const phone = (value: string | null, changed: string, more: object = {}): object => ({
  customer_id: 'a',
  channel: 'phone',
  ...(value === null ? { op: 'DELETE' } : { value }),
  last_modified_ts: changed,
  ...more,
});

const stages: readonly (readonly [string, Stage, Readonly<Record<string, unknown>>])[] = [
  [contactObservationsStage.id, contactObservationsStage, {}],
  [contactVersionsStage.id, contactVersionsStage, {}],
  [contactsInForceStage.id, contactsInForceStage, { customer_id: 'a', from: '2025-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' }],
];

test.each(stages)('%s: its model binds to its declared inputs and yields its declared columns', async (_, stage, params) => {
  await using session = await engine.session();
  await checkBinding(session, stage, params);
});

test('kept up to date customer by customer, the contacts equal those computed whole', async () => {
  const inputs = (alive: string) => ({
    standing: `SELECT CONCAT('c', hash(i, v % 2) % 150) AS customer_id, CASE WHEN hash(i, v, 1) % 2 = 0 THEN 'PHONE' ELSE 'EMAIL' END AS channel,
      CASE WHEN hash(i, v, 2) % 4 > 0 THEN CONCAT('v', hash(i, v, 2) % 3) END AS value,
      TIMESTAMP '2025-01-01' + TO_DAYS(CAST(hash(i, v, 3) % 9 AS INTEGER)) AS valid_ts, TIMESTAMP '2025-02-01' AS extract_ts,
      TIMESTAMP '2025-02-01' AS load_ts, 'b' AS batch_id, CAST(i AS BIGINT) AS record FROM ${alive}`,
  });
  const trial = {
    stage: contactVersionsStage,
    params: {},
    inputs,
    histories: 1,
    batches: 6,
    seed: Number(process.env['AUDIT_TEST_SEED'] ?? 1),
  };
  const proof = await proveKey(engine, newLake(), trial);
  expect(proof.different).toEqual([]);
  expect(proof.comparisons).toBeGreaterThan(2);
});

test('a value holds on its channel until a microsecond before the next; what comes late is put in its place', async () => {
  const lake = newLake();
  await day(lake, '2025-01-10', phone('1', '2025-01-01T00:00:00Z'), phone('a@b.c', '2025-01-02T00:00:00Z', { channel: ' email' }));
  await day(lake, '2025-01-20', phone(' 3', '2025-01-15T00:00:00Z', { channel: 'Phone' }));
  await day(lake, '2025-01-21', phone('2', '2025-01-05T00:00:00Z'));
  expect(await history(lake)).toEqual([
    ['EMAIL', 'a@b.c', '2025-01-02T00:00:00Z', null],
    ['PHONE', '1', '2025-01-01T00:00:00Z', '2025-01-04T23:59:59.999999Z'],
    ['PHONE', '2', '2025-01-05T00:00:00Z', '2025-01-14T23:59:59.999999Z'],
    ['PHONE', '3', '2025-01-15T00:00:00Z', null],
  ]);
});

test('a delete ends the value; the same one later is a new version, and a repetition none', async () => {
  const lake = newLake();
  await day(
    lake,
    '2025-01-10',
    phone('1', '2025-01-01T00:00:00Z'),
    phone('1', '2025-01-03T00:00:00Z'),
    phone(null, '2025-01-05T00:00:00Z'),
  );
  await day(lake, '2025-01-20', phone('1', '2025-01-15T00:00:00Z'));
  expect(await history(lake)).toEqual([
    ['PHONE', '1', '2025-01-01T00:00:00Z', '2025-01-04T23:59:59.999999Z'],
    ['PHONE', '1', '2025-01-15T00:00:00Z', null],
  ]);
});

test('at one instant the later extract counts, then the later row, whatever order they are loaded in', async () => {
  const lake = newLake();
  const changed = '2025-01-01T00:00:00Z';
  await day(lake, '2025-01-20', phone('x', changed), phone('new', changed));
  await day(lake, '2025-01-10', phone('old', changed));
  expect(await history(lake)).toEqual([['PHONE', 'new', changed, null]]);
});

test('a row that is not dated, or dated after its extract, holds from the extract on', async () => {
  const lake = newLake();
  await day(lake, '2025-01-10', { customer_id: 'a', channel: 'line', value: 'x' }, phone('1', '2999-01-01T00:00:00Z'));
  expect(await history(lake)).toEqual([
    ['LINE', 'x', '2025-01-10T00:00:00Z', null],
    ['PHONE', '1', '2025-01-10T00:00:00Z', null],
  ]);
});

test('what cannot be used is in quarantine with its reason, and the sum closes', async () => {
  const lake = newLake();
  const changed = '2025-01-01T00:00:00Z';
  const result = await day(
    lake,
    '2025-01-10',
    phone('1', changed),
    phone('1', changed, { customer_id: ' ' }),
    phone('1', changed, { customer_id: 'x'.repeat(51) }),
    phone('1', changed, { channel: '\u00A0' }),
    phone('1', changed, { channel: 'c'.repeat(51) }),
    phone(' ', changed),
    phone('1'.repeat(1001), changed),
    phone('1'.repeat(1000), changed, { customer_id: 'b' }),
    phone('1', changed, { value: {} }),
  );
  expect(result.account).toEqual({ received: 9, accepted: 2, quarantined: 7, versions: 2, versionsBefore: 0 });
  const refused = (await rowsOf(lake, quarantine)).toSorted((a, b) => Number(a.record - b.record));
  expect(refused.map(({ record, column_name, code }) => [Number(record), column_name, code])).toEqual([
    [2, 'customer_id', 'BLANK_ID'],
    [3, 'customer_id', 'ID_TOO_LONG'],
    [4, 'channel', 'MISSING_FIELD'],
    [5, 'channel', 'TEXT_TOO_LONG'],
    [6, 'value', 'MISSING_FIELD'],
    [7, 'value', 'TEXT_TOO_LONG'],
    [9, 'value', 'BAD_TEXT'],
  ]);
});

test('a batch of which nothing can be used is loaded, and leaves no contact', async () => {
  const lake = newLake();
  const result = await day(lake, '2025-01-10', phone('1', '2025-01-01T00:00:00Z', { channel: '' }));
  expect([result.status, result.account.quarantined]).toEqual(['applied', 1]);
  expect(await history(lake)).toEqual([]);
  await day(lake, '2025-01-11', phone('1', '2025-01-01T00:00:00Z'));
  expect(await history(lake)).toHaveLength(1);
});

test('the same batch again publishes nothing; under another name its rows change no contact', async () => {
  const lake = newLake();
  const others = Array.from({ length: 20 }, (_, at) => phone('1', '2025-01-01T00:00:00Z', { customer_id: `other-${at}` }));
  await day(lake, '2025-01-09', ...others);
  await day(lake, '2025-01-10', phone('1', '2025-01-01T00:00:00Z'), phone('2', '2025-01-05T00:00:00Z'));
  const { version, tables } = lake.head();
  const path = join(root, '2025-01-10.ndjson');
  expect(await load(lake, { label: 'again', path })).toMatchObject({ status: 'skipped', manifest: { version } });
  expect(lake.head().version).toBe(version);
  await load(lake, { label: 'renamed', path, batchId: 'renamed', extractTs: micros('2025-01-12T00:00:00Z') });
  const name = qualifiedName(customerContactInfo);
  expect(lake.head().tables[name]?.changedAt).toBe(tables[name]?.changedAt);
  expect(await rowsOf(lake, contactBatches)).toHaveLength(3);
});

test('a Parquet delivery is kept byte for byte', async () => {
  const lake = newLake();
  const path = join(root, 'contacts.parquet');
  {
    await using session = await engine.session();
    await session.write(`SELECT 7 AS customer_id, 'phone' AS channel, '081' AS value, TIMESTAMP '2025-01-01' AS last_modified_ts`, path);
  }
  await load(lake, { label: 'contacts.parquet', path, extractTs: micros('2025-01-10T00:00:00Z') });
  expect(await history(lake)).toEqual([['PHONE', '081', '2025-01-01T00:00:00Z', null]]);
  const [kept] = lake.head().tables[qualifiedName(deliveredContacts)]?.base ?? [];
  expect(kept && readFileSync(lake.path(kept))).toEqual(readFileSync(path));
});
