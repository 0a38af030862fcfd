import { instantOf, masterIds } from '@audit/contract';
import { type Session, textLiteral } from '@audit/warehouse';
import type { LedgerEntry } from '../masters/assign-masters.ts';
import type { LinkingSettings } from '../settings.ts';

/** Rows of the review queue, of `links_now`: what waits for a person, and what the guard refused. */
export const reviewSql = `SELECT l.account_a, l.account_b, x.name AS name_a, y.name AS name_b,
    CASE l.status WHEN 'refused' THEN 'weak bridge' ELSE 'review' END AS question, l.rule, l.probability, l.reason, l.in_one_master
  FROM links_now l JOIN lk_accounts x ON x.account_id = l.account_a JOIN lk_accounts y ON y.account_id = l.account_b
  WHERE l.status = 'review' OR (l.status = 'refused' AND l.rule <> 'MANUAL')`;

/** Rows of ids of other systems, of `given_accounts` and `members_now`. @param why there are none, '' where there are */
export const xrefSql = ({ customer_xref: { source_system: system } }: LinkingSettings, why: string): string =>
  `SELECT DISTINCT m.master_id, ${textLiteral(system)} AS source_system, g.xref AS source_id FROM given_accounts g
   JOIN members_now m ON m.account_id = g.account_id WHERE g.xref IS NOT NULL AND ${why === '' ? 'TRUE' : 'FALSE'}`;

/** Makes `ids_changed` of entries of the ledger, beside `ids_was`: an entry keeps the time it was made. */
export const bindLedger = async (session: Session, changed: readonly LedgerEntry[], clock: string): Promise<void> => {
  const now = instantOf(clock);
  await session.bindRows(
    'ids_entered',
    masterIds,
    changed.map(({ master_id, account_id, state, resolves_to, supersedes }) => ({
      master_id,
      account_id,
      state,
      resolves_to,
      supersedes,
      made_at: now,
    })),
  );
  const columns = 'e.master_id, e.account_id, e.state, e.resolves_to, e.supersedes, COALESCE(w.made_at, e.made_at) AS made_at';
  await session.materialise('ids_changed', `SELECT ${columns} FROM ids_entered e LEFT JOIN ids_was w ON w.master_id = e.master_id`);
};

/** Master ids that are new, and those that lapsed into aliases or were retired. */
export interface ChangedIds {
  readonly made: number;
  readonly aliased: number;
  readonly retired: number;
}

export const countIds = (changed: readonly LedgerEntry[], ledger: ReadonlyMap<string, LedgerEntry>): ChangedIds => {
  const count = (state: LedgerEntry['state']): number => changed.filter((entry) => entry.state === state).length;
  return { made: changed.filter(({ master_id: id }) => !ledger.has(id)).length, aliased: count('alias'), retired: count('retired') };
};
