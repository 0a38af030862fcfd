import type { Session } from '@audit/warehouse';
import { accountColumns, accountFields, numberAccounts, numberContacts } from '../intake/number-accounts.ts';
import type { InputTable, InputTables } from '../lake/input-tables.ts';

/** Query of the rows of an input whose account is one of a relation (account_id), as linking reads them: only they are, where `…_all` reads all. */
const rowsOf = async (session: Session, name: 'accounts' | 'contacts', input: InputTable, ids: string): Promise<string> => {
  const relation = `${name}_of_${ids}`;
  await session.bindSql(relation, `SELECT r.* FROM silver_${name}_now r SEMI JOIN ${ids} k ON k.account_id = ${input.accountOf('r')}`);
  return input.read(relation);
};

/** The same of accounts. */
export const accountsOf = async (session: Session, { accounts }: InputTables, ids: string): Promise<string> =>
  await rowsOf(session, 'accounts', accounts, ids);

const compared = ['account_id', 'name', 'country'];

/** Numbers the accounts of `part (account_id)` as `lk_accounts`, with what they are compared by besides what was kept of them. @returns how many */
export const loadCompared = async (session: Session, inputs: InputTables): Promise<number> => {
  const columns = accountFields.map((name) => (compared.includes(name) ? name : `CAST(NULL AS VARCHAR) AS ${name}`));
  await session.materialise('given_accounts', `SELECT ${columns.join(', ')} FROM (${await accountsOf(session, inputs, 'part')}) a`);
  return await numberAccounts(session, 'silver_accounts');
};

/** All of the accounts of `members (account_id)`: `given_accounts`, and `lk_members` with the numbers of `lk_accounts`. */
export const loadMembers = async (session: Session, inputs: InputTables): Promise<void> => {
  await session.materialise('given_accounts', await accountsOf(session, inputs, 'members'));
  await session.materialise(
    'lk_members',
    `SELECT n.i, m.* FROM (SELECT ${accountColumns} FROM given_accounts) m JOIN (SELECT i, account_id FROM lk_accounts) n ON n.account_id = m.account_id`,
  );
};

/** Numbers the accounts of a relation (account_id) that are there, with their contacts: `given_accounts`, `lk_accounts`, `lk_contacts`. @returns how many */
export const loadPart = async (session: Session, inputs: InputTables, ids: string): Promise<number> => {
  await session.materialise('given_accounts', await accountsOf(session, inputs, ids));
  const accounts = await numberAccounts(session, 'silver_accounts');
  const { contacts } = inputs;
  await session.materialise(
    'given_contacts',
    contacts === undefined ? 'SELECT * FROM contacts_all' : await rowsOf(session, 'contacts', contacts, ids),
  );
  await numberContacts(session);
  return accounts;
};
