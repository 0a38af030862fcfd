import type { Session } from '@audit/warehouse';
import { numberAccounts, numberContacts } from '../intake/number-accounts.ts';
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

/** Numbers the accounts of a relation (account_id) that are there: `given_accounts`, `lk_accounts`. @returns how many */
export const loadAccounts = async (session: Session, inputs: InputTables, ids: string): Promise<number> => {
  await session.materialise('given_accounts', await accountsOf(session, inputs, ids));
  return await numberAccounts(session, 'silver_accounts');
};

/** The same with their contacts, `lk_contacts`. */
export const loadPart = async (session: Session, inputs: InputTables, ids: string): Promise<number> => {
  const accounts = await loadAccounts(session, inputs, ids);
  const { contacts } = inputs;
  await session.materialise(
    'given_contacts',
    contacts === undefined ? 'SELECT * FROM contacts_all' : await rowsOf(session, 'contacts', contacts, ids),
  );
  await numberContacts(session);
  return accounts;
};
