import { textOf } from './model-text.ts';
import type { DeliveredBatch, DeliveredCorrection, DeliveredRecord, ProfileCase } from './profile-case.ts';

type Fails = (one: ProfileCase) => Promise<boolean>;

/** Leaves out halves, quarters, … single items as long as what is left still fails. */
const fewest = async <T>(items: readonly T[], fails: (left: readonly T[]) => Promise<boolean>): Promise<readonly T[]> => {
  let left = items;
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length;) {
      const without = [...left.slice(0, from), ...left.slice(from + size)];
      if (await fails(without)) left = without;
      else from += size;
    }
  }
  return left;
};

type Told = DeliveredRecord | DeliveredCorrection;

const toldIn = ({ records, corrections = [] }: DeliveredBatch): readonly Told[] => [...records, ...corrections];

const withTold = (one: ProfileCase, keep: (told: Told) => boolean): ProfileCase => ({
  ...one,
  batches: one.batches.map((batch) => ({
    ...batch,
    records: batch.records.filter(keep),
    ...(batch.corrections === undefined ? {} : { corrections: batch.corrections.filter(keep) }),
  })),
});

const customerOf = (told: Told): string | null => textOf(told['customer_id']);

/** The same case with less in it, as long as `fails` holds: fewer customers, then batches, records, columns, questions. */
export const smallestFailing = async (one: ProfileCase, fails: Fails): Promise<ProfileCase> => {
  const customers = [...new Set(one.batches.flatMap((batch) => toldIn(batch).map(customerOf)))];
  const ofCustomers = (kept: readonly (string | null)[]): ProfileCase => withTold(one, (told) => kept.includes(customerOf(told)));
  const fewCustomers = ofCustomers(await fewest(customers, (kept) => fails(ofCustomers(kept))));

  const batches = await fewest(fewCustomers.batches, (kept) => fails({ ...fewCustomers, batches: kept }));
  const fewBatches = { ...fewCustomers, batches };

  const ofRecords = (kept: readonly Told[]): ProfileCase => withTold(fewBatches, (told) => kept.includes(told));
  const records = batches.flatMap(toldIn);
  const fewRecords = ofRecords(await fewest(records, (kept) => fails(ofRecords(kept))));

  const columns = [...new Set(fewRecords.batches.flatMap((batch) => batch.records.flatMap((record) => Object.keys(record))))];
  const ofColumns = (kept: readonly string[]): ProfileCase => ({
    ...fewRecords,
    batches: fewRecords.batches.map((batch) => ({
      ...batch,
      records: batch.records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => kept.includes(name)))),
    })),
  });
  const fewColumns = ofColumns(await fewest(columns, (kept) => fails(ofColumns(kept))));

  const pit = await fewest(fewColumns.pit, (kept) => fails({ ...fewColumns, pit: kept }));
  return { ...fewColumns, pit };
};
