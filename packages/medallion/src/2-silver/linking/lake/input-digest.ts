import { bindTable, digestRows, type Lake, type Session } from '@audit/warehouse';
import type { InputTable, InputTables } from './input-tables.ts';

/** What the columns that linking reads say, table by table: equal texts in whatever order and files give an equal digest, by one version of the engine. */
export type InputDigests = Readonly<Partial<Record<'accounts' | 'contacts', string>>>;

/** The digest of a table, of all its rows. */
export const digestOf = async (session: Session, lake: Lake, { table, state, read }: InputTable): Promise<string> => {
  await bindTable(session, 'link_input_all', lake, table, state);
  const rows = read('link_input_all');
  const columns = (await session.describe(rows)).map(([name]) => name);
  return await digestRows(session, `(${rows})`, columns);
};

export const digestsOf = async (
  session: Session,
  lake: Lake,
  { accounts, contacts }: Pick<InputTables, 'accounts' | 'contacts'>,
): Promise<InputDigests> => ({
  accounts: await digestOf(session, lake, accounts),
  ...(contacts === undefined ? {} : { contacts: await digestOf(session, lake, contacts) }),
});
