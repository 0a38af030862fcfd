import { ConfigError, nearest, quote, type Table } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { accountFields, contactFields, numberAccounts } from './intake/number-accounts.ts';
import { readCorpus } from './intake/read-corpus.ts';
import { type LinkedFiles, linkRead, noContactsSql } from './link-files.ts';
import type { ManualLinks } from './manual/manual-links.ts';
import type { LinkingSettings } from './settings.ts';

/** A table of a lake, as SQL that yields its columns. */
export interface TableToLink {
  /** `silver_accounts`. */
  readonly name: string;
  readonly table: Table;
  readonly sql: string;
}

/** Tables to link. */
export interface TablesToLink {
  readonly accounts: TableToLink;
  readonly contacts: TableToLink | undefined;
  readonly settings: LinkingSettings;
  readonly manual: ManualLinks;
}

/** Links the accounts of tables in a session that is kept. @throws ConfigError for a key the table has not; InputRefused; ManualContradiction */
export const linkTablesIn = async (session: Session, { accounts, contacts, settings, manual }: TablesToLink): Promise<LinkedFiles> => {
  const started = performance.now();
  await session.materialise('given_accounts', givenSql(accounts, settings.accounts, accountFields));
  const rows = await session.materialise(
    'given_contacts',
    contacts === undefined ? noContactsSql : givenSql(contacts, settings.contacts, contactFields),
  );
  const count = await numberAccounts(session, accounts.name);
  const corpus = await readCorpus(session, settings.evidence, count);
  return await linkRead(session, { corpus, contacts: rows }, { settings, manual }, started);
};

/** Fields as text, blanks as NULL; a column the table has not is NULL. Rows without their key say nothing. */
const givenSql = (
  { name, table, sql }: TableToLink,
  columns: Readonly<Record<string, string | null>>,
  fields: readonly string[],
): string => {
  const key = columns['account_id'] ?? 'account_id';
  const known = Object.keys(table.columns);
  if (!known.includes(key))
    throw new ConfigError(
      name,
      `it has no column "${key}"`,
      `name the column that holds account ids in the settings of the linking${hint(key, known)}`,
    );
  const cells = fields.map((field) => {
    const column = columns[field] ?? null;
    const value = column === null || !known.includes(column) ? 'NULL' : `NULLIF(TRIM(CAST(${quote(column)} AS VARCHAR)), '')`;
    return `CAST(${value} AS VARCHAR) AS ${quote(field)}`;
  });
  return `SELECT ${cells.join(', ')} FROM (${sql}) AS rows WHERE NULLIF(TRIM(CAST(${quote(key)} AS VARCHAR)), '') IS NOT NULL`;
};

const hint = (key: string, known: readonly string[]): string => {
  const like = nearest(key, known);
  return like === undefined ? '' : `; there is "${like}"`;
};
