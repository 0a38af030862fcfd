import { accountMasterMembers, masterIds, qualifiedName } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import { readTexts } from '../intake/read-columns.ts';
import type { LedgerEntry } from '../masters/assign-masters.ts';
import type { MasterOf } from '../masters/master-of.ts';

/** The masters of a lake, and those a run would make of accounts that have none. */
export const keptMasterOf = async (session: Session, lake: Lake, manifest: Manifest, otherwise: MasterOf): Promise<MasterOf> => {
  const kept = await mastersBefore(session, lake, manifest);
  return (account) => (kept[account] ?? '') || otherwise(account);
};

/** Master of each account before the run, '' for a new one. */
export const mastersBefore = async (session: Session, lake: Lake, parent: Manifest): Promise<readonly string[]> => {
  await bindTable(session, 'members_were', lake, accountMasterMembers, parent.tables[qualifiedName(accountMasterMembers)]);
  const sql = 'SELECT a.i, m.master_id FROM lk_accounts a LEFT JOIN members_were m ON m.account_id = a.account_id';
  return await readTexts(session, sql, 'master_id', 'i');
};

/** Every id a master ever had. Binds `ids_was`. */
export const ledgerOf = async (session: Session, lake: Lake, parent: Manifest): Promise<ReadonlyMap<string, LedgerEntry>> => {
  await bindTable(session, 'ids_was', lake, masterIds, parent.tables[qualifiedName(masterIds)]);
  const rows = await session.rows('SELECT * FROM ids_was', masterIds);
  return new Map(rows.map((row) => [row.master_id, { ...row, state: row.state as LedgerEntry['state'] }]));
};

/** What the ledger says of some masters, and of aliases of them. Asks `masters_were (master_id)`. Binds `ids_was`. */
export const ledgerOfSome = async (session: Session, lake: Lake, parent: Manifest): Promise<ReadonlyMap<string, LedgerEntry>> => {
  await bindTable(session, 'ids_was', lake, masterIds, parent.tables[qualifiedName(masterIds)]);
  const rows = await session.rows(
    `SELECT * FROM ids_was w SEMI JOIN masters_were k ON k.master_id = w.master_id UNION SELECT * FROM ids_was w SEMI JOIN masters_were k ON k.master_id = w.resolves_to`,
    masterIds,
  );
  return new Map(rows.map((row) => [row.master_id, { ...row, state: row.state as LedgerEntry['state'] }]));
};
