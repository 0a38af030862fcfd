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
  defineJob,
  type DuckDbEngine,
  type Lake,
  type LakeLock,
  type Manifest,
  openWorkplace,
  type Publication,
  publishTables,
  runJob,
  runKeyOf,
  type Session,
  type StepAccount,
  textLiteral,
} from '@audit/warehouse';
import type { LinkedFiles } from '../link-files.ts';
import { linkReport, type LinkReport } from '../link-report.ts';
import type { ManualLinks } from '../manual/manual-links.ts';
import { assignMasters, type LedgerEntry } from '../masters/assign-masters.ts';
import { mastersSql, membershipSql } from '../masters/masters-sql.ts';
import type { LinkingSettings } from '../settings.ts';
import { inputTables, isTouched } from './input-tables.ts';
import { ledgerOf, mastersBefore } from './kept-masters.ts';
import { type KeptResult, linkingKey, resultBefore, withResult } from './kept-result.ts';
import { linkLakeIn, type SilverToLink } from './link-silver.ts';
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
  const parent = lake.head();
  const inputs = inputTables(parent, run.settings);
  const key = linkingKey(engine, run.settings, run.manual);
  const before = run.refresh ? undefined : resultBefore(parent.tables, key);
  const runKey = runKeyOf(['link', parent.version, run.runId]);
  const folder = lake.stage(lock, runKey, run.clock);
  const started = performance.now();
  try {
    await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
    const session = await place.session();
    const publish = async (sources: Manifest['tables'], account: Omit<StepAccount, 'step' | 'seconds'>): Promise<Manifest> =>
      await runJob(engine, lake, lock, linkJob, {
        runId: run.runId,
        clock: run.clock,
        parent,
        sources,
        runKey,
        place,
        accounts: [{ step: 'link', seconds: secondsSince(started), ...account }],
        ...(run.configHash === undefined ? {} : { configHash: run.configHash }),
      });
    if (before !== undefined && !(await isTouched(session, lake, inputs, before.inputs))) {
      // The next run need not look at the changes that were no matter again.
      const kept = withResult(parent.tables, key, inputs, before.result);
      const manifest = await publish(kept, { mode: 'skip', why: 'nothing it reads or decides by has changed', counts: {} });
      return linkedBefore(manifest, before.result, secondsSince(started));
    }
    const made = await linkAnew(session, place, parent, { ...run, inputs });
    const { published, files, model, why, counts } = made;
    const { seconds, ...report } = linkReport(files, run.manual.expired);
    const tables = { ...parent.tables, ...published };
    const result = withResult(tables, key, inputs, { report, model, why });
    const manifest = await publish({ ...published, ...result }, { mode: 'whole', why: 'accounts of silver', counts });
    return {
      report: { ...report, seconds },
      files,
      manifest,
      isNew: Object.entries(published).some(([name, state]) => state !== parent.tables[name]),
      model,
      ids: made.ids,
      xref: { rows: xrefRows(manifest), why },
    };
  } catch (error) {
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};

const secondsSince = (started: number): number => (performance.now() - started) / 1000;
const xrefRows = (manifest: Manifest): number => manifest.tables[qualifiedName(customerXref)]?.rows ?? 0;

/** Nothing was to do. */
const linkedBefore = (manifest: Manifest, { report, model, why }: KeptResult, seconds: number): LinkedLake => ({
  report: { ...report, seconds: { read: seconds, link: 0 } },
  files: undefined,
  manifest,
  isNew: false,
  model,
  ids: { made: 0, aliased: 0, retired: 0 },
  xref: { rows: xrefRows(manifest), why },
});

/** Links all accounts, and writes the rows of tables that differ. */
const linkAnew = async (session: Session, place: Publication, parent: Manifest, run: LinkRun & Pick<SilverToLink, 'inputs'>) => {
  const { lake, folder } = place;
  const computed = await linkLakeIn(session, lake, parent, run);
  const { corpus, linked, confidences, model, why } = computed;
  const ledger = await ledgerOf(session, lake, parent);
  const cluster = linked?.cluster ?? Int32Array.from(corpus.ids, (_, account) => account);
  const { masterOf, changed } = assignMasters(corpus.ids, cluster, await mastersBefore(session, lake, parent), ledger);
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
  const count = (state: LedgerEntry['state']): number => changed.filter((entry) => entry.state === state).length;
  const files: LinkedFiles = { ...computed, review: undefined };
  return {
    published,
    files,
    model,
    why,
    ids: { made: changed.filter(({ master_id: id }) => !ledger.has(id)).length, aliased: count('alias'), retired: count('retired') },
    counts: { accounts: corpus.ids.length, masters: masterOf.size, changed_ids: changed.length },
  };
};

const xrefSql = ({ customer_xref: { source_system: system } }: LinkingSettings, why: string): string =>
  `SELECT DISTINCT m.master_id, ${textLiteral(system)} AS source_system, g.xref AS source_id FROM given_accounts g
   JOIN members_now m ON m.account_id = g.account_id WHERE g.xref IS NOT NULL AND ${why === '' ? 'TRUE' : 'FALSE'}`;

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
