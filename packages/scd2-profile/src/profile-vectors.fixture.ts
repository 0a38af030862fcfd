import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Delivered, TrialBatch } from './trial-profile.fixture.ts';

const Vectors = z.object({
  vectors: z.array(
    z.object({
      id: z.string(),
      batches: z.array(z.object({ batch_id: z.string(), extract_ts: z.string(), records: z.array(z.record(z.string(), z.unknown())) })),
      expect: z.object({
        /** Batch, position from 0, canonical string, hash. */
        hashes: z.array(z.tuple([z.string(), z.int(), z.string(), z.string()])),
        /** Batch, position from 0, customer, codes. */
        dq: z.array(z.tuple([z.string(), z.int(), z.string().nullable(), z.array(z.string())])),
      }),
    }),
  ),
});
export type ProfileVector = z.infer<typeof Vectors>['vectors'][number];

/** The cases of fixtures/profile. */
export const profileVectors: readonly ProfileVector[] = Vectors.parse(
  JSON.parse(readFileSync(new URL('../../../fixtures/profile/vectors.json', import.meta.url), 'utf8')),
).vectors;

/** Lists come as text or as a list of texts; ids as text or as a number. */
const asText = (value: unknown): string | null => {
  if (Array.isArray(value)) return value.filter((part) => part !== null).join('|');
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : null;
};
const delivered = (record: Readonly<Record<string, unknown>>): Delivered =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, asText(value)]));

/** The batches of a case; one that is delivered again is not loaded again. */
export const batchesOf = (vector: ProfileVector): readonly TrialBatch[] =>
  vector.batches
    .filter(({ batch_id }, at, all) => all.findIndex((other) => other.batch_id === batch_id) === at)
    .map(({ batch_id, extract_ts, records }) => ({
      batchId: batch_id,
      extractTs: BigInt(Date.parse(extract_ts)) * 1000n,
      records: records.map(delivered),
    }));

/** Batches in the order of their names. */
export const byBatch = <T extends readonly [string, ...unknown[]]>(list: readonly T[]): readonly T[] =>
  list.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
