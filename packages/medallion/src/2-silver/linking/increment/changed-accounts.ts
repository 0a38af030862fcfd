import type { Lake, Session } from '@audit/warehouse';
import type { InputTables } from '../lake/input-tables.ts';
import { differentRows } from '../lake/is-touched.ts';
import { marksSql } from './kept-values.ts';

/**
 * Makes `changed (account_id)`: accounts that came, went, or differ in what linking reads of them and their contacts.
 *
 * @param since `changedAt` of the tables when they were last linked @returns how many
 */
export const changedAccounts = async (
  session: Session,
  lake: Lake,
  { accounts, contacts }: InputTables,
  since: Readonly<Record<string, number>>,
): Promise<number> => {
  const ofAccounts = await differentRows(session, lake, accounts, since['accounts'] ?? -1);
  const ofContacts = contacts === undefined ? '' : await differentRows(session, lake, contacts, since['contacts'] ?? -1);
  if (ofAccounts === undefined || ofContacts === undefined) {
    await session.materialise('marks_all', marksSql('accounts_all', 'contacts_all'));
    return await session.materialise(
      'changed',
      `SELECT COALESCE(n.account_id, w.account_id) AS account_id FROM marks_all n FULL JOIN accounts_kept w ON w.account_id = n.account_id
       WHERE n.mark IS DISTINCT FROM w.mark`,
    );
  }
  const asked = [ofAccounts, ofContacts].filter((sql) => sql !== '').map((sql) => `SELECT account_id FROM (${sql}) d`);
  if (asked.length === 0) asked.push('SELECT account_id FROM accounts_kept WHERE FALSE');
  // Contacts of accounts that are not there change nothing.
  await session.materialise('named', `SELECT DISTINCT account_id FROM (${asked.join(' UNION ALL ')}) a WHERE account_id IS NOT NULL`);
  return await session.materialise(
    'changed',
    `SELECT n.account_id FROM named n LEFT JOIN (SELECT account_id FROM accounts_all) a ON a.account_id = n.account_id
       LEFT JOIN (SELECT account_id FROM accounts_kept) w ON w.account_id = n.account_id WHERE a.account_id IS NOT NULL OR w.account_id IS NOT NULL`,
  );
};

/** Gives the accounts of `changed (account_id)` numbers: those they had, and new ones. */
export const numberChanged = async (session: Session): Promise<void> => {
  await session.materialise(
    'changed_numbered',
    `SELECT c.account_id, CAST(COALESCE(w.number, m.most + ROW_NUMBER() OVER (PARTITION BY w.number IS NULL ORDER BY c.account_id)) AS INTEGER) AS number
     FROM changed c LEFT JOIN (SELECT account_id, number FROM accounts_kept) w ON w.account_id = c.account_id, (SELECT COALESCE(MAX(number), -1) AS most FROM accounts_kept) m`,
  );
  await session.materialise('changed', 'SELECT account_id, number FROM changed_numbered');
};
