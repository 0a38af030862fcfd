import { utcOfWallClock } from '@audit/contract';
import { instantOf, isoOf } from './model-instant.ts';
import type { DeliveredRecord, ProfileCase } from './profile-case.ts';

const hour = 3_600_000_000n;
const start = BigInt(Date.parse('2025-01-01T00:00:00Z')) * 1000n;
const firstLoad = BigInt(Date.parse('2025-02-01T00:00:00Z')) * 1000n;

/** An hour becomes a month of the zone: what was a microsecond beside the hour is one beside the midnight that begins a month. */
const stretch = (text: string, from: bigint, monthsLater: number, zone: string): string => {
  const since = instantOf(text) - from + hour / 2n;
  const months = Number(since / hour - (since < 0n ? 1n : 0n));
  const midnight = BigInt(Date.UTC(2025, months + monthsLater)) * 1000n;
  return isoOf(utcOfWallClock(midnight, zone) + (since - BigInt(months) * hour) - hour / 2n);
};

const stretchedRecord = (record: DeliveredRecord, zone: string): DeliveredRecord => {
  const { last_modified_ts: changed } = record;
  if (typeof changed !== 'string' || changed.startsWith('2999')) return record;
  return { ...record, last_modified_ts: stretch(changed, start, 0, zone) };
};

/** A case with the same order of times, over many quarters of a zone, whose midnights they meet; the loads begin after a year. */
export const stretched = (one: ProfileCase, zone: string): ProfileCase => ({
  ...one,
  batches: one.batches.map((batch) => ({
    ...batch,
    extract_ts: stretch(batch.extract_ts, start, 0, zone),
    load_ts: stretch(batch.load_ts, firstLoad, 12, zone),
    records: batch.records.map((record) => stretchedRecord(record, zone)),
  })),
  pit: [],
});
