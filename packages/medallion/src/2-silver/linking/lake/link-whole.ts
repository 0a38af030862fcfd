import { accountLinkReview, accountLinks, accountMasterMembers, accountMasters, customerXref, linkModel, masterIds } from '@audit/contract';
import { type Manifest, type Publication, publishTables, type Session } from '@audit/warehouse';
import { keepWhole } from '../increment/keep-whole.ts';
import { linkReport } from '../link-report.ts';
import { assignMasters } from '../masters/assign-masters.ts';
import { mastersSql, membershipSql } from '../masters/masters-sql.ts';
import { ledgerOf, mastersBefore } from './kept-masters.ts';
import { bindLedger, countIds, reviewSql, xrefSql } from './lake-rows.ts';
import { arePlain, type InputTables } from './input-tables.ts';
import { linkLakeIn, type SilverToLink } from './link-silver.ts';
import type { MadeLinks } from './made-links.ts';
import { bindResults } from './result-relations.ts';

/**
 * Links all accounts, and writes the rows of tables that differ.
 *
 * @param isFollowed whether what they were linked by is kept, so that the next run need not @param because why all are compared
 */
export const linkWhole = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  run: SilverToLink & { readonly inputs: InputTables },
  { isFollowed, because }: { readonly isFollowed: boolean; readonly because: string },
): Promise<MadeLinks> => {
  const { lake, folder } = place;
  const { inputs } = run;
  const computed = await linkLakeIn(session, lake, parent, run);
  const { corpus, linked, confidences, model, why } = computed;
  const ledger = await ledgerOf(session, lake, parent);
  const cluster = linked?.cluster ?? Int32Array.from(corpus.ids, (_, account) => account);
  const { masterOf, changed } = assignMasters(corpus.ids, cluster, await mastersBefore(session, lake, parent), ledger);
  await bindResults(session, corpus, linked, masterOf, confidences);
  await bindLedger(session, changed, folder.clock);
  await session.materialise('membership', membershipSql('lk_accounts'));
  const published = await publishTables(session, place, parent, [
    { table: accountLinks, rows: 'SELECT * FROM links_now' },
    { table: accountLinkReview, rows: reviewSql },
    { table: accountMasters, rows: mastersSql() },
    { table: accountMasterMembers, rows: 'SELECT * FROM members_now' },
    { table: customerXref, rows: xrefSql(run.settings, why) },
    {
      table: masterIds,
      rows: `SELECT * FROM ids_changed UNION ALL SELECT w.* FROM ids_was w ANTI JOIN ids_changed c ON c.master_id = w.master_id`,
    },
    { table: linkModel, rows: computed.modelRows },
  ]);
  const isKept = isFollowed && linked !== undefined && (await arePlain(session, inputs, (name) => `silver_${name}_now`));
  const kept = isKept ? await keepWhole(session, place, corpus, linked, run.settings) : {};
  return {
    compared: 'all',
    because,
    isFollowed: isKept,
    published: { ...published, ...kept },
    report: linkReport({ ...computed, review: undefined }, run.manual.expired),
    model,
    why,
    ids: countIds(changed, ledger),
    counts: { accounts: corpus.ids.length, compared: corpus.ids.length, masters: masterOf.size, changed_ids: changed.length },
  };
};
