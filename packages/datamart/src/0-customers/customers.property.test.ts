import {
  type Conflict,
  CustomerContract,
  type CustomerRecord,
  customerConflicts,
  customerRecords,
  customers,
  type Json,
  type MergedCustomer,
  type Micros,
  type Row,
  type SourcePriority,
  type SurvivorshipPolicy,
} from '@audit/contract';
import { runInMemory } from '@audit/warehouse';
import { decodeRows, encodeRows } from '@audit/warehouse/arrow';
import { proveKey } from '@audit/warehouse/proof';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openTrialMart } from '../trial-mart.fixture.ts';
import { customerConflictsStage } from './customer-conflicts.stage.ts';
import { customersStage } from './customers.stage.ts';
import { survivorshipAsParams } from './survivorship-params.ts';

const trial = openTrialMart();
afterAll(() => trial[Symbol.asyncDispose]());

const value = fc.oneof(
  fc.constantFrom<null | number | string | boolean>(null, 0, 1.5, true, 'one', 'é"\\\n', ''),
  fc.array(fc.nat(9), { maxLength: 2 }),
);
const record: fc.Arbitrary<Omit<CustomerRecord, 'origin'>> = fc.record({
  customerId: fc.nat(60).map((id) => `c${id}`),
  acquisitionTs: fc.bigInt({ min: 0n, max: 5n }) as fc.Arbitrary<Micros>,
  sourceSystem: fc.constantFrom('web', 'crm', 'erp'),
  isVisible: fc.boolean(),
  metadata: fc.dictionary(fc.constantFrom('x', 'a b', '__proto__', 'q"t', 'é', '$.x'), value, { maxKeys: 3, noNullPrototype: true }),
});

const landed = (records: readonly Omit<CustomerRecord, 'origin'>[]): readonly Row<typeof customerRecords>[] =>
  records.map((fields, at) => ({
    seen: BigInt(at + 1),
    source_id: 's',
    record: BigInt(at + 1),
    customer_id: fields.customerId,
    acquisition_ts: fields.acquisitionTs,
    source_system: fields.sourceSystem,
    is_visible: fields.isVisible,
    metadata: JSON.stringify(fields.metadata),
  }));

const byPriority: fc.Arbitrary<SourcePriority> = fc
  .subarray(['erp', 'web', 'nowhere', 'e'])
  .map((order) => ({ by: 'source_priority', order }));
const policy: fc.Arbitrary<SurvivorshipPolicy> = fc.record({
  acquisition_ts: fc.oneof(fc.constantFrom('earliest' as const, 'latest' as const), byPriority),
  source_system: fc.oneof(fc.constantFrom('earliest' as const, 'latest' as const, 'longest' as const), byPriority),
  is_visible: fc.oneof(fc.constantFrom('any' as const, 'all' as const, 'earliest' as const, 'latest' as const), byPriority),
  metadata: fc.oneof(fc.constantFrom('earliest' as const, 'latest' as const, 'longest' as const), byPriority),
});

const expectedRow = (customer: MergedCustomer, records: readonly Omit<CustomerRecord, 'origin'>[]) => ({
  customer_id: customer.customerId,
  acquisition_ts: customer.acquisitionTs,
  source_system: customer.sourceSystem,
  is_visible: customer.isVisible,
  metadata: customer.metadata,
  source_systems: customer.sourceSystems,
  record_count: BigInt(customer.recordCount),
  first_seen: BigInt(records.findIndex((fields) => fields.customerId === customer.customerId) + 1),
  acquisition_ts_seen: BigInt(customer.lineage.acquisition_ts.record),
  source_system_seen: BigInt(customer.lineage.source_system.record),
  is_visible_seen: BigInt(customer.lineage.is_visible.record),
  metadata_seen: Object.fromEntries(Object.entries(customer.lineage.metadata).map(([key, from]) => [key, from.record])),
});

/** A conflict as its table has it: only metadata is JSON there. */
const expectedConflict = (customerId: string, { field, kept, keptFrom, discarded }: Conflict) => {
  const shown = (json: Json): unknown => (field.startsWith('metadata.') || typeof json === 'string' ? json : JSON.stringify(json));
  return { customer_id: customerId, field, kept: shown(kept), kept_seen: BigInt(keptFrom.record), discarded: discarded.map(shown) };
};

const parsedConflict = (row: Row<typeof customerConflicts>) => {
  const value = (text: string): unknown => (row.field.startsWith('metadata.') ? (JSON.parse(text) as unknown) : text);
  return { ...row, kept: value(row.kept), discarded: row.discarded.map((text) => value(text ?? 'null')) };
};
const place = (row: { readonly customer_id: string; readonly field: string }): string => `${row.customer_id} ${row.field}`;
const sorted = <T extends { readonly customer_id: string; readonly field: string }>(rows: readonly T[]): readonly T[] =>
  rows.toSorted((left, right) => (place(left) < place(right) ? -1 : 1));

const agree = async (records: readonly Omit<CustomerRecord, 'origin'>[], survivorship: Partial<SurvivorshipPolicy>): Promise<void> => {
  const input = encodeRows(landed(records), customerRecords);
  const table = await runInMemory(trial.engine, customersStage, { records: input }, survivorshipAsParams(survivorship));
  const rows = [...decodeRows(table, customers)].toSorted((left, right) => Number(left.first_seen - right.first_seen));
  const merged = new CustomerContract({ survivorship }).merge(
    records.map((fields, at) => ({ ...fields, origin: { source: 's', record: at + 1 } })),
  );
  expect(
    rows.map((row) => ({ ...row, metadata: JSON.parse(row.metadata) as unknown, metadata_seen: JSON.parse(row.metadata_seen) as unknown })),
  ).toEqual(merged.map((customer) => expectedRow(customer, records)));
  const conflicts = decodeRows(
    await runInMemory(trial.engine, customerConflictsStage, { records: input, customers: table }, {}),
    customerConflicts,
  );
  expect(sorted([...conflicts].map(parsedConflict))).toEqual(
    sorted(merged.flatMap((customer) => customer.conflicts.map((conflict) => expectedConflict(customer.customerId, conflict)))),
  );
};

const history = fc.array(record, { minLength: 200, maxLength: 600 });
const runs = (usual: number) => ({ numRuns: process.env['AUDIT_TEST_DEEP'] === '1' ? usual * 15 : usual, endOnFailure: true });

test('the set-based merge is the merge of the customer contract, lineage and conflicts included', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (records) => await agree(records, {})),
    runs(3),
  );
});

test('so it is under every policy of survivorship', async () => {
  await fc.assert(
    fc.asyncProperty(history, policy, async (records, survivorship) => await agree(records, survivorship)),
    runs(8),
  );
});

test('kept up to date customer by customer, the merge equals the one of all records', async () => {
  const inputs = (alive: string) => ({
    records: `SELECT CAST(i AS BIGINT) AS seen, 's' AS source_id, CAST(i AS BIGINT) AS record, CONCAT('c', hash(i, v % 2) % 150) AS customer_id,
      TIMESTAMP '2024-01-01' + TO_DAYS(CAST(hash(i, v, 1) % 700 AS INTEGER)) AS acquisition_ts, CONCAT('s', hash(i, v, 2) % 3) AS source_system,
      hash(i, v, 3) % 3 = 0 AS is_visible, CASE WHEN hash(i, v, 4) % 3 = 0 THEN CONCAT('{"k', hash(i, v, 4) % 5, '":', hash(i, v, 5) % 9, '}') ELSE '{}' END AS metadata
    FROM ${alive}`,
  });
  const proof = await proveKey(trial.engine, trial.lake(), {
    stage: customersStage,
    params: {},
    inputs,
    histories: 1,
    batches: 6,
    seed: 1,
  });
  expect(proof.different).toEqual([]);
});
