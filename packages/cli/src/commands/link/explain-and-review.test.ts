import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';
import { accountFlags, writeAccounts } from './linked-files.fixture.ts';

// One file: what is loaded for them costs more than the tests themselves.
describe('audit link explain, on files', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-link-explain-'));
  beforeAll(() => writeAccounts(cwd));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  interface Explained {
    readonly together: boolean;
    readonly candidate: boolean;
    readonly link: { readonly rule: string; readonly status: string; readonly probability: number } | null;
    readonly waterfall: {
      readonly contributions: readonly { readonly bits: number }[];
      readonly bits: number;
      readonly probability: number;
    };
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

  test('spellings of a name are counted as one name', async () => {
    const spelt = ['ACME Forge', 'Acme-Forge', 'acme forge', 'Acme Forge Holding'].map(
      (name, at) => `X${at + 1},${name},US,acme-forge.com\n`,
    );
    writeFileSync(join(cwd, 'spelt.csv'), `account_id,name,country,website\n${spelt.join('')}`);
    const { stdout } = await auditHere(['link', 'explain', 'X1', '--accounts', 'spelt.csv', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      members: [{}, {}, {}, {}],
      survivors: [{ field: 'name', value: 'ACME Forge', account_id: 'X1', rule: 'most frequent' }, {}, {}],
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
});

describe('audit link review, on files', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-link-review-'));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  const manual = join(cwd, 'out', 'manual_account_linkages.json');
  const env = { AUDIT_CLOCK: '2026-11-26T12:00:00Z' };
  const run = async (...words: readonly string[]) =>
    await auditHere(['link', 'run', ...accountFlags, '--output', 'out', ...words], { cwd, env });
  const review = async (...words: readonly string[]) => await auditHere(['link', 'review', ...words, '--from', 'out'], { cwd, env });
  const asked = async (): Promise<readonly string[]> => {
    const { stdout } = await review('list', '--json');
    const items = stdout.split('\n').filter((line) => line !== '');
    return items.map((line) => {
      const { a, b } = JSON.parse(line) as Record<'a' | 'b', { account_id: string }>;
      return `${a.account_id} ${b.account_id}`;
    });
  };
  const written = (): readonly object[] => (JSON.parse(readFileSync(manual, 'utf8')) as { links: object[] }).links;

  beforeAll(async () => {
    writeAccounts(cwd);
    await run();
  });

  describe('the queue of what people are to decide', () => {
    test('asks about links that wait, the most decisive ones first, and says what hangs on each', async () => {
      expect(await asked()).toEqual(['D1 D2', 'G1 G2', 'A1 A3', 'F1 F2']);
      const { stdout } = await review('list', '--limit', '1');
      expect(stdout).toContain('4 questions, most decisive first');
      expect(stdout).toContain('D1  "Premier Growth Fund II", US\n    D2  "Premier Growth Fund II Ltd", GB');
      expect(stdout).toContain('two until decided');
      expect(stdout).toContain('… and 3 more');
    });

    test('answers stand in the file of manual links with who, when and why; the next run takes them up', async () => {
      // What could not be read again is not written.
      expect(await review('accept', 'D1', 'D2', '--by', '')).toMatchObject({ code: 2, stderr: expect.stringContaining('by') as string });
      expect(await review('accept', 'D1', 'D2', '--by', 'ada', '--reason', 'one register entry')).toMatchObject({ code: 0 });
      expect(await review('reject', 'F2', 'F1', '--by', 'ada')).toMatchObject({ code: 0 });
      expect(written()).toEqual([
        { a: 'D1', b: 'D2', type: 'same', by: 'ada', at: '2026-11-26T12:00:00.000000Z', reason: 'one register entry' },
        { a: 'F2', b: 'F1', type: 'different', by: 'ada', at: '2026-11-26T12:00:00.000000Z', reason: '' },
      ]);
      expect(await asked()).toEqual(['G1 G2', 'A1 A3']);
      await run('--manual', 'out/manual_account_linkages.json');
      expect(readFileSync(join(cwd, 'out', 'links.csv'), 'utf8')).toContain('D1,D2,same,MANUAL,100,1.000000,auto\n');
      expect(await asked()).toEqual(['G1 G2', 'A1 A3']);
      expect(readdirSync(join(cwd, 'out')).filter((name) => name.endsWith('.part'))).toEqual([]);
    });

    test('the same answer again changes nothing; one that contradicts is refused, naming both', async () => {
      const before = readFileSync(manual);
      expect(await review('accept', 'D2', 'D1')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('it stands already in') as string,
      });
      const { code, stderr } = await review('reject', 'D1', 'D2', '--by', 'bob');
      expect(code).toBe(2);
      expect(stderr).toContain('links[2] (D1 and D2 are different, by bob');
      expect(stderr).toContain('links[0] (D1 and D2 are same, by ada');
      expect(await review('accept', 'F1', 'F2', '--as', 'related')).toMatchObject({ code: 2 });
      expect(readFileSync(manual)).toEqual(before);
    });

    test('a question that was passed over comes back when what is known of the pair changes', async () => {
      expect(await review('skip', 'G2', 'G1', '--by', 'ada', '--reason', 'ask sales')).toMatchObject({ code: 0 });
      expect(await asked()).not.toContain('G1 G2');
      writeAccounts(cwd, '3,G1,jo@harbourfreight.biz,\n4,G2,info@harborfreight.net,\n');
      await run();
      expect(await asked()).toContain('G1 G2');
    });

    test('only pairs that are asked about can be passed over, and only on a terminal is there a dialogue', async () => {
      expect(await review('skip', 'B1', 'C1')).toMatchObject({ code: 2, stderr: expect.stringContaining('not asked about') as string });
      expect(await review()).toMatchObject({ code: 2, stderr: expect.stringContaining('no terminal') as string });
      expect(existsSync(join(cwd, 'manual_account_linkages.json'))).toBe(false);
    });
  });

  test('on a terminal one question follows the other, each answered by a key', async () => {
    rmSync(manual);
    const keyboard = Object.assign(new PassThrough(), { isTTY: true });
    keyboard.end('?arq');
    const { code, stdout } = await auditHere(['link', 'review', '--from', 'out', '--by', 'eve'], { cwd, env, stdin: keyboard });
    expect(code).toBe(0);
    expect(stdout).toContain('a one customer');
    expect(stdout).toMatch(/prior +−[\d.]+ .*░/);
    expect(stdout).toContain('2 of');
    expect(written()).toMatchObject([
      { type: 'same', by: 'eve' },
      { type: 'different', by: 'eve' },
    ]);
  });
});

describe('both, on a lake', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-link-lake-'));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  const run = async (words: readonly string[], env: Readonly<Record<string, string>> = {}) => await auditHere(words, { cwd, env });

  /** A table of the mapping that takes some columns as they are. */
  const mapped = (target: string, key: string, columns: Readonly<Record<string, string>>) => ({
    target,
    description: target,
    key: [key],
    columns: Object.entries(columns).map(([source, column]) => ({ source, target: column, description: column })),
  });

  beforeAll(async () => {
    mkdirSync(join(cwd, 'source'));
    writeFileSync(
      join(cwd, 'source', 'Account.csv'),
      'Id,Name,BillingCountryCode,Website\nA1,Nordwind Logistik GmbH,DE,nordwind.de\nA2,Nordwnid Logistik,DE,\nD1,Premier Growth Fund II,US,\nD2,Premier Growth Fund II Ltd,GB,\n',
    );
    writeFileSync(join(cwd, 'source', 'Contact.csv'), 'Id,AccountId,Email,Phone\nC1,A1,petra@nordwind.de,\nC2,A2,petra@nordwind.de,\n');
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ privacy: { unmask_roles: ['steward'] } }));
    await run(['extract', '--source', 'files', '--path', 'source', '--quiet']);
    const account = mapped('accounts', 'Id', { Id: 'account_id', Name: 'name', BillingCountryCode: 'country', Website: 'website' });
    const contact = mapped('contacts', 'Id', { Id: 'contact_id', AccountId: 'account_id', Email: 'email' });
    writeFileSync(join(cwd, 'mapping.json'), JSON.stringify({ version: 1, currency: 'off', tables: { account, contact } }));
    await run(['transform', '--mapping', 'mapping.json', '--quiet']);
    await run(['link', 'run', '--quiet']);
  });

  test('accounts of a lake are explained, with the masters they have there; who sees mailboxes is written down', async () => {
    const { code, stdout } = await run(['link', 'explain', 'A1', 'A2']);
    expect(code).toBe(0);
    expect(stdout).toContain('One customer: same, by FUZZY at 95');
    expect(stdout).toContain('both: *** (on 2 accounts)');
    const members = (await run(['show', 'account_master_members', '--json'])).stdout.split('\n').slice(0, 1);
    const { master_id: master } = JSON.parse(members[0]!) as { readonly master_id: string };
    expect(stdout).toContain(`${master}, of 2 accounts`);
    expect((await run(['link', 'explain', 'A1', 'A2', '--unmask'], { AUDIT_ROLE: 'steward' })).stdout).toContain('both: petra@nordwind.de');
    expect((await run(['show', 'ops_access_log', '--json'])).stdout).toContain(
      '"command":"audit link explain","table_name":"silver_contacts"',
    );
  });

  test('what the accounts of a lake ask is listed, and answered', async () => {
    const { stdout } = await run(['link', 'review', 'list', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ a: { account_id: 'D1' }, b: { account_id: 'D2' } });
    expect(await run(['link', 'review', 'accept', 'D1', 'D2', '--by', 'ada'])).toMatchObject({ code: 0 });
    expect((await run(['link', 'review', 'list'])).stdout).toContain('0 questions, most');
  });

  test('a lake without accounts says how to get them', async () => {
    const { code, stderr } = await run(['link', 'explain', 'A1', '--version', '1']);
    expect(code).toBe(2);
    expect(stderr).toContain('the lake has no silver_accounts to link');
  });
});
