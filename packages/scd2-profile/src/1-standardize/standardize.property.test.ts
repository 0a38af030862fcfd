import { standardizedProfiles } from '@audit/contract/profile';
import * as fc from 'fast-check';
import type { Row } from '@audit/contract';
import { afterAll, expect, test } from 'vitest';
import { type Delivered, openTrialProfile } from '../trial-profile.fixture.ts';
import { hashSql } from '../canonical/hash-sql.ts';
import { modelBatch, type ModelCodes, type ModelRecord } from './model/profile.fixture.ts';
import { randomExtractTs, randomRecords, sampleCodes } from './model/random-records.fixture.ts';
import type { standardizedDelivery } from '../tables/standardized-delivery.ts';

const trial = openTrialProfile();
afterAll(() => trial[Symbol.asyncDispose]());

const modelCodes: ModelCodes = new Map(
  Object.entries(Object.groupBy(sampleCodes, ({ catalog }) => catalog)).map(([catalog, rows = []]) => [
    catalog,
    new Map(rows.map(({ raw, code }) => [raw, code])),
  ]),
);

type Found = Row<typeof standardizedDelivery> & { readonly recomputed: Readonly<Record<'canonical' | 'hash', string | null>> };
const sets = ['source_of_income', 'purpose_of_investment'] as const;

/** A row in the words of the model. */
const shown = (row: Found, { profile, dq }: ModelRecord): unknown => ({
  customer: row.customer_id,
  problem: row.problem,
  profile:
    row.kind === 'delete'
      ? null
      : {
          stored: Object.fromEntries(Object.entries(row).filter(([name]) => profile !== null && name in profile.stored)),
          sets: Object.fromEntries(sets.map((name) => [name, row[name]])),
        },
  evidenceType: row.evidence_type,
  validTs: row.valid_ts,
  canonical: row.kind === 'delete' ? null : row.recomputed.canonical,
  hash: row.profile_hash,
  dq: row.problem === null ? row.dq_codes : dq,
  unmapped: row.unmapped.toSorted((left, right) => ((left ?? '') < (right ?? '') ? -1 : 1)),
  monitors: row.monitors,
  present: row.completeness_present,
});
const wanted = ({ material: _, ...model }: ModelRecord): unknown => ({ ...model, unmapped: model.unmapped.toSorted() });

/** Equal parts, and only these, have equal keys. */
const expectKeysToTellParts = (rows: readonly Found[], models: readonly ModelRecord[]): void => {
  const materialOfKey = new Map<string, string>();
  const keyOfMaterial = new Map<string, string>();
  for (const [at, row] of rows.entries()) {
    const { material, canonical } = models[at]!;
    if (material === null || canonical === null) continue;
    const key = row.material_key ?? row.profile_hash ?? '';
    expect(materialOfKey.get(key) ?? material).toBe(material);
    expect(keyOfMaterial.get(material) ?? key).toBe(key);
    materialOfKey.set(key, material);
    keyOfMaterial.set(material, key);
    const [parts] = JSON.parse(material) as readonly [readonly (string | null)[]];
    expect(row.material_key !== null).toBe(parts.some((part) => part === '__NULL__' || part?.includes('|') === true));
    expect(row.recomputed.hash).toBe(row.profile_hash);
  }
};

const agree = async (records: readonly Delivered[], mapping: boolean): Promise<void> => {
  const batch = { batchId: 'b', extractTs: randomExtractTs, records };
  const rows = await trial.standardize([batch], { ...(mapping ? { codes: sampleCodes } : {}), recomputed: hashSql('duckdb', 1) });
  const models = modelBatch(batch, mapping ? modelCodes : undefined);
  expect(rows).toHaveLength(records.length);
  for (const [at, row] of rows.entries())
    expect(shown(row, models[at]!), `record ${JSON.stringify(records[at])}`).toEqual(wanted(models[at]!));
  expectKeysToTellParts(rows, models);
};

const runs = process.env['AUDIT_TEST_DEEP'] === '1' ? 100 : 2;
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
test.each([
  ['as they are', false],
  ['mapped to codes', true],
])(`random records, spellings %s, are stored, hashed and judged as the model says (seed ${seed})`, async (_, mapping) => {
  for (const records of fc.sample(randomRecords(700), { numRuns: runs, seed })) await agree(records, mapping);
});

test('the model and the contract name the same columns', () => {
  const [record] = modelBatch({ batchId: 'b', extractTs: randomExtractTs, records: [{ customer_id: 'c' }] });
  const names = [...Object.keys(record!.profile!.stored), ...sets];
  expect(names.filter((name) => !(name in standardizedProfiles.columns))).toEqual([]);
  expect(names.length).toBe(23);
});
