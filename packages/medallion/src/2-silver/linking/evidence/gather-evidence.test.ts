import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDbEngine, duckDbEngine, textLiteral } from '@audit/warehouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkingSettings } from '../settings.ts';
import { hostsSql, labelSql } from './domain-sql.ts';
import { familiesOf } from './families.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { phonesSql } from './phone-sql.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-evidence-'));
let engine: DuckDbEngine;
beforeAll(() => void (engine = duckDbEngine({ tempDirectory: folder, directories: [], threads: 1 })));
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const cell = (value: string | null): string => (value === null ? 'CAST(NULL AS VARCHAR)' : textLiteral(value));
const values = (rows: readonly (readonly (string | null)[])[], columns: string): string =>
  `SELECT * FROM (VALUES ${rows.map((row, i) => `(${i}, ${row.map(cell).join(', ')})`).join(', ')}) AS v(i, ${columns})`;

test('telephone numbers are E.164, national forms by the country, extensions and trunk zeros apart', async () => {
  await using session = await engine.session();
  const written: readonly (readonly [string, string | null, string | null])[] = [
    ['+49 804 590-2723', null, '498045902723'],
    ['0049 (0)804 5902723', 'US', '498045902723'],
    ['(0804) 590 2723', 'DE', '498045902723'],
    ['804 590 2723 ext. 12', 'DE', '498045902723'],
    ['tel: +49-804-590-2723 x9', null, '498045902723'],
    ['(517) 215-8081', 'US', '15172158081'],
    ['1 517 215 8081', 'CA', '15172158081'],
    ['011 44 20 7946 0001', 'US', '442079460001'],
    ['06 1234 5678', 'IT', '390612345678'],
    ['8 495 123-45-67', 'RU', '74951234567'],
    ['517 215 8081', null, null],
    ['n/a', 'US', null],
    ['12345', 'DE', null],
  ];
  const rows = await session.evidence(
    `SELECT * FROM (${phonesSql(
      values(
        written.map(([phone, country]) => [phone, country]),
        'phone, country',
      ),
    )}) p ORDER BY i`,
    99,
  );
  expect(rows.map(({ phone }) => phone)).toEqual(written.map(([, , expected]) => expected));
});

test('a domain is what a company registered, under second levels too, of sites and mailboxes', async () => {
  await using session = await engine.session();
  const written: readonly (readonly [string, string | null, string | null])[] = [
    ['https://www.Acme.co.uk/about?x=1', 'acme.co.uk', 'acme'],
    ['www2.shop.acme.com:8080', 'acme.com', 'acme'],
    ['Ann@mail.acme.com.au', 'acme.com.au', 'acme'],
    ['http://user:pw@acme.de.', 'acme.de', 'acme'],
    ['müller.de', 'müller.de', 'müller'],
    ['localhost', null, null],
    ['10.0.0.1', null, null],
    ['see brochure', null, null],
  ];
  const sql = hostsSql(
    values(
      written.map(([address]) => [address]),
      'address',
    ),
  );
  const rows = await session.evidence(`SELECT i, registered, ${labelSql('registered')} AS label FROM (${sql}) h ORDER BY i`, 99);
  expect(rows.map(({ registered, label }) => [registered, label])).toEqual(written.map(([, registered, label]) => [registered, label]));
});

test('placeholders, role boxes of free providers, agencies, hosts of many and over-shared values count for nothing, and are counted', async () => {
  await using session = await engine.session();
  const many = Array.from({ length: 12 }, (_, at) => [
    `Company ${at}`,
    'DE',
    `company${at}.de`,
    at < 11 ? '+49 30 1234567' : '+49 30 7654321',
  ]);
  const accounts = [...many, ['Same', 'DE', 'facebook.com/same', '+49 30 7654321'], ['Zeros', 'DE', 'same.example.com', '000-000-0000']];
  await session.materialise('lk_accounts', values(accounts, 'name, country, website, phone'));
  const contacts = [
    ...many.map((_, at) => [String(at), `box${at % 2}@agency.com`, null]),
    ['0', 'noreply@example.com', null],
    ['0', 'info@gmail.com', null],
    ['12', ' Ann.Bee@GMAIL.com', null],
    ['13', 'ann.bee@gmail.com', null],
    ['1', 'zoe@company1.de', null],
  ];
  await session.materialise(
    'lk_contacts',
    `SELECT CAST(account AS INTEGER) AS i, email, phone FROM (${values(contacts, 'account, email, phone')}) c`,
  );
  const counts = await gatherEvidence(session, linkingSettings.parse({}).evidence, 10);
  const of = (kind: string) =>
    Object.fromEntries(counts.filter((one) => one.kind === kind).map(({ what, values: v, accounts: a }) => [what, [v, a]]));
  expect(of('email')).toEqual({ agency: [2, 12], kept: [2, 3], placeholder: [1, 1], 'role box at a free provider': [1, 1] });
  expect(of('phone')).toEqual({ kept: [1, 2], 'over-shared': [1, 11], placeholder: [1, 1] });
  expect(of('domain')).toMatchObject({ kept: [12, 12], 'host of many': [1, 1], placeholder: [1, 1] });
  const shared = await session.evidence('SELECT i FROM lk_email_pairs ORDER BY i', 9);
  expect(shared.map(({ i }) => i)).toEqual(['12', '13']);
});

test('a family is the ultimate parent; circles are one family, no parent is none, and unknown parents tie their children', () => {
  //  1 → 0, 2 → 1; 3 ⇄ 4; 5 alone; 6, 7 → 8, which is no account of ours.
  const { root, known, circular } = familiesOf(Int32Array.from([-1, 0, 1, 4, 3, -1, 8, 8, -1]));
  expect([...root]).toEqual([0, 0, 0, 3, 3, 5, 8, 8, 8]);
  expect([...known]).toEqual([1, 1, 1, 1, 1, 0, 1, 1, 1]);
  expect(circular).toBe(2);
  // A chain longer than ten steps ends at the tenth.
  expect(familiesOf(Int32Array.from({ length: 15 }, (_, at) => at - 1)).root[14]).toBe(4);
});
