import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';
import { accountFlags, writeAccounts } from './linked-files.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-link-explain-'));
beforeAll(() => writeAccounts(cwd));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

interface Explained {
  readonly together: boolean;
  readonly candidate: boolean;
  readonly link: { readonly rule: string; readonly status: string; readonly probability: number } | null;
  readonly waterfall: { readonly contributions: readonly { readonly bits: number }[]; readonly bits: number; readonly probability: number };
  readonly why_not: readonly string[];
}

const explain = async (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  await auditHere(['link', 'explain', ...words, ...accountFlags], { cwd, env });
const explained = async (...words: readonly string[]): Promise<Explained> => {
  const { code, stdout, stderr } = await explain([...words, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Explained;
};

describe('a pair that is one', () => {
  test('names, gates, shared values, odds and the weakest place of the master are told, personal values masked', async () => {
    const pair = await explained('A2', 'A3');
    expect(pair).toMatchObject({
      accounts: [
        {
          account_id: 'A2',
          name: { as_it_came: 'Nordwind Logistik AG', legal_form: 'ag', tokens: [{ word: 'nordwind' }, { word: 'logistik' }] },
        },
        { account_id: 'A3', name: { as_it_came: 'Nordwnid Logistik', legal_form: '' } },
      ],
      together: true,
      candidate: true,
      similarity: { score: 94, distance: 1, length: 17, gates: [{ gate: 'typo' }] },
      link: { type: 'same', rule: 'FUZZY', rules: ['FUZZY', 'CONTACT'], confidence: 95, status: 'auto' },
      path: [{ account_a: 'A2', account_b: 'A3' }],
      weakest_bridge: { side_a: ['A1'], side_b: ['A2', 'A3'] },
      why_not: [],
    });
    const [domains, , mailboxes, telephones] = (pair as unknown as { evidence: readonly { in_common: object[]; only_a: object[] }[] })
      .evidence;
    expect(domains).toMatchObject({ in_common: [], only_a: [{ value: 'nordwind.de', accounts: 2, counts: 'kept' }] });
    expect(mailboxes).toMatchObject({ in_common: [], only_a: [{ value: '***' }], only_b: [{ value: '***' }] });
    expect(telephones).toMatchObject({ in_common: [{ value: '***', accounts: 2, counts: 'kept' }] });
    const sum = pair.waterfall.contributions.reduce((bits, one) => bits + one.bits, 0);
    expect(pair.waterfall.bits).toBeCloseTo(sum, 12);
    expect(pair.waterfall.probability).toBeCloseTo(1 / (1 + 2 ** -sum), 12);
    expect(pair.link?.probability).toBeCloseTo(pair.waterfall.probability, 12);
  });

  test('learned weights are told part by part as well, and come to the probability of the link', async () => {
    const pair = await explained('A2', 'A3', '--scorer', 'learned');
    expect(pair.waterfall.contributions).toMatchObject([
      { part: 'prior' },
      { part: 'name', found: expect.stringContaining('a word misspelt') as string },
      {},
      {},
      {},
      {},
      {},
    ]);
    expect(pair.waterfall.probability).toBeCloseTo(pair.link?.probability ?? 0, 12);
  });

  test('a person’s word is a part of the odds, and outweighs the rest', async () => {
    writeFileSync(
      join(cwd, 'apart.json'),
      JSON.stringify({ version: 1, links: [{ a: 'A3', b: 'A2', type: 'different', by: 'ada', at: '2026-11-01', reason: 'two owners' }] }),
    );
    const pair = await explained('A2', 'A3', '--manual', 'apart.json');
    expect(pair).toMatchObject({
      together: false,
      link: { rule: 'MANUAL', status: 'refused' },
      why_not: ['kept apart by ada at 2026-11-01: two owners'],
    });
    expect(pair.waterfall.contributions.at(-1)).toMatchObject({ part: 'manual' });
    expect(pair.waterfall.probability).toBeLessThan(0.0001);
  });

  test('mailboxes are shown to a configured role only', async () => {
    const refused = await explain(['A2', 'A3', '--unmask'], { AUDIT_ROLE: 'steward' });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('--unmask is refused');
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ privacy: { unmask_roles: ['steward'] } }));
    const { stdout } = await explain(['A2', 'A3', '--unmask', '--json'], { AUDIT_ROLE: 'steward' });
    expect(stdout).toContain('petra@nordwind.de');
    rmSync(join(cwd, 'audit.config.json'));
  });
});

describe('a pair that is two', () => {
  test('one that was not looked at: by every key what it lacks', async () => {
    const { stdout } = await explain(['B1', 'C1']);
    expect(stdout).toContain('Two customers: the pair was not looked at');
    expect(stdout).toContain('name: both have "delta"');
    expect(stdout).toContain('domain: none in common');
    expect(stdout).toContain('parent: one of them has no parent');
    expect(stdout).not.toContain('\u001b');
  });

  test('one that waits for review: what holds it back, and how likely it is', async () => {
    expect(await explained('F1', 'F2')).toMatchObject({
      together: false,
      link: { status: 'review', reason: 'their domains differ' },
      why_not: ['the link waits for review: their domains differ; more likely two than one'],
      all_pairs: { pairs: 1, known: 1 },
    });
  });

  test('ids that are no accounts, or one id twice, are refused', async () => {
    expect(await explain(['A1', 'Z9'])).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no account "Z9"') as string });
    expect(await explain(['A1', 'A1'])).toMatchObject({ code: 2, stderr: expect.stringContaining('itself') as string });
  });
});

test('one account: its master, the members, the links used, and three confidences', async () => {
  expect(await explained('A3')).toMatchObject({
    account_id: 'A3',
    members: [{ account_id: 'A1' }, { account_id: 'A2' }, { account_id: 'A3' }],
    confidence: { linkage: 95, weakest_bridge: 95 },
    survivors: [
      { field: 'name', value: 'Nordwind Logistik GmbH', account_id: 'A1', rule: 'longest' },
      { field: 'country', value: 'DE', account_id: 'A1', rule: 'most frequent' },
      { field: 'website', value: 'https://www.nordwind.de', account_id: 'A1', rule: 'most frequent' },
    ],
    links_used: [{ account_b: 'A3' }, {}, {}],
    links_refused: [],
  });
});

test('what a name holds moves no cursor', async () => {
  writeFileSync(join(cwd, 'odd.csv'), 'account_id,name\nX1,Acme \u001b[2J Forge\nX2,Beta Forge\n');
  const { code, stdout } = await auditHere(['link', 'explain', 'X1', 'X2', '--accounts', 'odd.csv'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('Acme  [2J Forge');
  expect(stdout).not.toContain('\u001b');
});

test('the page needs nothing from elsewhere, runs nothing, says in words what its picture shows, and takes names as text', async () => {
  const { code, stdout } = await explain(['E1', 'E2', '--html', 'pages/why.html']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'written to pages/why.html\n' });
  const page = readFileSync(join(cwd, 'pages', 'why.html'), 'utf8');
  expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|<b>/i);
  expect(page.match(/(?:href|src)=/g)).toBeNull();
  expect(page).toContain('&lt;b&gt;Bold&lt;/b&gt; &amp; Sons, Inc.');
  expect(page).toMatch(/<svg [^>]*role="img" aria-labelledby="odds-title odds-words"/);
  expect(page).toMatch(
    /<desc id="odds-words">Before any evidence: −[\d.]+, .* Together: \+[\d.]+ bits, which is [\d.]+ % likely one customer\.<\/desc>/,
  );
  expect(page).toContain('prefers-color-scheme: dark');
});
