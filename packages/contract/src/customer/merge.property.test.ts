import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Micros } from '../tables/column.ts';
import { CustomerContract } from './customer-contract.ts';
import type { CustomerRecord } from './customer-record.ts';

const contract = new CustomerContract();
const record = fc.record({
  customerId: fc.constantFrom('a', 'b', 'c'),
  acquisitionTs: fc.bigInt({ min: 0n, max: 5n }) as fc.Arbitrary<Micros>,
  sourceSystem: fc.constantFrom('web', 'crm', 'erp'),
  isVisible: fc.boolean(),
  metadata: fc.dictionary(fc.constantFrom('x', 'y', '__proto__'), fc.constantFrom(null, 1, 'one', [1]), { noNullPrototype: true }),
});
const history: fc.Arbitrary<readonly CustomerRecord[]> = fc
  .array(record, { maxLength: 12 })
  .map((records) => records.map((fields, at) => ({ ...fields, origin: { source: 's', record: at + 1 } })));

test('every record is merged into exactly one customer, ids in order of first sight', () => {
  fc.assert(
    fc.property(history, (records) => {
      const merged = contract.merge(records);
      expect(merged.map((customer) => customer.customerId)).toEqual([...new Set(records.map((r) => r.customerId))]);
      expect(merged.reduce((sum, customer) => sum + customer.recordCount, 0)).toBe(records.length);
    }),
  );
});

test('the order of records changes neither acquisition nor visibility nor which systems a customer has', () => {
  const shuffled = history.chain((records) =>
    fc.tuple(fc.constant(records), fc.shuffledSubarray([...records], { minLength: records.length })),
  );
  fc.assert(
    fc.property(shuffled, ([records, others]) => {
      const lawful = (list: readonly CustomerRecord[]) =>
        new Map(contract.merge(list).map((c) => [c.customerId, [c.acquisitionTs, c.isVisible, c.sourceSystems.toSorted()]]));
      expect(lawful(others)).toEqual(lawful(records));
    }),
  );
});

test('every value stands in the record its lineage names, and every other value in the conflicts', () => {
  fc.assert(
    fc.property(history, (records) => {
      for (const customer of contract.merge(records)) {
        const own = records.filter((r) => r.customerId === customer.customerId);
        const named = ({ record: at }: { readonly record: number }): CustomerRecord => records[at - 1] ?? expect.fail(`no record ${at}`);
        expect(named(customer.lineage.acquisition_ts).acquisitionTs).toBe(customer.acquisitionTs);
        expect(named(customer.lineage.source_system).sourceSystem).toBe(customer.sourceSystem);
        expect(named(customer.lineage.is_visible).isVisible).toBe(customer.isVisible);
        for (const [key, value] of Object.entries(customer.metadata)) {
          const provenance = Object.entries(customer.lineage.metadata).find(([name]) => name === key)?.[1];
          expect(provenance && Object.entries(named(provenance).metadata)).toContainEqual([key, value]);
          const distinct = new Set(
            own
              .flatMap((r) => Object.entries(r.metadata))
              .filter(([name]) => name === key)
              .map(([, v]) => JSON.stringify(v)),
          );
          const conflict = customer.conflicts.find((c) => c.field === `metadata.${key}`);
          expect(1 + (conflict?.discarded.length ?? 0)).toBe(distinct.size);
        }
      }
    }),
  );
});
