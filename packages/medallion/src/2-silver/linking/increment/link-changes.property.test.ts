import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accountLinkReview,
  accountLinks,
  accountMasterMembers,
  accountMasters,
  customerXref,
  linkAccounts,
  linkNames,
  linkTies,
  linkValues,
  masterIds,
  qualifiedName,
  type Table,
} from '@audit/contract';
import { duckDbEngine, Lake, tableScan } from '@audit/warehouse';
import { type SeededRandom, seededRandom } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import { linkLake, type LinkedLake } from '../lake/link-lake.ts';
import { putSilver } from '../lake/silver-accounts.fixture.ts';
import { type MadeUpAccount, madeUpAccounts, type MadeUpContact } from '../made-up-accounts.fixture.ts';
import type { ManualLink } from '../manual/manual-links.ts';
import { linkingSettings } from '../settings.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const folder = mkdtempSync(join(tmpdir(), 'audit-link-changes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
afterAll(async () => await engine[Symbol.asyncDispose]());

const tables: readonly Table[] = [
  accountLinks,
  accountLinkReview,
  accountMasters,
  accountMasterMembers,
  customerXref,
  masterIds,
  linkAccounts,
  linkNames,
  linkTies,
  linkValues,
];

const rowsOf = async (lake: Lake, table: Table): Promise<readonly object[]> => {
  await using session = await engine.session();
  const scan = (of: Table): string => tableScan(lake, of, lake.head().tables[qualifiedName(of)]);
  // Numbers are any that differ: accounts are told by their ids.
  if (table === linkValues) {
    const sql = `SELECT v.kind || ' ' || v.value || ' ' || COALESCE(a.account_id, '') AS row FROM (${scan(linkValues)}) v LEFT JOIN (${scan(linkAccounts)}) a ON a.number = v.account`;
    return await session.evidence(`SELECT row FROM (${sql}) t ORDER BY row`, 1_000_000);
  }
  if (table === linkTies) {
    const ids = `SELECT account_id, number FROM (${scan(linkAccounts)}) t`;
    const sql = `SELECT a.account_id || ' ' || b.account_id || ' ' || t.is_against AS row FROM (${scan(linkTies)}) t JOIN (${ids}) a ON a.number = t.account_a JOIN (${ids}) b ON b.number = t.account_b`;
    return await session.evidence(`SELECT row FROM (${sql}) t ORDER BY row`, 1_000_000);
  }
  return await session.rows(
    `SELECT * ${table === linkAccounts ? 'REPLACE (0 AS number)' : ''} FROM (${scan(table)}) t ORDER BY ${table.grain.join(', ')}`,
    table,
  );
};

interface Silver {
  accounts: MadeUpAccount[];
  contacts: MadeUpContact[];
  manual: ManualLink[];
}

/** What may happen between two runs: people, moves, values that become everybody’s, and are not any more. */
const happenings: readonly ((silver: Silver, random: SeededRandom) => void)[] = [
  ({ accounts }, random) => {
    const one = random.pick(accounts);
    change(accounts, one, { name: random.pick(accounts).name });
  },
  ({ accounts }, random) =>
    change(accounts, random.pick(accounts), { name: `${random.pick(accounts).name} ${random.pick(accounts).name.split(' ')[0]!}` }),
  ({ accounts }, random) => {
    const one = random.pick(accounts);
    change(accounts, one, { name: otherwise(random.pick(accounts).name, random) });
  },
  ({ accounts }, random) => change(accounts, random.pick(accounts), { website: random.pick(accounts).website }),
  ({ accounts }, random) => change(accounts, random.pick(accounts), { phone: random.pick(accounts).phone }),
  ({ accounts }, random) =>
    change(accounts, random.pick(accounts), { parent_account_id: random.pick(['', 'nobody', random.pick(accounts).account_id]) }),
  ({ accounts }, random) => void accounts.splice(random.below(accounts.length), 1),
  ({ accounts }, random) => void accounts.push({ ...random.pick(accounts), account_id: `N${random.below(1_000_000)}` }),
  ({ contacts }, random) => void contacts.splice(random.below(contacts.length), 1),
  ({ accounts, contacts }, random) => {
    const { email } = random.pick(contacts);
    for (let more = 1 + random.below(4); more > 0; more--)
      contacts.push({ account_id: random.pick(accounts).account_id, email, phone: '' });
  },
  ({ accounts, contacts }, random) => {
    const { email } = random.pick(contacts);
    for (const { account_id: id } of accounts.slice(0, 12))
      contacts.push({ account_id: id, email: `${id.toLowerCase()}@${email.split('@')[1]}`, phone: '' });
  },
  ({ contacts }, random) => {
    const host = random.pick(contacts).email.split('@')[1]!;
    const kept = contacts.filter(({ email }, at) => !email.endsWith(host) || at % 2 === 0);
    contacts.splice(0, contacts.length, ...kept);
  },
  ({ accounts, manual }, random) =>
    void manual.push({
      a: random.pick(accounts).account_id,
      b: random.pick(accounts).account_id,
      type: random.pick(['same', 'different']),
      by: 'ann',
      at: '2026-11-01',
      reason: '',
      entry: 0,
    }),
  ({ manual }, random) => void manual.splice(random.below(manual.length + 1), 1),
];

/** A slip of the pen, words together, one more, one less. */
const otherwise = (name: string, random: SeededRandom): string => {
  const at = random.below(name.length);
  const words = name.split(' ');
  return (
    random.pick([
      name.slice(0, at) + name.slice(at + 1),
      name.replace(' ', ''),
      `${name} Group`,
      words.slice(1).join(' '),
      words.toReversed().join(' '),
    ]) || name
  );
};

const change = (accounts: MadeUpAccount[], one: MadeUpAccount, fields: Partial<MadeUpAccount>): void => {
  accounts[accounts.indexOf(one)] = { ...one, ...fields };
};

/** Entries that can all hold. */
const consistent = (links: readonly ManualLink[]): readonly ManualLink[] => {
  const seen = new Set<string>();
  return links.filter(({ a, b }) => {
    const isNew = a !== b && !seen.has(a) && !seen.has(b);
    seen.add(a).add(b);
    return isNew;
  });
};

let runs = 0;

/** One silver brought to two lakes, of which one compares all accounts each time. */
const pairOfLakes = () => {
  const [part, whole] = ['part', 'whole'].map((name) => Lake.open(join(folder, `${name}-${runs++}`), { durable: false })) as [Lake, Lake];
  return async (silver: Silver, settings: object, rewritten: boolean): Promise<LinkedLake> => {
    const runId = `link-${++runs}`;
    const clock = `2026-11-02T00:00:00.${String(runs).padStart(6, '0')}Z`;
    const linked: LinkedLake[] = [];
    for (const lake of [part, whole]) {
      await putSilver(engine, lake, silver.accounts, silver.contacts, rewritten);
      await using lock = await lake.lock({ runId, command: 'test' });
      const manual = { label: 'manual', links: consistent(silver.manual), expired: 0 };
      linked.push(
        await linkLake(engine, lake, lock, {
          runId,
          clock,
          settings: linkingSettings.parse(settings),
          manual,
          refresh: false,
          all: lake === whole,
          limits: { fewest: 0, mostTouched: 0.2 },
        }),
      );
    }
    for (const table of tables)
      expect(await rowsOf(part, table), `${qualifiedName(table)} of run ${runs}`).toEqual(await rowsOf(whole, table));
    // The rest is about what was compared, and about what was left out when all were.
    const { accounts, contacts, names, masters, largest_master, links, rules, manual: decided } = linked[0]!.report;
    expect(linked[1]!.report).toMatchObject({ accounts, contacts, names, masters, largest_master, links, rules, manual: decided });
    return linked[0]!;
  };
};

test(
  `linking what changed gives the rows of linking all: links, questions, masters, ids, and what is kept for the next run (AUDIT_TEST_SEED=${seed})`,
  { timeout: 600_000 },
  async () => {
    const random = seededRandom(seed);
    const made = madeUpAccounts(isDeep ? 500 : 150, seed);
    const silver: Silver = { accounts: [...made.accounts], contacts: [...made.contacts], manual: [] };
    const compare = pairOfLakes();
    // Limits so low that they are crossed, and names looked up as they are among many.
    const settings = {
      evidence: { shared_by_accounts: 4 },
      candidates: { paired_accounts: 5, alike_accounts: 1 + (seed % 3), block_names: 3, all_names: seed % 3 === 0 ? 3000 : 0 },
    };
    await compare(silver, settings, false);
    let [touched, times] = [0, 0];
    for (let run = 0; run < (isDeep ? 60 : 4); run++) {
      for (let turns = 1 + random.below(4); turns > 0; turns--) random.pick(happenings)(silver, random);
      const linked = await compare(silver, settings, run % 3 === 2);
      if (linked.compared !== 'touched') continue;
      touched += linked.report.compared_accounts;
      times++;
    }
    // Such limits reach far; without them it is the two or three accounts that changed.
    expect(times).toBeGreaterThan(0);
    expect(touched).toBeLessThan(0.2 * times * silver.accounts.length);
  },
);
