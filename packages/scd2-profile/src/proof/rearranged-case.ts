import { seededRandom } from '@audit/warehouse/proof';
import { instantOf, isoOf } from './model-instant.ts';
import { textOf } from './model-text.ts';
import type { DeliveredBatch, Expected, ProfileCase } from './profile-case.ts';
import { interleaved } from './random-corrections.ts';

interface Part extends DeliveredBatch {
  readonly extract: bigint;
}

/**
 * The same observations in other batches: batches with one id come once, each is split in up to three by customer, and the parts come
 * in any order. Parts of the same extract time keep theirs, since the later load of two is believed; a customer's records of one batch
 * stay together, since of a snapshot another batch denies what this one does not. Corrections come between them in their own order.
 */
export const rearranged = (one: ProfileCase, seed: number): ProfileCase => {
  const random = seededRandom(seed);
  const batches = one.batches.filter((batch, k) => one.batches.findIndex(({ batch_id }) => batch_id === batch.batch_id) === k);
  const corrections = batches.filter((batch) => batch.corrections !== undefined);
  const parts = batches
    .filter((batch) => batch.corrections === undefined)
    .flatMap((batch): readonly Part[] => {
      const pieces = 1 + random.below(3);
      const homes = new Map<string | null, number>();
      const home = (id: string | null): number => homes.get(id) ?? homes.set(id, random.below(pieces)).get(id) ?? 0;
      const placed = batch.records.map((record) => ({ record, piece: home(textOf(record['customer_id'])) }));
      return Array.from({ length: pieces }, (_, piece) => ({
        ...batch,
        batch_id: `${batch.batch_id}.${piece}`,
        extract: instantOf(batch.extract_ts),
        records: placed.filter((of) => of.piece === piece).map(({ record }) => record),
      }));
    });
  const shuffled = parts.map((part) => ({ part, key: random.next() })).toSorted((a, b) => a.key - b.key);
  const waiting = [...parts];
  const ordered = shuffled.flatMap(({ part: { extract } }) => {
    const at = waiting.findIndex((part) => part.extract === extract);
    return waiting.splice(at, 1);
  });
  const firstLoad = BigInt(Date.parse('2025-03-01T00:00:00Z')) * 1000n;
  const sourced = ordered.map(({ extract: _, ...batch }) => batch);
  const loaded = interleaved(random, sourced, corrections).map((batch, k) => ({
    ...batch,
    load_ts: isoOf(firstLoad + BigInt(k) * 1_000_000n),
  }));
  return { ...one, batches: loaded, pit: [] };
};

/** What no order and no splitting of the same observations may change of the versions. */
export const timelessOf = (result: Pick<Expected, 'versions' | 'bridges'>): readonly unknown[] =>
  result.versions.map(({ sk, version_num: _, load_ts: __, ...version }) => ({
    ...version,
    members: result.bridges.filter(([of]) => of === sk).map(([, ...member]) => member),
  }));
