import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openTrialBank, type TrialBank, trialServer } from '@audit/medallion/proof';
import { hashSql } from '@audit/scd2-profile';
import { upperLetters } from '@audit/warehouse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const Vectors = z.object({
  vectors: z.array(
    z.object({
      expect: z.object({
        versions: z.array(z.object({ sk: z.int(), profile_hash: z.string(), stored: z.record(z.string(), z.string().nullable()) })),
        bridges: z.array(z.tuple([z.int(), z.enum(['source_of_income', 'purpose_of_investment']), z.string()])),
      }),
    }),
  ),
});
const { vectors } = Vectors.parse(
  JSON.parse(readFileSync(new URL('../../../../../fixtures/profile/vectors.json', import.meta.url), 'utf8')),
);

let bank: TrialBank;
beforeAll(async () => {
  if (trialServer !== undefined) bank = await openTrialBank(trialServer);
});
afterAll(async () => await bank?.[Symbol.asyncDispose]());

const literal = (value: string | null | undefined): string =>
  value === null || value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
const rowSql = (stored: Readonly<Record<string, string | null>>, sets: Readonly<Record<string, readonly string[]>>): string =>
  `SELECT ${[
    ...Object.entries(stored).map(([name, value]) => `CAST(${literal(value)} AS ${name === 'birthdate' ? 'date' : 'text'}) AS ${name}`),
    ...Object.entries(sets).map(([name, members]) => `CAST(ARRAY[${members.map(literal).join(', ')}] AS text[]) AS ${name}`),
  ].join(', ')}`;
const hashOf = async (row: string): Promise<string | null | undefined> =>
  (await bank.sql(`SELECT ${hashSql('postgresql').hash} FROM (${row}) p`))[0]?.[0];

const versions = vectors.flatMap(({ expect: { versions, bridges } }) =>
  versions.map(({ sk, profile_hash, stored }) => {
    const membersOf = (set: string): readonly string[] =>
      bridges.flatMap(([of, name, member]) => (of === sk && name === set ? [member] : []));
    const sets = { source_of_income: membersOf('source_of_income'), purpose_of_investment: membersOf('purpose_of_investment') };
    return { hash: profile_hash, row: rowSql(stored, sets) };
  }),
);

describe.skipIf(trialServer === undefined)('the printed SQL on a real PostgreSQL', () => {
  test('gives every version of the vectors its hash', async () => {
    expect(versions.length).toBeGreaterThan(50);
    for (const { hash, row } of versions) expect(await hashOf(row), `row ${row}`).toBe(hash);
  });

  test('makes the capitals of the frozen table, whatever the locale of the server', async () => {
    const { small, capital } = upperLetters();
    const parts = ['__NULL__', capital, 'ŉΐﬁ', small, ...Array<string>(11).fill('__NULL__')];
    const nothing = createHash('sha256').digest('hex');
    const names = { firstname: small, lastname: 'ŉΐﬁ', firstname_local: small };
    const others: readonly (readonly [string, null])[] = Object.keys(vectors[0]!.expect.versions[0]!.stored).map(
      (name) => [name, null] as const,
    );
    const row = rowSql({ ...Object.fromEntries(others), ...names }, { source_of_income: [], purpose_of_investment: [] });
    expect(await hashOf(row)).toBe(
      createHash('sha256')
        .update([...parts, nothing, nothing].join('|'))
        .digest('hex'),
    );
  });
});
