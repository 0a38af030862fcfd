import { instantOf, isRefusal, type Micros, qualifiedName, quarantine, RowsUnaccounted } from '@audit/contract';
import { contactBatches, contactObservations, customerContactInfo, deliveredContacts } from '@audit/contract/profile';
import {
  appendSource,
  checkUpper,
  clusterOrder,
  defineJob,
  type DuckDbEngine,
  type Job,
  keepDelivered,
  keepTable,
  type Lake,
  type LakeLock,
  type Manifest,
  modelSql,
  openWorkplace,
  runJob,
  runKeyOf,
  type Session,
  type StepAccount,
  type TableState,
  type Workplace,
} from '@audit/warehouse';
import { contactDelivery } from '../0-deliver/delivery.ts';
import { deliverBatch } from '../0-deliver/deliver-batch.ts';
import { quarantineRecords } from '../0-deliver/quarantine-records.ts';
import type { ProfileRun } from '../load/load-profile-batch.ts';
import { placeBatch } from '../load/place-batch.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';
import type { ContactAccount, ContactBatch, ContactLoad } from './contact-batch.ts';
import { contactObservationsStage } from './contact-observations.stage.ts';
import { contactVersionsStage } from './contact-versions.stage.ts';

/** Observations → versions of contacts. Where nothing was ever observed there is nothing to compute from. */
const contactJob = (isObserved: boolean): Job =>
  defineJob('contact-load', ({ source, run }) => {
    if (isObserved) run(contactVersionsStage, { standing: source(contactObservations) }, {});
  });

/**
 * Loads one batch of customer contacts: bronze, observations and versions, in one commit. The caller holds the lock. A batch that was
 * loaded before is not loaded again.
 *
 * @throws BatchChanged, LoadTimeNotLater, FileRefused, DamagedFile; then nothing was published
 * @see founding document 002, section 4; docs/profile.md, "Contacts"
 */
export const loadContactBatch = async (
  engine: DuckDbEngine,
  lake: Lake,
  lock: LakeLock,
  given: ContactBatch,
  run: ProfileRun,
): Promise<ContactLoad> => {
  const parent = lake.head();
  const clock = instantOf(run.clock);
  const placed = await place(engine, lake, parent, given, clock);
  const versionsBefore = versionsOf(parent);
  if (placed.known) {
    const account = { received: 0, accepted: 0, quarantined: 0, versions: versionsBefore, versionsBefore };
    return { status: 'skipped', batchId: placed.batchId, account, unknownColumns: [], manifest: parent };
  }
  const { batch } = placed;
  const runKey = runKeyOf(['contact-load', parent.version, batch.batchId, batch.digest]);
  const folder = lake.stage(lock, runKey, run.clock);
  try {
    await using workplace = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
    const { sources, counts, unknownColumns } = await landBatch(workplace, parent, batch, { runId: run.runId, at: clock });
    const job = contactJob(sources[qualifiedName(contactObservations)] !== undefined);
    const accounts: readonly StepAccount[] = [
      { step: 'scd2-profile/contact-landing', mode: 'land', why: `batch ${batch.batchId}`, seconds: 0, counts: { ...counts } },
    ];
    const manifest = await runJob(engine, lake, lock, job, { ...run, parent, sources, runKey, place: workplace, accounts });
    const account = { ...counts, versions: versionsOf(manifest), versionsBefore };
    return { status: 'applied', batchId: batch.batchId, account, unknownColumns, manifest };
  } catch (error) {
    // What was refused is refused again; after anything else nothing in the folder is of use but its clock.
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};

const versionsOf = ({ tables }: Manifest): number => tables[qualifiedName(customerContactInfo)]?.rows ?? 0;

const place = async (engine: DuckDbEngine, lake: Lake, parent: Manifest, given: ContactBatch, clock: Micros) => {
  await using session = await engine.session();
  return await placeBatch(session, lake, parent, { ...given, feed: 'changelog' }, clock, contactBatches);
};

/** What a landing published: the states of its tables, and what became of the records. */
interface Landed {
  readonly sources: Readonly<Record<string, TableState>>;
  readonly counts: Pick<ContactAccount, 'received' | 'accepted' | 'quarantined'>;
  readonly unknownColumns: readonly string[];
}

const landBatch = async (
  workplace: Workplace<DuckDbEngine>,
  parent: Manifest,
  batch: PlacedBatch,
  refusal: { readonly runId: string; readonly at: Micros },
): Promise<Landed> => {
  const { engine, lake } = workplace;
  const session = await workplace.session();
  await checkUpper(session);
  const delivered = await deliverBatch(engine, session, workplace, batch, refusal, contactDelivery);
  const { file, received, unknownColumns } = delivered;
  await session.bindFiles('delivered', deliveredContacts, file === null ? [] : [lake.dataFile(file)]);
  const refused = await quarantineRecords(session, workplace, parent, batch, delivered, refusal);
  const was = (name: string): TableState | undefined => parent.tables[name];
  const bronze = qualifiedName(deliveredContacts);
  const observed = await observe(session, workplace, was(qualifiedName(contactObservations)));
  const counts = { received, accepted: observed.rows, quarantined: refused.rows };
  if (received !== observed.rows + refused.rows) throw new RowsUnaccounted(batch.label, counts);
  const states = {
    [qualifiedName(quarantine)]: refused.state,
    [bronze]: file === null ? was(bronze) : keepDelivered(workplace, deliveredContacts, was(bronze), [file]),
    [qualifiedName(contactObservations)]: observed.state,
    [qualifiedName(contactBatches)]: await noteBatch(session, workplace, parent, batch, counts, refusal.runId),
  };
  const sources = Object.fromEntries(Object.entries(states).flatMap(([name, state]) => (state === undefined ? [] : [[name, state]])));
  return { sources, counts, unknownColumns };
};

const observe = async (
  session: Session,
  workplace: Workplace,
  was: TableState | undefined,
): Promise<{ readonly state: TableState | undefined; readonly rows: number }> => {
  const path = workplace.folder.file('observations.parquet');
  const model = modelSql(contactObservationsStage, session.engine, {});
  const rows = await session.write(`SELECT * FROM (${model}) o ${clusterOrder(contactObservations)}`, path);
  const added = rows === 0 ? [] : [workplace.folder.adopt(contactObservations, path, rows)];
  return { state: await appendSource(session, workplace, contactObservations, was, { added }), rows };
};

const noteBatch = async (
  session: Session,
  workplace: Workplace,
  parent: Manifest,
  { batchId, digest, label, extractTs, loadTs }: PlacedBatch,
  counts: Landed['counts'],
  runId: string,
): Promise<TableState | undefined> => {
  await session.bindRows('batch_row', contactBatches, [
    {
      batch_id: batchId,
      digest,
      path: label,
      extract_ts: extractTs,
      load_ts: loadTs,
      received: BigInt(counts.received),
      accepted: BigInt(counts.accepted),
      quarantined: BigInt(counts.quarantined),
      run_id: runId,
    },
  ]);
  const was = parent.tables[qualifiedName(contactBatches)];
  return await keepTable(session, workplace, contactBatches, was, { added: 'SELECT * FROM batch_row' });
};
