import { CustomerContract, type CustomerRecord, customerRecords, customers, type Micros, type Row } from '@audit/contract';
import { decodeRows, encodeRows, proveKey, runInMemory } from '@audit/warehouse';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openTrialMart } from '../trial-mart.ts';
import { customersStage } from './customers.stage.ts';

const trial = openTrialMart();
afterAll(() => trial[Symbol.asyncDispose]());

const value = fc.oneof(fc.constantFrom<null | number | string | boolean>(null, 0, 1.5, true, 'one', 'é"\\\n', ''), fc.array(fc.nat(9), { maxLength: 2 }));
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

test('the set-based merge is the merge of the customer contract, lineage included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 200, maxLength: 600 }), async (records) => {
      const input = encodeRows(landed(records), customerRecords);
      const rows = [...decodeRows(await runInMemory(trial.engine, customersStage, { records: input }, {}), customers)];
      const bySight = rows.toSorted((left, right) => Number(left.first_seen - right.first_seen));
      const merged = new CustomerContract().merge(records.map((fields, at) => ({ ...fields, origin: { source: 's', record: at + 1 } })));
      const seenOf = (metadata: Readonly<Record<string, { readonly record: number }>>) => Object.fromEntries(Object.entries(metadata).map(([key, from]) => [key, from.record]));
      expect(
        bySight.map((row) => ({ ...row, metadata: JSON.parse(row.metadata) as unknown, metadata_seen: JSON.parse(row.metadata_seen) as unknown })),
      ).toEqual(
        merged.map((customer) => ({
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
          metadata_seen: seenOf(customer.lineage.metadata),
        })),
      );
    }),
    { numRuns: process.env['AUDIT_TEST_DEEP'] === '1' ? 60 : 4, endOnFailure: true },
  );
});

test('kept up to date customer by customer, the merge equals the one of all records', async () => {
  const inputs = (alive: string) => ({
    records: `SELECT CAST(i AS BIGINT) AS seen, 's' AS source_id, CAST(i AS BIGINT) AS record, CONCAT('c', hash(i, v % 2) % 150) AS customer_id,
      TIMESTAMP '2024-01-01' + TO_DAYS(CAST(hash(i, v, 1) % 700 AS INTEGER)) AS acquisition_ts, CONCAT('s', hash(i, v, 2) % 3) AS source_system,
      hash(i, v, 3) % 3 = 0 AS is_visible, CASE WHEN hash(i, v, 4) % 3 = 0 THEN CONCAT('{"k', hash(i, v, 4) % 5, '":', hash(i, v, 5) % 9, '}') ELSE '{}' END AS metadata
    FROM ${alive}`,
  });
  const proof = await proveKey(trial.engine, trial.lake(), { stage: customersStage, params: {}, inputs, histories: 1, batches: 6, seed: 1 });
  expect(proof.different).toEqual([]);
});
