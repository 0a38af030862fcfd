import { linkAccounts, linkNames, linkTies, linkValues, qualifiedName } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import type { InputTables } from '../lake/input-tables.ts';

/** Binds what is there now, `accounts_all` and `contacts_all`, the ids of it as they are written, `ids_there`, and what accounts were linked by, `accounts_kept`, `names_kept`, `ties_kept` and `values_kept`. */
export const bindKept = async (session: Session, lake: Lake, parent: Manifest, { accounts, contacts }: InputTables): Promise<void> => {
  await bindTable(session, 'silver_accounts_now', lake, accounts.table, accounts.state);
  await session.bindSql('accounts_all', accounts.read('silver_accounts_now'));
  await session.bindSql('ids_there', `SELECT ${accounts.accountOf('r')} AS account_id FROM silver_accounts_now r`);
  if (contacts === undefined) {
    const none = ['account_id', 'email', 'phone'].map((name) => `CAST(NULL AS VARCHAR) AS ${name}`);
    await session.bindSql('contacts_all', `SELECT ${none.join(', ')} WHERE FALSE`);
  } else {
    await bindTable(session, 'silver_contacts_now', lake, contacts.table, contacts.state);
    await session.bindSql('contacts_all', `SELECT * FROM (${contacts.read('silver_contacts_now')}) c WHERE account_id IS NOT NULL`);
  }
  const tables = [
    ['accounts_kept', linkAccounts],
    ['names_kept', linkNames],
    ['ties_kept', linkTies],
    ['values_kept', linkValues],
  ] as const;
  for (const [name, table] of tables) await bindTable(session, name, lake, table, parent.tables[qualifiedName(table)]);
};
