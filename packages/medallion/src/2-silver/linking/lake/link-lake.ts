import { customerXref, isRefusal, qualifiedName } from '@audit/contract';
import {
  defineJob,
  type DuckDbEngine,
  type Lake,
  type LakeLock,
  type Manifest,
  openWorkplace,
  type Publication,
  runJob,
  runKeyOf,
  type Session,
  type StepAccount,
} from '@audit/warehouse';
import type { LinkReport } from '../link-report.ts';
import type { ManualLinks } from '../manual/manual-links.ts';
import type { LinkingSettings } from '../settings.ts';
import { digestsOf } from './input-digest.ts';
import { type InputTables, inputTables } from './input-tables.ts';
import { isTouched } from './is-touched.ts';
import { isFollowed, linkingKey, reachKey, type ResultBefore, resultBefore, withResult } from './kept-result.ts';
import { linkChanges } from './link-changes.ts';
import { linkWhole } from './link-whole.ts';
import type { MadeLinks } from './made-links.ts';
import { whyAll } from './why-all.ts';
import { askedModel } from './frozen-model.ts';

/** Who links, and how. */
export interface LinkRun {
  readonly runId: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
  readonly settings: LinkingSettings;
  readonly manual: ManualLinks;
  /** Asks the corpus anew what is frequent in it. */
  readonly refresh: boolean;
  /** Compares all accounts, whatever changed. */
  readonly all?: boolean;
  /** When it costs less to compare all accounts: of fewer than these, and where a larger share is touched. By default as measured. */
  readonly limits?: { readonly fewest: number; readonly mostTouched: number };
  readonly configHash?: string;
}

/** What a run did. */
export interface LinkedLake extends Pick<MadeLinks, 'model' | 'ids' | 'because'> {
  /** In numbers; where nothing was to do, those of the run that did it. */
  readonly report: LinkReport;
  /** The accounts that were compared: none where nothing that decides the linking differs from what it was when it was last done. */
  readonly compared: MadeLinks['compared'] | 'none';
  readonly manifest: Manifest;
  readonly isNew: boolean;
  /** Ids of other systems, and why there are none. */
  readonly xref: { readonly rows: number; readonly why: string };
}

/** Measured: docs/performance.md. */
const measuredLimits = { fewest: 10_000, mostTouched: 0.03 };

const linkJob = defineJob('link', () => undefined);

/**
 * Links the accounts of silver: links, masters, members, questions, ids of other systems, and the ledger of ids, in one commit. Where neither
 * what it reads nor what it decides by differs from the last time, it does nothing; where little differs, it compares the accounts that
 * changed and those they reach, and else all; either gives the same rows. A run that finds what the lake has already publishes no table. The
 * caller holds the lock.
 *
 * @throws UsageError without accounts in silver; InputRefused; ManualContradiction
 */
export const linkLake = async (engine: DuckDbEngine, lake: Lake, lock: LakeLock, run: LinkRun): Promise<LinkedLake> => {
  const parent = lake.head();
  const inputs = inputTables(parent, run.settings);
  const key = linkingKey(engine, run.settings, run.manual);
  const before = resultBefore(parent.tables);
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
    const made = await makeLinks(engine, session, place, { ...run, parent, inputs, key, before });
    if (made === undefined) {
      // The next run need not look at the changes that were no matter again.
      const { result } = before!;
      const manifest = await publish(withResult(parent.tables, key, inputs, result), { mode: 'skip', why: nothingChanged, counts: {} });
      return linkedBefore(manifest, result.report, result, secondsSince(started));
    }
    const { published, model, why, ids, compared, because, counts } = made;
    const { seconds, ...report } = made.report;
    const reach = made.isFollowed ? reachKey(engine, run.settings, model) : undefined;
    const digests = compared === 'all' ? await digestsOf(session, lake, inputs) : {};
    const tables = { ...parent.tables, ...published };
    const result = withResult(tables, key, inputs, { report, model, why, digests, ...(reach === undefined ? {} : { reach }) });
    const manifest = await publish({ ...published, ...result }, { mode: compared === 'all' ? 'whole' : 'keys', why: because, counts });
    const isNew = Object.entries(published).some(([name, state]) => !isFollowed.has(name) && state !== parent.tables[name]);
    return { report: { ...report, seconds }, compared, because, manifest, isNew, model, ids, xref: { rows: xrefRows(manifest), why } };
  } catch (error) {
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};

const nothingChanged = 'nothing it reads or decides by has changed';
const secondsSince = (started: number): number => (performance.now() - started) / 1000;
const xrefRows = (manifest: Manifest): number => manifest.tables[qualifiedName(customerXref)]?.rows ?? 0;

interface LinkOrder extends LinkRun {
  readonly parent: Manifest;
  readonly inputs: InputTables;
  readonly key: string;
  readonly before: ResultBefore | undefined;
}

/** The links as they are now; undefined where nothing was to do. */
const makeLinks = async (engine: DuckDbEngine, session: Session, place: Publication, order: LinkOrder): Promise<MadeLinks | undefined> => {
  const { parent, inputs, before, settings, manual, refresh, all = false, limits = measuredLimits } = order;
  const { lake } = place;
  const isDecidedAnew = before?.key !== order.key;
  const isAsked = refresh ? 'frequencies are asked anew' : all ? 'all are to be compared' : '';
  if (
    before !== undefined &&
    isAsked === '' &&
    !isDecidedAnew &&
    !(await isTouched(session, lake, inputs, before.inputs, before.result.digests))
  )
    return undefined;
  const model = await askedModel(session, lake, parent);
  let because =
    isAsked || whyAll({ parent, inputs, before, fewest: limits.fewest, reach: reachKey(engine, settings, model?.version ?? 0) });
  if (because === '' && before !== undefined && model !== undefined) {
    const since = before.inputs;
    const { report } = before.result;
    const changes = await linkChanges(session, place, {
      lake,
      parent,
      inputs,
      since,
      settings,
      manual,
      model,
      isDecidedAnew,
      mostTouched: limits.mostTouched,
      before: report,
    });
    if (typeof changes !== 'string') return changes;
    because = changes;
  }
  const isKept = reachKey(engine, settings, 0) !== undefined && inputs.accounts.state.rows >= limits.fewest;
  return await linkWhole(session, place, parent, { settings, manual, refresh, inputs }, { isFollowed: isKept, because });
};

/** Nothing was to do. */
const linkedBefore = (
  manifest: Manifest,
  report: Omit<LinkReport, 'seconds'>,
  { model, why }: { readonly model: number; readonly why: string },
  seconds: number,
): LinkedLake => ({
  report: { ...report, seconds: { read: seconds, link: 0 } },
  compared: 'none',
  because: nothingChanged,
  manifest,
  isNew: false,
  model,
  ids: { made: 0, aliased: 0, retired: 0 },
  xref: { rows: xrefRows(manifest), why },
});
