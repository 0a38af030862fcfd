import { readFileSync } from 'node:fs';
import { scalarAttributes } from '@audit/contract/profile';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Delivered, openTrialProfile, type TrialBatch } from '../trial-profile.fixture.ts';

const trial = openTrialProfile();
afterAll(() => trial[Symbol.asyncDispose]());

const Vectors = z.object({
  vectors: z.array(
    z.object({
      id: z.string(),
      batches: z.array(z.object({ batch_id: z.string(), extract_ts: z.string(), records: z.array(z.record(z.string(), z.unknown())) })),
      expect: z.object({
        hashes: z.array(z.tuple([z.string(), z.int(), z.string(), z.string()])),
        dq: z.array(z.tuple([z.string(), z.int(), z.string().nullable(), z.array(z.string())])),
      }),
    }),
  ),
});
const { vectors } = Vectors.parse(JSON.parse(readFileSync(new URL('../../../../fixtures/profile/vectors.json', import.meta.url), 'utf8')));

/** Lists come as text or as a list of texts; ids as text or as a number. */
const asText = (value: unknown): string | null =>
  value === null || value === undefined ? null : Array.isArray(value) ? value.filter((part) => part !== null).join('|') : String(value);
const delivered = (record: Readonly<Record<string, unknown>>): Delivered =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, asText(value)]));

/** A batch that is delivered again is not loaded again. */
const batchesOf = (vector: (typeof vectors)[number]): readonly TrialBatch[] =>
  vector.batches
    .filter(({ batch_id }, at, all) => all.findIndex((other) => other.batch_id === batch_id) === at)
    .map(({ batch_id, extract_ts, records }) => ({
      batchId: batch_id,
      extractTs: BigInt(Date.parse(extract_ts)) * 1000n,
      records: records.map(delivered),
    }));

describe('the vectors', () => {
  test.each(vectors)('$id: hashes and findings', async (vector) => {
    const batches = batchesOf(vector);
    const rows = await trial.standardize(batches);
    const found = rows.map((row) => ({ ...row, at: [row.batch_id, Number(row.record) - 1] as const }));
    const byBatch = <T extends readonly [string, ...unknown[]]>(list: readonly T[]): readonly T[] =>
      list.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
    expect(found.filter((row) => row.problem === null && row.kind === 'profile').map((row) => [...row.at, row.profile_hash])).toEqual(
      byBatch(vector.expect.hashes).map(([batch, record, , hash]) => [batch, record, hash]),
    );
    expect(
      found.flatMap((row) =>
        row.problem !== null
          ? [[...row.at, null, [row.problem]]]
          : row.dq_codes.length > 0
            ? [[...row.at, row.customer_id, row.dq_codes]]
            : [],
      ),
    ).toEqual(byBatch(vector.expect.dq));
  });

  test('hold every part of a profile', () => {
    const given = new Set(vectors.flatMap(({ batches }) => batches.flatMap(({ records }) => records.flatMap(Object.keys))));
    expect(scalarAttributes.filter((name) => !given.has(name))).toEqual([]);
  });
});
