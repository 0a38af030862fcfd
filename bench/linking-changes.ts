/**
 * Claim: 1,000 changed accounts of a million are linked in less than 2 seconds, whole command, with the rows that a linking of all accounts gives.
 *
 *   node bench/linking-changes.ts DIR [--changed 1000] [--rounds 3]
 *
 * DIR holds accounts.csv and contacts.csv. Of the changed accounts a third gets another's name, a third another's telephone number, a third another's parent.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  accountLinkReview,
  accountLinks,
  accountMasterMembers,
  accountMasters,
  declaredTable,
  linkAccounts,
  linkNames,
  linkTies,
  linkValues,
  masterIds,
  qualifiedName,
  type Table,
  text,
} from '@audit/contract';
import {
  bindTable,
  defineJob,
  digestRows,
  duckDbEngine,
  keepTable,
  Lake,
  openWorkplace,
  runJob,
  type TableChange,
  textLiteral,
} from '@audit/warehouse';
import { type Measure, measure, medianOf, printClaim, printTable } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { changed: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '3' } },
});
const [source = '.'] = positionals;
const audit = join(dirname(fileURLToPath(import.meta.url)), '../packages/cli/bin/audit.js');
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-linking-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const first = join(folder, 'first');

const nullable = (description: string) => text({ description, nullable: true });
const accounts = declaredTable('silver', 'accounts', {
  grain: ['account_id'],
  description: 'Accounts.',
  columns: {
    account_id: text({ description: 'Account' }),
    name: nullable('Name'),
    region: nullable('Region'),
    country: nullable('Country'),
    website: nullable('Website'),
    phone: nullable('Phone'),
    parent_account_id: nullable('Parent'),
    created_date: nullable('Created'),
  },
});
const contacts = declaredTable('silver', 'contacts', {
  grain: ['contact_id'],
  description: 'Contacts.',
  columns: {
    contact_id: text({ description: 'Contact' }),
    account_id: nullable('Account'),
    email: nullable('E-mail'),
    phone: nullable('Phone'),
  },
});

let versions = 0;
const put = async (change: (table: Table) => TableChange): Promise<void> => {
  const lake = Lake.open(first, { durable: false });
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder, source] });
  const runId = `silver-${++versions}`;
  const clock = `2026-11-0${versions}T00:00:00.000000Z`;
  await using lock = await lake.lock({ runId, command: 'bench' });
  const parent = lake.head();
  await using place = openWorkplace(engine, { lake, folder: lake.stage(lock, runId, clock), version: parent.version + 1 });
  const session = await place.session();
  const sources: Record<string, NonNullable<Awaited<ReturnType<typeof keepTable>>>> = {};
  for (const table of [accounts, contacts]) {
    const was = parent.tables[qualifiedName(table)];
    await bindTable(session, `${table.name}_was`, lake, table, was);
    const state = await keepTable(session, place, table, was, change(table));
    if (state !== undefined) sources[qualifiedName(table)] = state;
  }
  await runJob(
    engine,
    lake,
    lock,
    defineJob('silver', () => undefined),
    { runId, clock, parent, sources, runKey: runId, place },
  );
};

const columnsOf = (table: Table): string => Object.keys(table.columns).join(', ');
const csv = (name: string): string => `read_csv(${textLiteral(join(source, `${name}.csv`))}, all_varchar = true, header = true)`;

const link = (lake: string, ...flags: readonly string[]): Measure =>
  measure([process.execPath, audit, 'link', 'run', '--json', '--lake', lake, ...flags]);

await put((table) => ({ added: `SELECT ${columnsOf(table)} FROM ${csv(table.name)}` }));
const whole = link(first);
await put((table) => {
  if (table !== accounts) return {};
  const chosen = `SELECT *, ROW_NUMBER() OVER (ORDER BY HASH(account_id), account_id) AS place FROM accounts_was`;
  const two = `SELECT a.*, b.name AS name_b, b.phone AS phone_b, b.parent_account_id AS parent_b FROM (SELECT * FROM (${chosen}) c WHERE place <= ${values.changed}) a
    JOIN (${chosen}) b ON b.place = a.place + ${values.changed}`;
  const set: Readonly<Record<string, string>> = {
    name: 'CASE place % 3 WHEN 0 THEN name_b ELSE name END AS name',
    phone: 'CASE place % 3 WHEN 1 THEN phone_b ELSE phone END AS phone',
    parent_account_id: 'CASE place % 3 WHEN 2 THEN parent_b ELSE parent_account_id END AS parent_account_id',
  };
  return {
    removed: `SELECT ${columnsOf(accounts)} FROM (${two}) t`,
    added: `SELECT ${Object.keys(accounts.columns)
      .map((name) => set[name] ?? name)
      .join(', ')} FROM (${two}) t`,
  };
});
const again = (...flags: readonly string[]): { readonly lake: string; readonly run: Measure } => {
  const lake = join(folder, `again${flags.length}`);
  rmSync(lake, { recursive: true, force: true });
  cpSync(first, lake, { recursive: true });
  return { lake, run: link(lake, ...flags) };
};
const parts = Array.from({ length: Number(values.rounds) }, () => again());
const all = again('--all');

/** What tells accounts by their numbers, with their ids instead. */
const byIds: Readonly<Record<string, string>> = {
  link_ties: `(SELECT a.account_id AS account_a, b.account_id AS account_b, is_against FROM asked t JOIN numbered a ON a.number = t.account_a JOIN numbered b ON b.number = t.account_b)`,
  link_values: `(SELECT kind, value, COALESCE(a.account_id, '') AS account FROM asked v LEFT JOIN numbered a ON a.number = v.account)`,
};

const digests = async (root: string): Promise<readonly string[]> => {
  const lake = Lake.open(root, { durable: false });
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder] });
  await using session = await engine.session();
  await bindTable(session, 'numbered', lake, linkAccounts, lake.head().tables[qualifiedName(linkAccounts)]);
  const found: string[] = [];
  for (const table of [
    accountLinks,
    accountLinkReview,
    accountMasters,
    accountMasterMembers,
    linkAccounts,
    linkNames,
    linkTies,
    linkValues,
    masterIds,
  ]) {
    await bindTable(session, 'asked', lake, table, lake.head().tables[qualifiedName(table)]);
    // Runs have clocks of their own, and numbers are any that differ.
    const columns = Object.keys(table.columns).filter((name) => !['made_at', 'number'].includes(name));
    found.push(`${table.name} ${await digestRows(session, byIds[table.name] ?? 'asked', columns)}`);
  }
  return found;
};
const [part, complete] = [await digests(parts[0]!.lake), await digests(all.lake)];
const told = JSON.parse(parts[0]!.run.stdout) as {
  readonly accounts: number;
  readonly compared: string;
  readonly because: string;
  readonly compared_accounts: number;
  readonly seconds: object;
};
console.log(
  `${told.accounts} accounts, ${values.changed} changed: compared ${told.compared} (${told.because}), ${told.compared_accounts} accounts; ${JSON.stringify(told.seconds)}`,
);
const row = (name: string, runs: readonly Measure[]) => {
  const { seconds, cpuSeconds, peakMib } = medianOf(runs);
  return [name, seconds, cpuSeconds, peakMib];
};
printTable(['run', 'seconds', 'CPU s', 'peak MiB'], [row('first', [whole]), row('what changed', parts.map(({ run }) => run)), row('all again', [all.run])]); // prettier-ignore
printClaim('tables that differ from those of a linking of all', part.filter((digest, at) => digest !== complete[at]).length, 0);
printClaim('what changed, seconds', medianOf(parts.map(({ run }) => run)).seconds, 2);
for (const [at, digest] of part.entries()) if (digest !== complete[at]) console.log(`differs: ${digest}, ${complete[at]}`);
