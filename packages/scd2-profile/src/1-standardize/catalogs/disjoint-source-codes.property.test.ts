import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogInvalid } from '@audit/contract';
import { duckDbEngine } from '@audit/warehouse';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { bindCatalogCodes } from './bind-catalog-codes.ts';
import { catalogCodes } from './catalog-codes.ts';
import { catalogFolder } from './catalog-folder.fixture.ts';

const engine = duckDbEngine({ tempDirectory: join(tmpdir(), 'audit'), directories: [] });
afterAll(() => engine[Symbol.asyncDispose]());

const countriesLeftOut = (text: string): string => text.replace('include: iso_3166_1_alpha_2\n', '');
const folder = catalogFolder({ 'customer_nationality.yaml': countriesLeftOut, 'customer_income_country.yaml': countriesLeftOut });
const file = join(folder, 'customer_marital_status.yaml');

/** Letters with their capital; the last three have none of one letter. */
const letters = [
  ['a', 'A'],
  ['b', 'B'],
  ['é', 'É'],
  ['ß', 'ẞ'],
  ['ı', 'I'],
  ['ς', 'Σ'],
  ['σ', 'Σ'],
  ['ᾳ', 'ᾼ'],
  ['น', 'น'],
  ['ŉ', 'ŉ'],
  [' ', ' '],
] as const;
const blanks = ['', '', ' ', '\t', '\u00a0', '\u0085', '\u200b', '\u2028', '\ufeff', '\u3000'];

interface Spelt {
  readonly written: string;
  readonly raw: string;
}
const spelt: fc.Arbitrary<Spelt> = fc
  .tuple(
    fc.constantFrom(...blanks),
    fc.array(fc.tuple(fc.constantFrom(...letters), fc.boolean()), { maxLength: 2 }),
    fc.constantFrom(...blanks),
  )
  .map(([before, inner, after]) => ({
    written: `${before}${inner.map(([[small, capital], isCapital]) => (isCapital ? capital : small)).join('')}${after}`,
    // Only a blank is ever trimmed off these letters, and only at the ends.
    raw: inner
      .map(([[, capital]]) => capital)
      .join('')
      .replace(/^ +| +$/g, ''),
  }));

const codes = ['A', 'B', 'AB'];
const catalogText = (sources: readonly (readonly Spelt[])[]): string =>
  `name: customer_marital_status\nversion: 1.0.0\neffective_from: 2026-01-01\nowner: o\nother_field: null\nmulti_valued: false\nordered: false\ndescription: d\nvalues:\n${[
    ...codes,
    'UNKNOWN',
  ]
    .map(
      (code, at) =>
        `- { code: ${code}, label: { en: e }, description: d, order: ${code === 'UNKNOWN' ? 99 : at + 1}, active: true, source_codes: ${JSON.stringify((sources[at] ?? []).map(({ written }) => written))} }\n`,
    )
    .join('')}`;

/** What the law says: the first to claim a text has it, codes before source codes; every other claim is a fault, named once a code. */
const lawful = (sources: readonly (readonly Spelt[])[]): { readonly claims: ReadonlyMap<string, string>; readonly faults: number } => {
  const claims = new Map([...codes, 'UNKNOWN'].map((code) => [code, code]));
  const faults = new Set<string>();
  for (const [at, of] of sources.entries()) {
    for (const { written, raw } of of) {
      if (raw === '' || claims.has(raw)) faults.add(`${at} ${written}`);
      else claims.set(raw, codes[at]!);
    }
  }
  return { claims, faults: faults.size };
};

test('a text is claimed by one code only, whatever its case and the white space around it; every other claim is named', async () => {
  const outcomes = { valid: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(spelt, { maxLength: 2 }), { minLength: 3, maxLength: 3 }), async (sources) => {
      writeFileSync(file, catalogText(sources));
      const { claims, faults } = lawful(sources);
      await using session = await engine.session();
      const found = await bindCatalogCodes(session, folder).then(
        () => 0,
        (error: unknown) => {
          if (error instanceof CatalogInvalid) return error.findings.length;
          throw error;
        },
      );
      expect(found).toBe(faults);
      outcomes[faults === 0 ? 'valid' : 'refused']++;
      if (faults > 0) return;
      const bound = `SELECT * FROM codes WHERE catalog = 'customer_marital_status'`;
      const rows = await session.rows(bound, catalogCodes);
      expect(new Map(rows.map(({ raw, code }) => [raw, code]))).toEqual(claims);
      expect(rows.length).toBe(claims.size);
    }),
    {
      numRuns: process.env['AUDIT_TEST_DEEP'] === '1' ? 1000 : 120,
      endOnFailure: true,
      ...(process.env['AUDIT_TEST_SEED'] === undefined ? {} : { seed: Number(process.env['AUDIT_TEST_SEED']) }),
    },
  );
  expect(Math.min(outcomes.valid, outcomes.refused)).toBeGreaterThan(10);
});
