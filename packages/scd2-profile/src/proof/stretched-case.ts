import { instantOf, isoOf } from './model-instant.ts';
import type { DeliveredRecord, ProfileCase } from './profile-case.ts';

const start = BigInt(Date.parse('2025-01-01T00:00:00Z')) * 1000n;
const firstLoad = BigInt(Date.parse('2025-02-01T00:00:00Z')) * 1000n;
/** Times of the sources lie within two days, those of loads within some hours; both are spread over a year or two. */
const sourceFactor = 200n;
const loadFactor = 2500n;

const spread = (text: string, from: bigint, factor: bigint): string => isoOf(from + (instantOf(text) - from) * factor);

const stretchedRecord = (record: DeliveredRecord): DeliveredRecord => {
  const { last_modified_ts: changed } = record;
  if (typeof changed !== 'string' || changed.startsWith('2999')) return record;
  return { ...record, last_modified_ts: spread(changed, start, sourceFactor) };
};

/** A case with the same order of times, over many quarters. */
export const stretched = (one: ProfileCase): ProfileCase => ({
  ...one,
  batches: one.batches.map((batch) => ({
    ...batch,
    extract_ts: spread(batch.extract_ts, start, sourceFactor),
    load_ts: spread(batch.load_ts, firstLoad, loadFactor),
    records: batch.records.map(stretchedRecord),
  })),
  pit: [],
});
