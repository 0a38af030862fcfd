import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-link-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const audit = (...words: readonly string[]) => auditHere(words, { cwd, env: { AUDIT_CLOCK: '2026-11-26T00:00:00Z' } });
const file = (name: string, text: string): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};
const rows = (path: string): readonly Readonly<Record<string, string>>[] => {
  const [header = '', ...lines] = readFileSync(join(cwd, path), 'utf8').trimEnd().split('\n');
  return lines.map((line) => Object.fromEntries(header.split(',').map((name, at) => [name, line.split(',')[at] ?? ''])));
};
const link = async (...words: readonly string[]): Promise<Record<string, unknown>> => {
  const { code, stdout, stderr } = await audit('link', 'run', ...words, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
};
/** Links by their accounts: `A B` → [type, rule, confidence, status]. */
const links = (folder: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    rows(`${folder}/links.csv`).map((row) => [
      `${row['account_a']} ${row['account_b']}`,
      [row['type'], row['rule'], row['confidence'], row['status']].map(String),
    ]),
  );
const masters = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(rows(`${folder}/masters.csv`).map((row) => [row['account_id'] ?? '', row['master_id'] ?? '']));

/** Two of Zenvalon by name alone, one misspelt with the same mailbox, a department with the same parent, one of the same name elsewhere. */
const accounts = `account_id,name,country,website,phone,parent_account_id
A1,Zenvalon Steel GmbH,DE,https://www.zenvalon.de,+49 30 1234567,
A2,"ZENVALON STEEL, Inc.",US,,,
A3,Zenvalno Steel,US,,(030) 1234567,A1
A4,Zenvalon Foods AG,DE,,,A1
A5,Zenvalon Steel,FR,other-company.fr,,
A6,Quorix,DE,,030/123 45 67 ext. 9,
A7,Maravento Maritime Ltd,GB,,,
A8,Maravento Maritime,US,,,
`;
const contacts = `contact_id,account_id,email,phone
C1,A1, Ann@Zenvalon.de ,
C2,A3,ann@zenvalon.de,
C3,A5,bob@other-company.fr,
`;
file('accounts.csv', accounts);
file('contacts.csv', contacts);

test('files give links and masters by the rules of the law, guarded', async () => {
  const report = await link('--accounts', 'accounts.csv', '--contacts', 'contacts.csv', '--output', 'out');
  expect(report).toMatchObject({ accounts: 8, contacts: 3, masters: 5, largest_master: 3 });
  expect(readFileSync(join(cwd, 'out/links.csv'), 'utf8').split('\n')[0]).toBe(
    'account_a,account_b,type,rule,confidence,probability,status',
  );
  expect(readFileSync(join(cwd, 'out/masters.csv'), 'utf8').split('\n')[0]).toBe('account_id,master_id,linkage_confidence');
  expect(links('out')).toMatchObject({
    'A7 A8': ['same', 'EXACT', '100', 'auto'],
    // A1 and A5 contradict each other: more than one company has the name.
    'A1 A2': ['same', 'EXACT', '100', 'review'],
    'A1 A3': ['same', 'FUZZY', '95', 'auto'],
    'A1 A4': ['related', 'PARENT', expect.any(String), 'auto'],
    'A1 A5': ['same', 'EXACT', '100', 'review'],
  });
  const of = masters('out');
  expect([of['A2'], of['A3']]).toEqual([of['A1'], of['A1']]);
  expect(new Set(['A1', 'A4', 'A5', 'A6'].map((id) => of[id])).size).toBe(4);
});

test('the acceptance of the law takes every link of it, and its ids are the same', async () => {
  await link('--accounts', 'accounts.csv', '--contacts', 'contacts.csv', '--output', 'law', '--acceptance', 'law');
  expect(links('law')['A1 A5']).toEqual(['same', 'EXACT', '100', 'auto']);
  expect(masters('law')['A1']).toBe(masters('out')['A1']);
});

const manual = (name: string, entries: readonly (readonly [string, string, string, string?])[]): string =>
  file(
    name,
    JSON.stringify({
      version: 1,
      links: entries.map(([a, b, type, expires]) => ({
        a,
        b,
        type,
        by: 'ann',
        at: '2026-11-01',
        reason: 'told',
        ...(expires === undefined ? {} : { expires }),
      })),
    }),
  );

test('people have the last word: one, two, no more, and of accounts that are not there', async () => {
  const given = manual('manual.json', [
    ['A1', 'A2', 'different'],
    ['A6', 'A4', 'same'],
    ['A1', 'A5', 'same', '2026-11-25'],
    ['A1', 'gone', 'same'],
  ]);
  const { code, stdout, stderr } = await audit(
    'link',
    'run',
    '--accounts',
    'accounts.csv',
    '--contacts',
    'contacts.csv',
    '--output',
    'told',
    '--manual',
    given,
    '--json',
  );
  expect(code).toBe(0);
  expect(stderr).toContain('a manual link names an account that is not there');
  expect(JSON.parse(stdout)).toMatchObject({ manual: { used: 2, expired: 1, unknown: ['links[3]: A1, gone'] } });
  expect(links('told')).toMatchObject({
    'A1 A2': ['same', 'MANUAL', '100', 'refused'],
    'A4 A6': ['same', 'MANUAL', '100', 'auto'],
    'A1 A5': ['same', 'EXACT', '100', 'review'],
  });
  const of = masters('told');
  expect(of['A4']).toBe(of['A6']);
  expect(of['A1']).not.toBe(of['A2']);
});

test('manual links that contradict each other are an error that names them, by the shortest way', async () => {
  const given = manual('broken.json', [
    ['A1', 'A2', 'same'],
    ['A2', 'A3', 'same'],
    ['A3', 'A4', 'same'],
    ['A1', 'A3', 'same'],
    ['A4', 'A1', 'different'],
  ]);
  const { code, stderr } = await audit('link', 'run', '--accounts', 'accounts.csv', '--output', 'none', '--manual', given);
  expect(code).toBe(2);
  expect(stderr).toContain('MANUAL_CONTRADICTION: broken.json: links[4] (A4 and A1 are different, by ann at 2026-11-01)');
  expect(stderr).toContain('contradicts links[2] (A3 and A4 are same, by ann at 2026-11-01), links[3] (A1 and A3 are same');
  expect(stderr).not.toContain('links[0]');
});

test('settings and files that cannot be are refused with their place', async () => {
  const refused = async (...words: readonly string[]) => {
    const { code, stderr } = await audit('link', 'run', '--accounts', 'accounts.csv', '--output', 'none', ...words);
    return [code, stderr];
  };
  expect(await refused('--config', file('c1.json', '{"clusters": {"most_nmes": 3}}'))).toEqual([
    2,
    expect.stringContaining('there is no "clusters.most_nmes"; did you mean "most_names"?'),
  ]);
  expect(await refused('--config', file('c2.json', '{"rules": {"fuzzy_at": 130}}'))).toEqual([
    2,
    expect.stringContaining('rules.fuzzy_at'),
  ]);
  expect(
    await refused(
      '--manual',
      file('m1.json', '{"version": 1, "links": [{"a": "x", "b": "y", "type": "twin", "by": "z", "at": "2026-01-01", "reason": ""}]}'),
    ),
  ).toEqual([2, expect.stringContaining('links[0].type')]);
  const twice = await audit('link', 'run', '--accounts', file('twice.csv', 'account_id,name\nA,x\nA,y\n'), '--output', 'none');
  expect([twice.code, twice.stderr]).toEqual([3, expect.stringContaining('DUPLICATE_ACCOUNT')]);
  const nameless = await audit('link', 'run', '--accounts', file('ids.csv', 'id,name\nA,x\n'), '--output', 'none');
  expect([nameless.code, nameless.stderr]).toEqual([3, expect.stringContaining('"account_id"')]);
});

test('linking switched off leaves each account its own master', async () => {
  const off = file('off.json', '{"enabled": false}');
  expect(await link('--accounts', 'accounts.csv', '--output', 'off', '--config', off)).toMatchObject({ masters: 8, links: {} });
  expect(new Set(Object.values(masters('off'))).size).toBe(8);
  expect(rows('off/links.csv')).toEqual([]);
});

test('an evaluation counts pairs, clusters and B-cubed as they are defined, and by slice', async () => {
  // Masters {1,2,3} {4} {5,6}; entities {1,2} {3,4} {5,6}.
  file('m.csv', 'account_id,master_id\n1,a\n2,a\n3,a\n4,b\n5,c\n6,c\n');
  file(
    't.csv',
    'account_id,entity_id,entity_kind,variant_ops\n1,x,plain,\n2,x,plain,typo|suffix\n3,y,plain,\n4,y,plain,\n5,z,division,suffix\n6,z,division,\n',
  );
  file(
    'l.csv',
    'account_a,account_b,type,rule,confidence,probability,status\n1,2,same,EXACT,100,0.99,auto\n1,3,same,FUZZY,85,0.6,auto\n5,6,same,EXACT,100,0.9,review\n3,4,related,PARENT,90,0.5,auto\n',
  );
  const { code, stdout } = await audit('link', 'evaluate', '--masters', 'm.csv', '--truth', 't.csv', '--links', 'l.csv', '--json');
  expect(code).toBe(0);
  const found = JSON.parse(stdout) as { readonly curve: readonly { readonly probability: number }[] };
  expect(found).toMatchObject({
    accounts: 6,
    without_master: 0,
    pair: { precision: 0.5, recall: 0.333333, f1: 0.4 },
    cluster: { precision: 0.5, recall: 0.666667, f1: 0.571429, true_pairs: 3, found_pairs: 4, right_pairs: 2 },
    // (2/3 + 2/3 + 1/3 + 1 + 1 + 1) / 6 and (1 + 1 + 1/2 + 1/2 + 1 + 1) / 6.
    b_cubed: { precision: 0.777778, recall: 0.833333 },
    slices: {
      entity_kind: { division: { precision: 1, recall: 1 }, plain: { precision: 0.333333, recall: 0.5 } },
      variant_ops: { typo: { precision: 0.5, recall: 1 } },
    },
  });
  expect(found.curve.find(({ probability }) => probability === 0.9)).toMatchObject({ found_pairs: 2, precision: 1, recall: 0.666667 });
  const without = await audit('link', 'evaluate', '--masters', 'm.csv', '--truth', 't.csv', '--json');
  expect(JSON.parse(without.stdout)).toMatchObject({ pair: null, curve: [] });
  expect((await audit('link', 'evaluate', '--masters', 'm.csv', '--truth', 't.csv')).stdout).toMatch(/clusters +0\.5000 +0\.6667/);
});

const labelled = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../../fixtures/linking/${name}`, import.meta.url)), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)!.map((cell) => cell.replace(/,$/, '').replace(/^"|"$/g, '')));

test('of 50 hard pairs, with names and countries only, all are decided as a person did', async () => {
  const pairs = labelled('hard_pairs.csv');
  const quoted = (cell = ''): string => `"${cell.replaceAll('"', '""')}"`;
  const lines = pairs.flatMap(([a, ac, b, bc], at) => [`P${at}a,${quoted(a)},${ac}`, `P${at}b,${quoted(b)},${bc}`]);
  await link('--accounts', file('hard.csv', `account_id,name,country\n${lines.join('\n')}\n`), '--output', 'hard');
  const [found, of] = [links('hard'), masters('hard')];
  const decided = pairs.map((pair, at) => {
    const [type, , , status] = found[`P${at}a P${at}b`] ?? ['none'];
    const verdict = type === 'none' ? 'different' : type === 'related' ? 'related' : status === 'auto' ? 'same' : status;
    return { pair: [pair[0], pair[2]].join(' / '), expected: pair[4], verdict, one: of[`P${at}a`] === of[`P${at}b`] };
  });
  expect(decided.filter(({ expected, verdict }) => expected !== verdict)).toEqual([]);
  expect(decided.filter(({ expected, one }) => one !== (expected === 'same'))).toEqual([]);
  expect(decided).toHaveLength(50);
});
