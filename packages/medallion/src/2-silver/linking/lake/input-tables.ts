import { declaredTable, quote, type Table, UsageError } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session, type TableState } from '@audit/warehouse';
import { accountFields, contactFields } from '../intake/number-accounts.ts';
import type { LinkingSettings } from '../settings.ts';

/** A silver table of the mapping, as the version declares it. */
const silverTable = (manifest: Manifest, name: string): Table | undefined => {
  const declaration = manifest.tables[`silver_${name}`]?.declaration;
  return declaration === undefined ? undefined : declaredTable('silver', name, declaration);
};

/** A column as text, blanks as NULL. */
const cleaned = (column: string): string => `NULLIF(TRIM(CAST(${column} AS VARCHAR)), '')`;

/** A column as text, as it is written. */
const written = (column: string): string => `CAST(${column} AS VARCHAR)`;
const isPlain = (column: string): string => `COALESCE(${cleaned(column)} = ${written(column)}, TRUE)`;

/** A column of a silver table as text; NULL where it has none of that name. */
const textOf = (table: Table | undefined, column: string | null, as: string): string => {
  const isThere = column !== null && table?.columns[column] !== undefined;
  return `${isThere ? cleaned(quote(column)) : 'CAST(NULL AS VARCHAR)'} AS ${quote(as)}`;
};

/** A table of silver that linking reads, and what it reads of it. */
export interface InputTable {
  readonly table: Table;
  readonly state: TableState;
  /** Query of a relation of the table's columns for those that are read, in the names that linking gives them. */
  readonly read: (relation: string) => string;
  /** The account of a row as it is written there, of a relation of the table’s columns: where that `isPlain`, what `read` says. */
  readonly accountOf: (relation: string) => string;
  /** Whether the account of a row is written as `read` gives it, or says nothing. */
  readonly isPlain: (relation: string) => string;
}

/** What linking reads of a version. */
export interface InputTables {
  readonly accounts: InputTable;
  readonly contacts: InputTable | undefined;
  /** Why there are no ids of other systems, '' where there is a column of them. */
  readonly whyNoXref: string;
}

const reading =
  (columns: readonly string[]) =>
  (relation: string): string =>
    `SELECT ${columns.join(', ')} FROM ${quote(relation)}`;

/** @throws {@link UsageError} where silver has no accounts, or they have no id or name */
export const inputTables = (manifest: Manifest, settings: LinkingSettings): InputTables => {
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
  const { column } = settings.customer_xref;
  const accountColumns = accountFields.map((field) => textOf(accounts, settings.accounts[field], field));
  const contacts = silverTable(manifest, 'contacts');
  const idOf = (relation: string): string => `${relation}.${quote(settings.accounts.account_id)}`;
  const ownerOf = (relation: string): string =>
    contacts?.columns[settings.contacts.account_id] === undefined ? 'NULL' : `${relation}.${quote(settings.contacts.account_id)}`;
  return {
    accounts: {
      table: accounts,
      state: manifest.tables['silver_accounts']!,
      read: reading([...accountColumns, textOf(accounts, column, 'xref')]),
      accountOf: (relation) => written(idOf(relation)),
      isPlain: (relation) => isPlain(idOf(relation)),
    },
    contacts:
      contacts === undefined
        ? undefined
        : {
            table: contacts,
            state: manifest.tables['silver_contacts']!,
            read: reading(contactFields.map((field) => textOf(contacts, settings.contacts[field], field))),
            accountOf: (relation) => written(ownerOf(relation)),
            isPlain: (relation) => isPlain(ownerOf(relation)),
          },
    whyNoXref: whyNoXref(accounts, column),
  };
};

const whyNoXref = (accounts: Table, column: string | null): string => {
  if (column === null) return 'the settings name no column of accounts for it (customer_xref.column)';
  return accounts.columns[column] === undefined ? `silver_accounts has no column "${column}"` : '';
};

/** Binds `given_accounts`, with `xref` where a column is named for it, and `given_contacts` from silver. */
export const bindInputs = async (session: Session, lake: Lake, { accounts, contacts }: InputTables): Promise<void> => {
  await bindTable(session, 'silver_accounts_now', lake, accounts.table, accounts.state);
  await session.materialise('given_accounts', accounts.read('silver_accounts_now'));
  if (contacts === undefined) {
    const none = contactFields.map((field) => textOf(undefined, null, field));
    await session.materialise('given_contacts', `SELECT ${none.join(', ')} WHERE FALSE`);
    return;
  }
  await bindTable(session, 'silver_contacts_now', lake, contacts.table, contacts.state);
  await session.materialise('given_contacts', `SELECT * FROM (${contacts.read('silver_contacts_now')}) c WHERE account_id IS NOT NULL`);
};

/** Whether the accounts of all rows are written as linking reads them, so that they are found without looking at each. @param relationOf of each table */
export const arePlain = async (
  session: Session,
  { accounts, contacts }: Pick<InputTables, 'accounts' | 'contacts'>,
  relationOf: (table: 'accounts' | 'contacts') => string | undefined,
): Promise<boolean> => {
  const tables = [['accounts', accounts], ['contacts', contacts]] as const; // prettier-ignore
  for (const [name, input] of tables) {
    const relation = relationOf(name);
    if (input === undefined || relation === undefined) continue;
    if ((await session.evidence(`SELECT 1 AS n FROM ${quote(relation)} r WHERE NOT ${input.isPlain('r')}`, 1)).length > 0) return false;
  }
  return true;
};
