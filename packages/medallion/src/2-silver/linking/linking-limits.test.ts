import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine, fileSource } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { pairKey } from './candidates/name-candidates.ts';
import type { SharedValues } from './evidence/shared-values.ts';
import { linksOf } from './link-corpus.ts';
import { linkFiles } from './link-files.ts';
import { linkReport } from './link-report.ts';
import { csvOf, madeUpAccounts } from './made-up-accounts.fixture.ts';
import { noManualLinks } from './manual/manual-links.ts';
import { pairJudge } from './rules/pair-judge.ts';
import { linkingSettings } from './settings.ts';
import { scorePairs } from './similarity/score-pairs.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const folder = mkdtempSync(join(tmpdir(), 'audit-linking-limits-'));
afterAll(() => rmSync(folder, { recursive: true }));

const link = async (accounts: readonly object[], contacts: readonly object[], settings: object) => {
  const source = (name: string, rows: readonly object[]) => {
    writeFileSync(join(folder, name), csvOf(rows));
    return fileSource(join(folder, name), name);
  };
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
  return await linkFiles(engine, {
    accounts: source('a.csv', accounts),
    contacts: contacts.length === 0 ? undefined : source('c.csv', contacts),
    settings: linkingSettings.parse(settings),
    manual: noManualLinks,
  });
};

/** All pairs of accounts with a value in common, the smaller one first. */
function* pairsSharing({ valueStart, accounts }: SharedValues): Generator<readonly [number, number]> {
  for (let value = 0; value + 1 < valueStart.length; value++)
    for (let at = valueStart[value]!; at < valueStart[value + 1]!; at++)
      for (let before = valueStart[value]!; before < at; before++) yield [accounts[before]!, accounts[at]!];
}

test(`accounts with a domain in common that are not paired would become no link by any rule (AUDIT_TEST_SEED=${seed})`, async () => {
  let apart = 0;
  for (let set = 0; set < (isDeep ? 30 : 2); set++) {
    const { accounts, contacts } = madeUpAccounts(800, seed + set);
    const { corpus, linked } = await link(accounts, contacts, {});
    const known = new Set<number>();
    linked!.candidates.pairs.each((a, b) => known.add(pairKey(a, b)));
    const { encoded } = corpus.matches;
    const scores = { of: (one: number, other: number) => scorePairs(encoded, Int32Array.of(one), Int32Array.of(other), 70)[0]! };
    const { judge } = pairJudge(corpus, { scores, unrelated: () => false }, linkingSettings.parse({}), linked!);
    for (const [a, b] of pairsSharing(corpus.shared.label)) {
      if (known.has(pairKey(a, b))) continue;
      apart++;
      expect([corpus.ids[a], corpus.ids[b], judge(a, b).decision]).toEqual([corpus.ids[a], corpus.ids[b], undefined]);
    }
  }
  expect(apart).toBeGreaterThan(100);
});

/** Accounts of two names one letter apart, so many of each, and nothing else of them. */
const twoNames = (first: number, second: number): readonly object[] =>
  Array.from({ length: first + second }, (_, at) => ({
    account_id: `A${String(at).padStart(3, '0')}`,
    name: at < first ? 'Zentrova Logistics' : 'Zentrowa Logistics',
    country: '',
    website: '',
    phone: '',
    parent_account_id: '',
  }));

test('two names alike that are both common give no pairs by themselves, and what is left out is told; a rare one finds the common one', async () => {
  const fuzzy = async (accounts: readonly object[], settings: object) => {
    const done = await link(accounts, [], settings);
    const { left_out: left } = linkReport(done, 0);
    return [[...linksOf(done.linked!)].filter(({ rule }) => rule === 'FUZZY').length, left.groups, left.group_pairs];
  };
  expect(await fuzzy(twoNames(11, 11), {})).toEqual([0, 1, 121]);
  expect(await fuzzy(twoNames(11, 10), {})).toEqual([110, 0, 0]);
  expect(await fuzzy(twoNames(30, 1), { candidates: { alike_accounts: 1 } })).toEqual([30, 0, 0]);
  // One number in common is enough.
  const phoned = twoNames(11, 11).map((row, at) => ({ ...row, phone: at < 2 || at > 20 ? '+1 212 555 0143' : '' }));
  expect(await fuzzy(phoned, {})).toEqual([2, 1, 121]);
});

test('of one name no more questions are left than the settings say, the most decisive ones, and all are counted', async () => {
  const asked = async (most: number) => {
    const { review } = await link(
      twoNames(6, 0).map((row, at) => ({ ...row, website: `https://www.site${at}.com` })),
      [],
      { review: { most_of_name: most } },
    );
    return { told: [...review!].map(({ a, b }) => `${a.account_id} ${b.account_id}`), leftOut: review!.leftOut };
  };
  const all = await asked(20);
  expect([all.told.length, all.leftOut]).toEqual([15, 0]);
  expect(await asked(4)).toEqual({ told: all.told.slice(0, 4), leftOut: 11 });
});
