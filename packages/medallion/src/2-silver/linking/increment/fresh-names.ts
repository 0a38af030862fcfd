import { defineTable, linkNames, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { nodeText, numberNodes } from '../candidates/name-nodes.ts';
import { countrySql } from '../intake/number-accounts.ts';
import { readTexts } from '../intake/read-columns.ts';
import type { AskedModel } from '../lake/frozen-model.ts';
import { type NameParts, takeApart } from '../names/name-parts.ts';
import type { CandidateSettings } from '../settings.ts';
import { keptNames } from './kept-names.ts';
import type { InputTables } from '../lake/input-tables.ts';
import { nameHash } from './kept-ties.ts';
import { accountsOf } from './load-part.ts';
import { wordsSql } from './partner-names.ts';

const nameOfAccount = defineTable({
  name: 'name_of_account',
  layer: 'ops',
  grain: ['account_id'],
  description: 'Names of accounts as compared.',
  columns: { account_id: text({ description: 'Account' }), name: text({ description: 'Words' }) },
});

const oneName = defineTable({
  name: 'names_said',
  layer: 'ops',
  grain: ['name'],
  description: 'Names as compared.',
  columns: { name: text({ description: 'Words' }) },
});

/** Makes `fresh_names (account_id, name)`: the words that the names of `lk_accounts` are compared by. */
export const freshNames = async (session: Session): Promise<void> => {
  const read = async (column: string): Promise<readonly string[]> =>
    await readTexts(session, `SELECT i, ${column} FROM lk_accounts`, column, 'i');
  const [ids, names, countries] = [await read('account_id'), await read('name'), await read('country')];
  const rows = ids.map((id, at) => ({ account_id: id, name: nodeText(takeApart(names[at]!, countries[at])) }));
  await session.bindRows('fresh_names', nameOfAccount, rows);
};

/**
 * Makes `names_changed`, the rows of all names that changed accounts have and had, of those that are still there, `names_before`, the rows these had, and
 * `names_now`, all names, each with its hash as `id`. Asks `accounts_now (account_id, name)` and `changed_before`.
 */
export const namesNow = async (session: Session, inputs: InputTables, model: AskedModel, settings: CandidateSettings): Promise<void> => {
  await session.materialise(
    'names_asked',
    `SELECT id FROM (SELECT name AS id FROM changed_before UNION SELECT ${nameHash('name')} FROM fresh_names) n WHERE id <> 0`,
  );
  await session.materialise('names_accounts', 'SELECT account_id, name FROM accounts_now n SEMI JOIN names_asked k ON k.id = n.name');
  await session.materialise(
    'names_first',
    `SELECT n.name, COUNT(*) AS accounts, MIN({'name': COALESCE(a.name, ''), 'country': COALESCE(${countrySql}, '')}) AS first
     FROM names_accounts n JOIN (SELECT account_id, name, country FROM (${await accountsOf(session, inputs, 'names_accounts')}) a) a ON a.account_id = n.account_id GROUP BY n.name`,
  );
  const read = async (column: string): Promise<readonly string[]> =>
    await readTexts(session, `SELECT name, CAST(${column} AS VARCHAR) AS shown FROM names_first`, 'shown', 'name');
  const [shown, countries, accounts] = [await read('first.name'), await read('first.country'), await read('accounts')];
  const parts: readonly NameParts[] = shown.map((name, at) => takeApart(name, countries[at]));
  const nodes = numberNodes(parts);
  await session.bindRows(
    'names_said',
    oneName,
    parts.map((name) => ({ name: nodeText(name) })),
  );
  await model.ask(wordsSql('names_said'));
  const kept = keptNames(nodes, model.frequencies, settings);
  await session.bindRows(
    'names_counted',
    linkNames,
    kept.map((row, at) => ({ ...row, accounts: Number(accounts[at]), contested: false })),
  );
  await session.bindSql('names_kept_by_id', `SELECT *, ${nameHash('name')} AS id FROM names_kept`);
  await session.materialise('names_before', 'SELECT w.* FROM names_kept_by_id w SEMI JOIN names_asked k ON k.id = w.id');
  const columns = Object.keys(linkNames.columns).filter((column) => column !== 'contested');
  await session.materialise(
    'names_changed',
    `SELECT ${columns.map((column) => `c.${column}`).join(', ')}, COALESCE(w.contested, FALSE) AS contested FROM names_counted c LEFT JOIN names_before w ON w.name = c.name`,
  );
  await session.materialise(
    'names_now',
    `SELECT * FROM names_kept_by_id w ANTI JOIN names_asked k ON k.id = w.id
     UNION ALL SELECT ${Object.keys(linkNames.columns).join(', ')}, ${nameHash('name')} AS id FROM names_changed`,
  );
};
