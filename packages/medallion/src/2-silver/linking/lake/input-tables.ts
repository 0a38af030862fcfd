import { declaredTable, quote, type Table, UsageError } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import { accountFields, contactFields } from '../intake/number-accounts.ts';
import type { LinkingSettings } from '../settings.ts';

/** A silver table of the mapping, as the version declares it. */
const silverTable = (manifest: Manifest, name: string): Table | undefined => {
  const declaration = manifest.tables[`silver_${name}`]?.declaration;
  return declaration === undefined ? undefined : declaredTable('silver', name, declaration);
};

/** A column of a silver table as text, blanks as NULL; NULL where it has none of that name. */
const textOf = (table: Table | undefined, column: string | null, as: string): string => {
  if (column === null || table?.columns[column] === undefined) return `CAST(NULL AS VARCHAR) AS ${quote(as)}`;
  return `NULLIF(TRIM(CAST(${quote(column)} AS VARCHAR)), '') AS ${quote(as)}`;
};

/**
 * Binds `given_accounts`, with `xref` where a column is named for it, and `given_contacts` from silver.
 *
 * @returns why there are no ids of other systems, '' where there is a column of them
 * @throws {@link UsageError} where silver has no accounts
 */
export const bindInputs = async (session: Session, lake: Lake, manifest: Manifest, settings: LinkingSettings): Promise<string> => {
  const accounts = silverTable(manifest, 'accounts');
  if (accounts === undefined)
    throw new UsageError(
      'the lake has no silver_accounts to link',
      'extract accounts and bring them to silver first: audit extract, audit transform',
      {},
    );
  for (const column of [settings.accounts.account_id, settings.accounts.name])
    if (accounts.columns[column] === undefined)
      throw new UsageError(`silver_accounts has no column "${column}"`, 'name the right one in the settings of the linking (accounts)', {
        column,
      });
  await bindTable(session, 'silver_accounts_now', lake, accounts, manifest.tables['silver_accounts']);
  const { column } = settings.customer_xref;
  const columns = accountFields.map((field) => textOf(accounts, settings.accounts[field], field));
  await session.materialise(
    'given_accounts',
    `SELECT ${[...columns, textOf(accounts, column, 'xref')].join(', ')} FROM silver_accounts_now`,
  );
  const contacts = silverTable(manifest, 'contacts');
  const contactColumns = contactFields.map((field) => textOf(contacts, settings.contacts[field], field));
  if (contacts === undefined) await session.materialise('given_contacts', `SELECT ${contactColumns.join(', ')} WHERE FALSE`);
  else {
    await bindTable(session, 'silver_contacts_now', lake, contacts, manifest.tables['silver_contacts']);
    const rows = `SELECT ${contactColumns.join(', ')} FROM silver_contacts_now`;
    await session.materialise('given_contacts', `SELECT * FROM (${rows}) c WHERE account_id IS NOT NULL`);
  }
  if (column === null) return 'the settings name no column of accounts for it (customer_xref.column)';
  return accounts.columns[column] === undefined ? `silver_accounts has no column "${column}"` : '';
};
