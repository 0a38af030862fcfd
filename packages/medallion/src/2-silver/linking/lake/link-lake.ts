import {
  accountLinkReview,
  accountLinks,
  accountMasterMembers,
  accountMasters,
  customerXref,
  instantOf,
  isRefusal,
  masterIds,
  linkModel,
  qualifiedName,
} from '@audit/contract';
import {
  bindTable,
  defineJob,
  type DuckDbEngine,
  type Lake,
  type LakeLock,
  type Manifest,
  openWorkplace,
  runJob,
  runKeyOf,
  type Session,
  type StepAccount,
  textLiteral,
} from '@audit/warehouse';
import { type ClusterConfidence, clusterConfidences } from '../clusters/cluster-confidence.ts';
import { numberAccounts } from '../intake/number-accounts.ts';
import { readCorpus } from '../intake/read-corpus.ts';
import { readTexts } from '../intake/read-columns.ts';
import { linkCorpus } from '../link-corpus.ts';
import type { LinkedFiles } from '../link-files.ts';
import { linkReport, type LinkReport } from '../link-report.ts';
import { manualEffect } from '../manual/manual-effect.ts';
import type { ManualLinks } from '../manual/manual-links.ts';
import { assignMasters, type LedgerEntry } from '../masters/assign-masters.ts';
import type { MasterOf } from '../masters/master-of.ts';
import { mastersSql, membershipSql } from '../masters/masters-sql.ts';
import type { LinkingSettings } from '../settings.ts';
import { keptModel, modelRows } from './frozen-model.ts';
import { bindInputs, type InputTables, inputTables, isTouched } from './input-tables.ts';
import { linkingKey, resultBefore, withResult } from './kept-result.ts';
import { publishTables } from './publish-tables.ts';
import { bindResults } from './result-relations.ts';

/** Who links, and how. */
export interface LinkRun {
  readonly runId: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
  readonly settings: LinkingSettings;
  readonly manual: ManualLinks;
  /** Asks the corpus anew what is frequent in it. */
  readonly refresh: boolean;
  readonly configHash?: string;
}

/** What a run did. */
export interface LinkedLake {
  /** In numbers; where nothing was to do, those of the run that did it. */
  readonly report: LinkReport;
  /** Undefined where nothing that decides the linking differs from what it was when it was last done. */
  readonly files: LinkedFiles | undefined;
  readonly manifest: Manifest;
  readonly isNew: boolean;
  /** Version of the frozen frequencies. */
  readonly model: number;
  /** Master ids that are new, and those that lapsed into aliases or were retired. */
  readonly ids: { readonly made: number; readonly aliased: number; readonly retired: number };
  /** Ids of other systems, and why there are none. */
  readonly xref: { readonly rows: number; readonly why: string };
}

const linkJob = defineJob('link', () => undefined);

/** Rows of the review queue: what waits for a person, and what the guard refused. */
const reviewSql = `SELECT l.account_a, l.account_b, x.name AS name_a, y.name AS name_b,
    CASE l.status WHEN 'refused' THEN 'weak bridge' ELSE 'review' END AS question, l.rule, l.probability, l.reason, l.in_one_master
  FROM links_now l JOIN lk_accounts x ON x.account_id = l.account_a JOIN lk_accounts y ON y.account_id = l.account_b
  WHERE l.status = 'review' OR (l.status = 'refused' AND l.rule <> 'MANUAL')`;

/**
 * Links the accounts of silver: links, masters, members, questions, ids of other systems, and the ledger of ids, in one commit. Where neither
 * what it reads nor what it decides by differs from the last time, it does nothing; a run that finds what the lake has already publishes
 * no table. The caller holds the lock.
 *
 * @throws UsageError without accounts in silver; InputRefused; ManualContradiction
 */
export const linkLake = async (engine: DuckDbEngine, lake: Lake, lock: LakeLock, run: LinkRun): Promise<LinkedLake> => {
  const started = performance.now();
  const parent = lake.head();
  const inputs = inputTables(parent, run.settings);
  const key = linkingKey(engine, run.settings, run.manual, parent.tables);
  const before = run.refresh ? undefined : resultBefore(parent.tables, key);
  const runKey = runKeyOf(['link', parent.version, run.runId]);
  const folder = lake.stage(lock, runKey, run.clock);
  try {
    await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
    const session = await place.session();
    const publish = async (sources: Manifest['tables'], account: StepAccount): Promise<Manifest> =>
      await runJob(engine, lake, lock, linkJob, {
        runId: run.runId,
        clock: run.clock,
        parent,
        sources,
        runKey,
        place,
        accounts: [account],
        ...(run.configHash === undefined ? {} : { configHash: run.configHash }),
      });
    const rowsOfXref = (manifest: Manifest): number => manifest.tables[qualifiedName(customerXref)]?.rows ?? 0;
    if (before !== undefined && !(await isTouched(session, lake, inputs, before.inputs))) {
      const { result } = before;
      const seconds = (performance.now() - started) / 1000;
      const account = { step: 'link', mode: 'skip' as const, why: 'nothing it reads or decides by has changed', seconds, counts: {} };
      // The next run need not look at the changes that were no matter again.
      const manifest = await publish(withResult(parent.tables, key, inputs, result), account);
      return {
        report: { ...result.report, seconds: { read: seconds, link: 0 } },
        files: undefined,
        manifest,
        isNew: false,
        model: result.model,
        ids: { made: 0, aliased: 0, retired: 0 },
        xref: { rows: rowsOfXref(manifest), why: result.why },
      };
    }
    const computed = await linkLakeIn(session, lake, parent, { ...run, inputs });
    const { corpus, linked, confidences, model, why } = computed;
    const written = performance.now();
    const mastersWere = await mastersBefore(session, lake, parent);
    const ledger = await ledgerOf(session, lake, parent);
    const cluster = linked?.cluster ?? Int32Array.from(corpus.ids, (_, account) => account);
    const { masterOf, changed } = assignMasters(corpus.ids, cluster, mastersWere, ledger);
    await bindResults(session, corpus, linked, masterOf, confidences);
    await bindLedger(session, changed, folder.clock);
    await session.materialise('membership', membershipSql);
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
    const files: LinkedFiles = { ...computed, review: undefined };
    const report = linkReport(files, run.manual.expired);
    const { seconds: _, ...told } = report;
    const now = { ...parent.tables, ...published };
    const result = withResult(now, linkingKey(engine, run.settings, run.manual, now), inputs, { report: told, model, why });
    const counts = { accounts: corpus.ids.length, masters: masterOf.size, changed_ids: changed.length };
    const seconds = (performance.now() - written) / 1000;
    const manifest = await publish(
      { ...published, ...result },
      { step: 'link', mode: 'whole', why: 'accounts of silver', seconds, counts },
    );
    const count = (state: LedgerEntry['state']): number => changed.filter((entry) => entry.state === state).length;
    return {
      report,
      files,
      manifest,
      isNew: Object.entries(published).some(([name, state]) => state !== parent.tables[name]),
      model,
      ids: { made: changed.filter(({ master_id: id }) => !ledger.has(id)).length, aliased: count('alias'), retired: count('retired') },
      xref: { rows: rowsOfXref(manifest), why },
    };
  } catch (error) {
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};

/** What is linked, and how. */
export interface SilverToLink {
  readonly settings: LinkingSettings;
  readonly manual: ManualLinks;
  readonly refresh?: boolean;
  /** As for `linkCorpus`. */
  readonly kept?: 'counting' | 'all' | undefined;
  /** What there is to link, where it is known already. */
  readonly inputs?: InputTables;
}

/** Links the accounts of silver in a session that is kept, and publishes nothing: the relations `lk_…` tell what each account has. */
export const linkLakeIn = async (
  session: Session,
  lake: Lake,
  parent: Manifest,
  { settings, manual: given, refresh, kept, inputs = inputTables(parent, settings) }: SilverToLink,
) => {
  const started = performance.now();
  await bindInputs(session, lake, inputs);
  const { whyNoXref } = inputs;
  const accounts = await numberAccounts(session, 'silver_accounts');
  const frozenBefore = await keptModel(session, lake, parent);
  const frozen = refresh === true ? undefined : frozenBefore;
  const corpus = await readCorpus(session, settings, accounts, frozen);
  const read = performance.now();
  const manual = manualEffect(given, corpus.ids);
  const linked = settings.enabled ? linkCorpus(corpus, settings, manual, { model: frozen, kept }) : undefined;
  const confidences: ReadonlyMap<number, ClusterConfidence> =
    linked === undefined ? new Map() : clusterConfidences(linked.cluster, linked.judged, settings.clusters.missing_pair_nats);
  const model = frozen?.version ?? (frozenBefore?.version ?? 0) + 1;
  const isFrozenNow = frozen === undefined && linked !== undefined;
  if (isFrozenNow) await session.bindRows('link_model_now', linkModel, modelRows(corpus, linked, model));
  const [contacts] = await session.evidence('SELECT COUNT(*) AS n FROM lk_contacts', 1);
  const [xref] = await session.evidence('SELECT COUNT(xref) AS n FROM given_accounts', 1);
  return {
    corpus,
    linked,
    manual,
    confidences,
    model,
    /** Accounts there were when frequencies were frozen. */
    asked: frozen?.accounts ?? accounts,
    modelRows: `SELECT * FROM ${isFrozenNow ? 'link_model_now' : 'link_model_was'}`,
    contacts: Number(contacts?.['n']),
    why: whyNoXref !== '' ? whyNoXref : xref?.['n'] === '0' ? 'no account has an id of another system' : '',
    seconds: { read: (read - started) / 1000, link: (performance.now() - read) / 1000 },
  };
};

const xrefSql = ({ customer_xref: { source_system: system } }: LinkingSettings, why: string): string =>
  `SELECT DISTINCT m.master_id, ${textLiteral(system)} AS source_system, g.xref AS source_id FROM given_accounts g
   JOIN members_now m ON m.account_id = g.account_id WHERE g.xref IS NOT NULL AND ${why === '' ? 'TRUE' : 'FALSE'}`;

/** The masters of a lake, and those a run would make of accounts that have none. */
export const keptMasterOf = async (session: Session, lake: Lake, manifest: Manifest, otherwise: MasterOf): Promise<MasterOf> => {
  const kept = await mastersBefore(session, lake, manifest);
  return (account) => (kept[account] ?? '') || otherwise(account);
};

/** Master of each account before the run, '' for a new one. */
const mastersBefore = async (session: Session, lake: Lake, parent: Manifest): Promise<readonly string[]> => {
  await bindTable(session, 'members_were', lake, accountMasterMembers, parent.tables[qualifiedName(accountMasterMembers)]);
  const sql = 'SELECT a.i, m.master_id FROM lk_accounts a LEFT JOIN members_were m ON m.account_id = a.account_id';
  return await readTexts(session, sql, 'master_id', 'i');
};

const ledgerOf = async (session: Session, lake: Lake, parent: Manifest): Promise<ReadonlyMap<string, LedgerEntry>> => {
  await bindTable(session, 'ids_was', lake, masterIds, parent.tables[qualifiedName(masterIds)]);
  const rows = await session.rows('SELECT * FROM ids_was', masterIds);
  return new Map(rows.map((row) => [row.master_id, { ...row, state: row.state as LedgerEntry['state'] }]));
};

const bindLedger = async (session: Session, changed: readonly LedgerEntry[], clock: string): Promise<void> => {
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
  // An entry keeps the time it was made.
  const columns = 'e.master_id, e.account_id, e.state, e.resolves_to, e.supersedes, COALESCE(w.made_at, e.made_at) AS made_at';
  await session.materialise('ids_changed', `SELECT ${columns} FROM ids_entered e LEFT JOIN ids_was w ON w.master_id = e.master_id`);
};
