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

const bindMembers = async (session: Session, lake: Lake, parent: Manifest): Promise<void> =>
  await bindTable(session, 'members_were', lake, accountMasterMembers, parent.tables[qualifiedName(accountMasterMembers)]);

const mastersIn = async (session: Session, members: string): Promise<readonly string[]> => {
  const sql = `SELECT a.i, m.master_id FROM lk_accounts a LEFT JOIN ${members} m ON m.account_id = a.account_id`;
  return await readTexts(session, sql, 'master_id', 'i');
};

/** Master of each account before the run, '' for a new one. */
export const mastersBefore = async (session: Session, lake: Lake, parent: Manifest): Promise<readonly string[]> => {
  await bindMembers(session, lake, parent);
  return await mastersIn(session, 'members_were');
};

/** The same of the accounts of a relation (account_id); the others have none. Makes `members_had`, the rows they had, and `masters_were (master_id)`. */
export const mastersBeforeOf = async (session: Session, lake: Lake, parent: Manifest, ids: string): Promise<readonly string[]> => {
  await bindMembers(session, lake, parent);
  await session.materialise('members_had', `SELECT w.* FROM members_were w SEMI JOIN ${ids} m ON m.account_id = w.account_id`);
  await session.materialise('masters_were', 'SELECT DISTINCT master_id FROM members_had');
  return await mastersIn(session, 'members_had');
};

/** Every id a master ever had. Binds `ids_was`. */
export const ledgerOf = async (session: Session, lake: Lake, parent: Manifest): Promise<ReadonlyMap<string, LedgerEntry>> => {
  await bindTable(session, 'ids_was', lake, masterIds, parent.tables[qualifiedName(masterIds)]);
  const rows = await session.rows('SELECT * FROM ids_was', masterIds);
  return new Map(rows.map((row) => [row.master_id, { ...row, state: row.state as LedgerEntry['state'] }]));
};

/** What the ledger says of some masters, and of aliases of them. Asks `masters_were (master_id)`. Makes `ids_was` of these, and of the ids made for `members (account_id)`. */
export const ledgerOfSome = async (session: Session, lake: Lake, parent: Manifest): Promise<ReadonlyMap<string, LedgerEntry>> => {
  await bindTable(session, 'ids_kept', lake, masterIds, parent.tables[qualifiedName(masterIds)]);
  const isOfMasters = 'master_id IN (SELECT master_id FROM masters_were) OR resolves_to IN (SELECT master_id FROM masters_were)';
  await session.materialise('ids_was', `SELECT * FROM ids_kept WHERE ${isOfMasters} OR account_id IN (SELECT account_id FROM members)`);
  const rows = await session.rows(`SELECT * FROM ids_was WHERE ${isOfMasters}`, masterIds);
  return new Map(rows.map((row) => [row.master_id, { ...row, state: row.state as LedgerEntry['state'] }]));
};
