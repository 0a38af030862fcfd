import { scalarAttributes } from '@audit/contract/profile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashSql } from '../canonical/hash-sql.ts';
import { batchesOf, byBatch, profileVectors } from '../profile-vectors.fixture.ts';
import { vectorVersions } from '../proof/vector-versions.ts';
import { openTrialProfile, type TrialRow } from '../trial-profile.fixture.ts';

const trial = openTrialProfile();
afterAll(() => trial[Symbol.asyncDispose]());

/** All cases at once: their batches have nothing to do with each other here. */
const batches = profileVectors.flatMap((vector) =>
  batchesOf(vector).map((batch) => ({ ...batch, batchId: `${vector.id} ${batch.batchId}` })),
);
let rows: readonly TrialRow[];
beforeAll(async () => {
  rows = await trial.standardize(batches, { recomputed: hashSql('duckdb', 1) });
});

test.each(profileVectors)('vector $id: hashes and findings', ({ id, expect: expected }) => {
  const found = rows
    .filter((row) => row.batch_id.startsWith(`${id} `))
    .map((row) => ({ ...row, at: [row.batch_id.slice(id.length + 1), Number(row.record) - 1] as const }));
  const profiles = found.filter((row) => row.problem === null && row.kind === 'profile');
  expect(profiles.map((row) => [...row.at, row.recomputed.canonical, row.profile_hash])).toEqual(byBatch(expected.hashes));
  expect(profiles.map((row) => row.recomputed.hash)).toEqual(profiles.map((row) => row.profile_hash));
  const findings = found.flatMap((row) => {
    if (row.problem !== null) return [[...row.at, null, [row.problem]]];
    return row.dq_codes.length > 0 ? [[...row.at, row.customer_id, row.dq_codes]] : [];
  });
  expect(findings).toEqual(byBatch(expected.dq));
});

test('by version 2 each profile has the hash of the model and of the printed SQL, which is what the material key is', async () => {
  const anew = await trial.standardize(batches, { hashVersion: 2, recomputed: hashSql('duckdb', 2) });
  const profiles = anew.filter((row) => row.problem === null && row.kind === 'profile');
  expect(profiles.map((row) => row.profile_hash)).toEqual(profiles.map((row) => row.recomputed.hash));
  const keyed = profiles.filter((row) => row.material_key !== null);
  expect(keyed.length).toBeGreaterThan(1);
  expect(keyed.map((row) => row.profile_hash)).toEqual(keyed.map((row) => row.material_key));
  const hashes = new Set(profiles.map((row) => row.profile_hash));
  expect(vectorVersions().filter(({ unambiguousHash }) => !hashes.has(unambiguousHash))).toEqual([]);
  expect(anew.map((row) => row.material_key)).toEqual(rows.map((row) => row.material_key));
});

test('the vectors hold every part of a profile', () => {
  const given = new Set(profileVectors.flatMap(({ batches }) => batches.flatMap(({ records }) => records.flatMap(Object.keys))));
  expect(scalarAttributes.filter((name) => !given.has(name))).toEqual([]);
});
