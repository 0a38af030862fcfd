import type { Lake, Session } from '@audit/warehouse';
import { arePlain, type InputTables } from '../lake/input-tables.ts';
import { cameRows, differentRows } from '../lake/is-touched.ts';
import { marksSql } from './kept-values.ts';

/**
 * Makes `changed (account_id)`: accounts that came, went, or differ in what linking reads of them and their contacts.
 *
 * @param since `changedAt` of the tables when they were last linked
 * @returns how many; undefined where accounts are not found by their ids as they are written now
 */
export const changedAccounts = async (
  session: Session,
  lake: Lake,
  { accounts, contacts }: InputTables,
  since: Readonly<Record<string, number>>,
): Promise<number | undefined> => {
  const ofAccounts = await differentRows(session, lake, accounts, since['accounts'] ?? -1);
  const ofContacts = contacts === undefined ? '' : await differentRows(session, lake, contacts, since['contacts'] ?? -1);
  const cameOf = { accounts: ofAccounts, contacts: ofContacts };
  const isFound = await arePlain(session, { accounts, contacts }, (name) => {
    const came = cameOf[name];
    return came === '' ? undefined : came === undefined ? `silver_${name}_now` : cameRows(name);
  });
  if (!isFound) return undefined;
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
    `SELECT account_id FROM ids_there a SEMI JOIN named n ON n.account_id = a.account_id UNION SELECT account_id FROM accounts_kept w SEMI JOIN named n ON n.account_id = w.account_id`,
  );
};

/** Gives the accounts of `changed (account_id)` numbers: those they had, and new ones. Makes `changed_before`, what was kept of them. */
export const numberChanged = async (session: Session): Promise<void> => {
  await session.materialise(
    'changed_numbered',
    `SELECT c.account_id, CAST(COALESCE(w.number, m.most + ROW_NUMBER() OVER (PARTITION BY w.number IS NULL ORDER BY c.account_id)) AS INTEGER) AS number
     FROM changed c LEFT JOIN (SELECT account_id, number FROM accounts_kept) w ON w.account_id = c.account_id, (SELECT COALESCE(MAX(number), -1) AS most FROM accounts_kept) m`,
  );
  await session.materialise('changed', 'SELECT account_id, number FROM changed_numbered');
  await changedBefore(session);
};

/** Makes `changed_before`, what was kept of the accounts of `changed`. */
export const changedBefore = async (session: Session): Promise<void> =>
  void (await session.materialise('changed_before', 'SELECT w.* FROM accounts_kept w SEMI JOIN changed c ON c.number = w.number'));
