import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';

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
  writeFileSync(join(cwd, 'mapping.json'), JSON.stringify({ version: 1, tables: { account, contact } }));
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
  expect(await run(['link', 'review', 'skip', 'D1', 'D2', '--by', 'ada'])).toMatchObject({ code: 0 });
  expect(await run(['link', 'review', 'accept', 'D1', 'D2', '--by', 'ada'])).toMatchObject({ code: 0 });
  expect((await run(['link', 'review', 'list'])).stdout).toContain('0 questions, most');
});

test('a lake without accounts says how to get them', async () => {
  const { code, stderr } = await run(['link', 'explain', 'A1', '--version', '1']);
  expect(code).toBe(2);
  expect(stderr).toContain('the lake has no silver_accounts to link');
});
