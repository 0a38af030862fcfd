import {
  accountLinkReview,
  accountLinks,
  accountMasterMembers,
  accountMasters,
  customerXref,
  linkAccounts,
  linkNames,
  linkTies,
  linkValues,
  masterIds,
  qualifiedName,
  type Table,
} from '@audit/contract';
import { nameHash, tiesSql } from './kept-ties.ts';
import { bindTable, keepTable, type Manifest, type Publication, type Session, type TableState } from '@audit/warehouse';

/** Rows of a table that a run computed anew, and those it had of the same keys. */
export interface RowsNow {
  readonly table: Table;
  /** Query of the rows as they are now. */
  readonly rows: string;
  /** Query of the rows it had, of a relation of its columns; asked first, as `…_before`. */
  readonly before: (was: string) => string;
}

const columnsOf = (table: Table): string =>
  Object.keys(table.columns)
    .map((column) => `"${column}"`)
    .join(', ');

/** States of tables after a run that computed some of their rows anew: only those that differ are written. */
export const publishRows = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  tables: readonly RowsNow[],
): Promise<Readonly<Record<string, TableState>>> => {
  const states: Record<string, TableState> = {};
  for (const { table, rows, before } of tables) {
    const name = qualifiedName(table);
    const was = parent.tables[name];
    await bindTable(session, `${name}_was`, place.lake, table, was);
    const columns = columnsOf(table);
    await session.materialise(`${name}_before`, `SELECT ${columns} FROM (${before(`${name}_was`)}) b`);
    await session.materialise(`${name}_now`, `SELECT ${columns} FROM (${rows}) r`);
    const except = (from: string, other: string): string => `SELECT * FROM ${name}_${from} EXCEPT SELECT * FROM ${name}_${other}`;
    const change =
      was === undefined ? { added: `SELECT * FROM ${name}_now` } : { removed: except('before', 'now'), added: except('now', 'before') };
    const state = await keepTable(session, place, table, was, change);
    if (state !== undefined) states[name] = state;
  }
  return states;
};

/** Rows whose column is one of a relation’s. */
const having = (column: string, relation: string, of = column): ((was: string) => string) => {
  return (was) => `SELECT t.* FROM ${was} t SEMI JOIN ${relation} k ON k.${of} = t.${column}`;
};

/** Rows of what accounts were linked by, where they are not as they were. Asks `components_now (account_id, component)` of members. */
export const keptTables = (): readonly RowsNow[] => [
  {
    table: linkAccounts,
    rows: `SELECT a.account_id, a.number, COALESCE(m.mark, w.mark) AS mark, COALESCE(m.contacts, w.contacts) AS contacts, a.name,
        CASE WHEN m.account_id IS NULL THEN w.parent_account_id ELSE m.parent_account_id END AS parent_account_id, a.family, COALESCE(c.core, a.core) AS core,
        COALESCE(p.component, a.component) AS component
      FROM (SELECT * FROM accounts_now a SEMI JOIN accounts_written k ON k.account_id = a.account_id) a
        LEFT JOIN ${qualifiedName(linkAccounts)}_before w ON w.account_id = a.account_id
        LEFT JOIN marks_fresh m ON m.account_id = a.account_id LEFT JOIN cores_now c ON c.one = a.account_id LEFT JOIN components_now p ON p.account_id = a.account_id`,
    before: having('account_id', 'accounts_written'),
  },
  {
    table: linkNames,
    rows: `SELECT n.* REPLACE (COALESCE(c.contested, n.contested) AS contested) FROM (SELECT * FROM names_now n SEMI JOIN names_written k ON k.id = n.id) n
      LEFT JOIN contested_now c ON c.id = n.id`,
    before: (was) => `SELECT t.* FROM ${was} t SEMI JOIN names_written k ON k.id = ${nameHash('t.name')}`,
  },
  {
    table: linkTies,
    rows: `SELECT x.number AS account_a, y.number AS account_b, t.is_against FROM (${tiesSql}) t JOIN lk_accounts a ON a.i = t.a JOIN lk_accounts b ON b.i = t.b
      JOIN part x ON x.account_id = a.account_id JOIN part y ON y.account_id = b.account_id`,
    before: pairsBefore('number'),
  },
  {
    table: linkValues,
    rows: `SELECT kind, value, account FROM values_fresh UNION ALL SELECT 'agency' AS kind, value, -1 AS account FROM agencies`,
    before: (was) => `${having('account', 'changed', 'number')(was)} UNION ALL SELECT * FROM ${was} WHERE kind = 'agency'`,
  },
];

/** Makes the relations that `keptTables` asks beside those of the linking: the keys of rows that may differ. */
export const bindWritten = async (session: Session): Promise<void> => {
  await session.materialise(
    'accounts_written',
    'SELECT account_id FROM changed UNION SELECT account_id FROM families_now UNION SELECT one FROM cores_now UNION SELECT account_id FROM members',
  );
  await session.materialise('names_written', 'SELECT id FROM names_asked UNION SELECT id FROM contested_now');
};

/** Rows of the results, where they may differ: pairs judged anew, members, and the masters these have and had (`masters_asked`). */
export const resultTables = ({
  review,
  masters,
  xref,
}: {
  readonly review: string;
  readonly masters: string;
  readonly xref: string;
}): readonly RowsNow[] => {
  const ofMasters = having('master_id', 'masters_asked');
  return [
    { table: accountLinks, rows: 'SELECT * FROM links_now', before: pairsBefore('account_id') },
    {
      table: accountLinkReview,
      rows: review,
      before: (was) =>
        `SELECT t.* FROM ${was} t SEMI JOIN ${qualifiedName(accountLinks)}_before k ON k.account_a = t.account_a AND k.account_b = t.account_b`,
    },
    { table: accountMasters, rows: masters, before: ofMasters },
    {
      table: accountMasterMembers,
      rows: 'SELECT * FROM members_now',
      before: () => 'SELECT * FROM members_had',
    },
    { table: customerXref, rows: xref, before: ofMasters },
    {
      table: masterIds,
      rows: 'SELECT * FROM ids_changed',
      before: () => 'SELECT w.* FROM ids_was w SEMI JOIN ids_changed k ON k.master_id = w.master_id',
    },
  ];
};

/** Rows of two accounts whose pairs were judged anew, and those among members. @param id what the rows know accounts by */
function pairsBefore(id: 'account_id' | 'number'): (was: string) => string {
  const isIn = (column: string, relation: string): string => `${column} IN (SELECT ${id} FROM ${relation})`;
  const amongMembers = `(${isIn('account_a', 'members')} AND ${isIn('account_b', 'members')})`;
  return (was) => `SELECT * FROM ${was} WHERE ${isIn('account_a', 'gone')} OR ${isIn('account_b', 'gone')} OR ${amongMembers}`;
}
