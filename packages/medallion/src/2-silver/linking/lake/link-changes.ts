import { accountLinks, accountMasters, customerXref, qualifiedName } from '@audit/contract';
import type { Publication, Session } from '@audit/warehouse';
import { clusterConfidences } from '../clusters/cluster-confidence.ts';
import { websites } from '../evidence/gather-evidence.ts';
import { type LinkedTouched, linkTouched, type LinkingOfChanges } from '../increment/link-touched.ts';
import { loadMembers } from '../increment/load-part.ts';
import { bindWritten, keptTables, publishRows, resultTables } from '../increment/publish-touched.ts';
import { readPairs, readTexts } from '../intake/read-columns.ts';
import { type LinkReport, unknownText } from '../link-report.ts';
import { assignMasters, type AssignedMasters, type LedgerEntry } from '../masters/assign-masters.ts';
import { mastersSql, membershipSql } from '../masters/masters-sql.ts';
import { bindComponents } from './bind-components.ts';
import { bindLedger, countIds, reviewSql, xrefSql } from './lake-rows.ts';
import { noXref } from './link-silver.ts';
import { ledgerOfSome, mastersBeforeOf } from './kept-masters.ts';
import type { MadeLinks } from './made-links.ts';
import { bindResults } from './result-relations.ts';

type Part = Extract<LinkedTouched, { readonly corpus: unknown }>;

/**
 * Links what changed, by what was kept of the rest, and writes the rows that differ: the rows a linking of all accounts would give.
 *
 * @returns a text where all accounts have to be compared, and why; undefined where nothing changed
 */
export const linkChanges = async (
  session: Session,
  place: Publication,
  of: LinkingOfChanges & { readonly before: Omit<LinkReport, 'seconds'> },
): Promise<MadeLinks | string | undefined> => {
  const { parent, settings, inputs } = of;
  const started = performance.now();
  const part = await linkTouched(session, of);
  if (!('corpus' in part)) return part.whole;
  const { corpus, linked, isMember } = part;
  const { assigned, ledger } = await assignMembers(session, of, part);
  const confidences = clusterConfidences(linked.cluster, linked.judged, settings.clusters.missing_pair_nats);
  await bindResults(session, corpus, linked, assigned.masterOf, confidences);
  await bindComponents(session, linked, isMember);
  await bindLedger(session, assigned.changed, place.folder.clock);
  await loadMembers(session, inputs);
  await websites(session, 'lk_members');
  await session.materialise('membership', membershipSql('lk_members'));
  await session.materialise('masters_asked', `SELECT master_id FROM members_now UNION SELECT master_id FROM masters_were`);
  await bindWritten(session);
  const xref = xrefSql(settings, inputs.whyNoXref);
  const states = await publishRows(session, place, parent, [
    ...resultTables({ review: reviewSql, masters: mastersSql(), xref }),
    ...keptTables(),
  ]);
  const report = await reportOf(session, of, part);
  return {
    compared: 'touched',
    isFollowed: true,
    because: 'accounts that changed, and those they reach',
    published: states,
    report: { ...report, seconds: { read: part.seconds, link: (performance.now() - started) / 1000 - part.seconds } },
    model: of.model.version,
    why:
      inputs.whyNoXref !== '' || (states[qualifiedName(customerXref)] ?? parent.tables[qualifiedName(customerXref)])?.rows
        ? inputs.whyNoXref
        : noXref,
    ids: countIds(assigned.changed, ledger),
    counts: { accounts: report.accounts, compared: part.touched, masters: report.masters, changed_ids: assigned.changed.length },
  };
};

/** Masters of the members: their clusters are all there is of the masters they had. */
const assignMembers = async (
  session: Session,
  { lake, parent }: LinkingOfChanges,
  { corpus, linked, isMember }: Part,
): Promise<{ readonly assigned: AssignedMasters; readonly ledger: ReadonlyMap<string, LedgerEntry> }> => {
  const asked = '(SELECT account_id FROM members UNION SELECT account_id FROM changed)';
  const before = await mastersBeforeOf(session, lake, parent, asked);
  const ledger = await ledgerOfSome(session, lake, parent);
  // An id of an account may be with others by now: it is not made again.
  const given = await readTexts(
    session,
    'SELECT master_id FROM ids_was w SEMI JOIN members m ON m.account_id = w.account_id',
    'master_id',
    'master_id',
  );
  const members = corpus.ids.flatMap((_, account) => (isMember[account] === 1 ? [account] : []));
  const places = new Map(members.map((account, at) => [account, at]));
  const assigned = assignMasters(
    members.map((account) => corpus.ids[account]!),
    Int32Array.from(members, (account) => places.get(linked.cluster[account]!)!),
    members.map((account) => before[account]!),
    ledger,
    [...ledger.keys(), ...given],
  );
  return { ledger, assigned: { ...assigned, masterOf: new Map([...assigned.masterOf].map(([at, master]) => [members[at]!, master])) } };
};

const numberOf = async (session: Session, sql: string): Promise<number> => {
  const { a } = await readPairs(session, `SELECT CAST(n AS INTEGER) AS a, CAST(n AS INTEGER) AS b FROM (${sql}) s`);
  return a[0] ?? 0;
};

/** Counts by a text, after rows that went and rows that came. */
const counted = async (
  session: Session,
  before: Readonly<Record<string, number>>,
  text: string,
): Promise<Readonly<Record<string, number>>> => {
  const name = qualifiedName(accountLinks);
  const rows = await session.evidence(
    `SELECT what, SUM(n) AS n FROM (SELECT ${text} AS what, 1 AS n FROM ${name}_now UNION ALL SELECT ${text} AS what, -1 AS n FROM ${name}_before) s GROUP BY what`,
    1000,
  );
  const counts = new Map(Object.entries(before));
  for (const { what, n } of rows) counts.set(what ?? '', (counts.get(what ?? '') ?? 0) + Number(n));
  return Object.fromEntries([...counts].filter(([, n]) => n !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** The numbers of the run: of results for all accounts, of comparisons for those that were compared; what was left out, as of the last run that compared all. */
const reportOf = async (
  session: Session,
  { before, manual, parent }: LinkingOfChanges & { readonly before: Omit<LinkReport, 'seconds'> },
  { linked, touched }: Part,
): Promise<Omit<LinkReport, 'seconds'>> => {
  const masters = qualifiedName(accountMasters);
  const there = new Set(
    await readTexts(
      session,
      'SELECT d.account_id FROM decided d SEMI JOIN accounts_now a ON a.account_id = d.account_id',
      'account_id',
      'account_id',
    ),
  );
  const unknown = manual.links.filter(({ a, b }) => !there.has(a) || !there.has(b));
  const came = await numberOf(session, `SELECT (SELECT COUNT(*) FROM ${masters}_now) - (SELECT COUNT(*) FROM ${masters}_before) AS n`);
  return {
    ...before,
    accounts: await numberOf(session, 'SELECT COUNT(*) AS n FROM accounts_now'),
    compared_accounts: touched,
    contacts:
      before.contacts +
      (await numberOf(
        session,
        `SELECT COALESCE(SUM(n), 0) AS n FROM (SELECT contacts AS n FROM marks_fresh UNION ALL SELECT -contacts AS n FROM changed_before) s`,
      )),
    names: await numberOf(session, 'SELECT COUNT(*) AS n FROM names_now'),
    masters: (parent.tables[masters]?.rows ?? 0) + came,
    largest_master: await numberOf(
      session,
      `SELECT COALESCE(MAX(accounts), 0) AS n FROM (SELECT accounts FROM ${masters}_now UNION ALL
         SELECT accounts FROM ${masters}_was w ANTI JOIN masters_asked k ON k.master_id = w.master_id) m`,
    ),
    links: await counted(session, before.links, `type || ' ' || status`),
    rules: await counted(session, before.rules, 'rule'),
    candidate_pairs: linked.candidates.pairs.length,
    scored_names: linked.candidates.scored,
    manual: { used: manual.links.length - unknown.length, expired: manual.expired, unknown: unknown.map(unknownText) },
  };
};
