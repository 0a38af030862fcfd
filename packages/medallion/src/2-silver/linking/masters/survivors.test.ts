import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine, textLiteral } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { survivorsSql } from './survivors.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-survivors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const columns = ['i', 'account_id', 'name', 'country', 'region', 'website', 'phone', 'parent_account_id', 'created_date'];
const relation = (names: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  `(SELECT * FROM (VALUES ${rows.map((row) => `(${row.map((cell) => (cell === null ? 'CAST(NULL AS VARCHAR)' : typeof cell === 'number' ? cell : textLiteral(cell))).join(', ')})`).join(', ')}) AS v(${names.join(', ')}))`;

test('each field of a master is from the account its rule names: headquarters, most frequent, longest, earliest', async () => {
  const accounts = relation(columns, [
    // A headquarters without a telephone, two children of it, and one more.
    [0, 'A', 'Acme', 'DE', null, 'acme.de', '1', 'C', '2020-03-01'],
    [1, 'B', 'Acme', 'DE', 'EMEA', 'acme.com', '2', 'C', '2019-05-01'],
    [2, 'C', 'Acme Inc', 'US', 'AMER', 'acme.com', null, null, '2021-01-01'],
    [3, 'D', 'Acme', 'FR', 'EMEA', null, '2', null, null],
    // No headquarters: a name two have, as they write it otherwise.
    [4, 'E', 'Blue Sky', null, null, null, null, null, null],
    [5, 'F', 'BLUE SKY', 'GB', null, null, null, null, null],
    [6, 'G', 'Blue Sky Travel Agency', 'IE', null, null, null, null, null],
    // No two alike, and one that is its own parent.
    [7, 'H', 'Ridge', null, null, null, null, 'H', null],
    [8, 'I', 'Ridge Works', null, null, null, null, null, null],
    [9, 'J', 'Alone', 'JP', null, null, null, null, null],
  ]);
  const plains = ['acme', 'acme', 'acme inc', 'acme', 'blue sky', 'blue sky', 'blue sky travel agency', 'ridge', 'ridge works', 'alone'];
  const masters = [0, 0, 0, 0, 4, 4, 4, 7, 7, 9];
  const members = relation(
    ['i', 'master', 'plain'],
    plains.map((plain, i) => [i, masters[i]!, plain]),
  );
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
  await using session = await engine.session();
  const rows = await session.evidence(`SELECT * FROM (${survivorsSql(members, accounts)}) s ORDER BY CAST(master AS INTEGER), field`, 100);
  expect(rows.map((row) => Object.values(row).join(' | '))).toEqual([
    '0 | country | US | C | headquarters',
    '0 | created_date | 2019-05-01 | B | earliest',
    '0 | name | Acme Inc | C | headquarters',
    '0 | phone | 2 | B | most frequent',
    '0 | region | AMER | C | headquarters',
    '0 | website | acme.com | B | most frequent',
    '4 | country | GB | F | first account',
    '4 | name | Blue Sky | E | most frequent',
    '7 | name | Ridge Works | I | longest',
    '9 | country | JP | J | only account',
    '9 | name | Alone | J | only account',
  ]);
});
