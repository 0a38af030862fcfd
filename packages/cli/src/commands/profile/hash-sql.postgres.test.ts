import { createHash } from 'node:crypto';
import { openTrialBank, type TrialBank, trialServer } from '@audit/medallion/proof';
import type { HashVersion } from '@audit/contract/profile';
import { hashSql } from '@audit/scd2-profile';
import { type VectorVersion, vectorVersions } from '@audit/scd2-profile/proof';
import { upperLetters } from '@audit/warehouse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let bank: TrialBank;
beforeAll(async () => {
  if (trialServer !== undefined) bank = await openTrialBank(trialServer);
});
afterAll(async () => await bank?.[Symbol.asyncDispose]());

const literal = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
const rowSql = ({ stored, sets }: Pick<VectorVersion, 'stored' | 'sets'>): string => {
  const scalars = Object.entries(stored).map(
    ([name, value]) => `CAST(${literal(value)} AS ${name === 'birthdate' ? 'date' : 'text'}) AS ${name}`,
  );
  const lists = Object.entries(sets).map(([name, members]) => `CAST(ARRAY[${members.map(literal).join(', ')}] AS text[]) AS ${name}`);
  return `SELECT ${[...scalars, ...lists].join(', ')}`;
};
const hashOf = async (row: string, version: HashVersion): Promise<string | null | undefined> =>
  (await bank.sql(`SELECT ${hashSql('postgresql', version).hash} FROM (${row}) p`))[0]?.[0];

describe.skipIf(trialServer === undefined)('the printed SQL on a real PostgreSQL', () => {
  test('gives every version of the vectors its hash', async () => {
    const versions = vectorVersions();
    expect(versions.length).toBeGreaterThan(50);
    for (const { hash, unambiguousHash, ...version } of versions) {
      const row = rowSql(version);
      expect([await hashOf(row, 1), await hashOf(row, 2)]).toEqual([hash, unambiguousHash]);
    }
  });

  test('makes the capitals of the frozen table, whatever the locale of the server', async () => {
    const { small, capital } = upperLetters();
    const parts = ['__NULL__', capital, 'ŉΐﬁ', small, ...Array<string>(11).fill('__NULL__')];
    const nothing = createHash('sha256').digest('hex');
    const [{ stored } = { stored: {} }] = vectorVersions();
    const blank = Object.fromEntries(Object.keys(stored).map((name) => [name, null]));
    const names = { firstname: small, lastname: 'ŉΐﬁ', firstname_local: small };
    const row = rowSql({ stored: { ...blank, ...names }, sets: { source_of_income: [], purpose_of_investment: [] } });
    expect(await hashOf(row, 1)).toBe(
      createHash('sha256')
        .update([...parts, nothing, nothing].join('|'))
        .digest('hex'),
    );
  });
});
