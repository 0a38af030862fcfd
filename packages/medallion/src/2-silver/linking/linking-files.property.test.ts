import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine, fileSource } from '@audit/warehouse';
import { seededRandom } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import { nodeText } from './candidates/name-nodes.ts';
import { linkCorpus, linksOf } from './link-corpus.ts';
import { manualEffect } from './manual/manual-effect.ts';
import { linkFiles, linksCsv, mastersCsv } from './link-files.ts';
import { csvOf, madeUpAccounts } from './made-up-accounts.fixture.ts';
import { noManualLinks } from './manual/manual-links.ts';
import { encodeNames } from './similarity/encode-names.ts';
import { scorePairs } from './similarity/score-pairs.ts';
import { linkingSettings } from './settings.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const folder = mkdtempSync(join(tmpdir(), 'audit-linking-'));
afterAll(() => rmSync(folder, { recursive: true }));
const settings = linkingSettings.parse({});

const link = async (accounts: readonly object[], contacts: readonly object[]) => {
  const source = (name: string, rows: readonly object[]) => {
    writeFileSync(join(folder, name), csvOf(rows));
    return fileSource(join(folder, name), name);
  };
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
  return await linkFiles(engine, {
    accounts: source('a.csv', accounts),
    contacts: source('c.csv', contacts),
    settings,
    manual: noManualLinks,
  });
};

const shuffled = <T>(rows: readonly T[], seedOfOrder: number): readonly T[] => {
  const random = seededRandom(seedOfOrder);
  return rows
    .map((row) => [random.next(), row] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, row]) => row);
};

test(`the order of the input changes nothing (AUDIT_TEST_SEED=${seed})`, async () => {
  for (let set = 0; set < (isDeep ? 20 : 1); set++) {
    const { accounts, contacts } = madeUpAccounts(600, seed + set);
    const first = await link(accounts, contacts);
    const second = await link(shuffled(accounts, seed + set + 1), shuffled(contacts, seed + set + 2));
    expect([...linksCsv(second)].join('')).toBe([...linksCsv(first)].join(''));
    expect([...mastersCsv(second)].join('')).toBe([...mastersCsv(first)].join(''));
    expect(first.linked?.judged.length).toBeGreaterThan(300);
    // What is not kept of the pairs changes neither links nor clusters.
    const all = linkCorpus(first.corpus, settings, manualEffect(noManualLinks, first.corpus.ids), { kept: 'all' });
    expect(all.judged.length).toBe(all.candidates.pairs.length);
    expect(all.judged.length).toBeGreaterThan(first.linked!.judged.length);
    expect([...linksOf(all)]).toEqual([...linksOf(first.linked!)]);
    expect(all.cluster).toEqual(first.linked!.cluster);
  }
});

test(
  `every pair of names that is 85 % alike becomes a link, in random sets of 2,000 accounts (AUDIT_TEST_SEED=${seed})`,
  { timeout: 600_000 },
  async () => {
    for (let set = 0; set < (isDeep ? 20 : 1); set++) {
      const { accounts, contacts } = madeUpAccounts(2000, seed + set);
      const { corpus, linked } = await link(accounts, contacts);
      const linkedPairs = new Set([...linksOf(linked!)].map(({ a, b }) => `${a},${b}`));
      const encoded = encodeNames(corpus.nodes.parts, corpus.frequencies);
      const nodeOf = (account: number): number => corpus.nodeOfName[corpus.nameOf[account]!]!;
      const lost: string[] = [];
      for (let b = 1; b < corpus.ids.length; b++) {
        const left = Int32Array.from({ length: b }, (_, a) => nodeOf(a));
        const scores = scorePairs(encoded, left, new Int32Array(b).fill(nodeOf(b)), 85);
        scores.forEach((score, a) => {
          if (score >= 85 && !linkedPairs.has(`${a},${b}`))
            lost.push(`${nodeText(corpus.nodes.parts[nodeOf(a)]!)} / ${nodeText(corpus.nodes.parts[nodeOf(b)]!)}`);
        });
      }
      expect({ set, lost }).toEqual({ set, lost: [] });
    }
  },
);
