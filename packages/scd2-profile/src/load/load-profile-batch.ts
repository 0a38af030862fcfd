import { formatInstant, instantOf, isRefusal, qualifiedName, quarantine, RowsUnaccounted, type Table } from '@audit/contract';
import {
  customerProfileStandardized,
  profileAuditEvents,
  profileBatches,
  profileCorrections,
  profileIdentities,
  profileMonitor,
  profileObservations,
  profileState,
  standardizedProfiles,
} from '@audit/contract/profile';
import {
  appendSource,
  clusterOrder,
  type DuckDbEngine,
  type FileRef,
  keepDelivered,
  keepTable,
  type Lake,
  type LakeLock,
  type Manifest,
  modelSql,
  type Publication,
  runKeyOf,
  type Session,
  type StageFolder,
  type TableChange,
  textLiteral,
} from '@audit/warehouse';
import { hashVersionOf } from '../canonical/hash-version.ts';
import { catalogCodes } from '../1-standardize/catalogs/catalog-codes.ts';
import { deliverBatch } from '../0-deliver/deliver-batch.ts';
import type { DeliveredBatch } from '../0-deliver/delivered-batch.ts';
import { profileDelivery } from '../0-deliver/delivery.ts';
import { allDelivered, type Fresh, leaveOutRepetitions } from '../3-observe/fresh-records.ts';
import { addLateDeliveries } from './late-deliveries.ts';
import { observe, type Observed } from './observe.ts';
import type { MissingPolicy } from './missing-customers.ts';
import { observeAbsence, type Presence } from './observe-absence.ts';
import { placeBatch } from './place-batch.ts';
import type { PlacedBatch, ProfileBatch } from './profile-batch.ts';
import { sqlInstant } from './sql-instant.ts';
import { correctedRecords } from '../0-deliver/corrected-records.ts';
import type { Quarantined } from '../0-deliver/keep-quarantine.ts';
import type { Refusal } from '../0-deliver/keep-records.ts';
import { quarantineRecords } from '../0-deliver/quarantine-records.ts';
import { takeCorrections } from './take-corrections.ts';
import { bindBelief } from './bind-belief.ts';
import { bindContents } from './bind-contents.ts';
import { publishHistory, type States } from './publish-history.ts';
import { bindObserved, bindTouched, type Touched } from './touched-customers.ts';
import { auditEventsStage } from '../6-audit-event/audit-events.stage.ts';
import { batchRow } from './batch-row.ts';
import { accountOfLoad, type LoadAccount } from '../7-quality/load-account.ts';
import { monitorFindingsStage } from '../7-quality/monitor-findings.stage.ts';
import { checkLoadLaws } from '../7-quality/load-laws.ts';

export interface ProfileLoadOptions {
  /** Binds the codes of the catalogs as `codes`; without it spellings are stored as they are. */
  readonly bindCodes?: (session: Session) => Promise<void>;
  /** From so many records on, those that repeat their customer's newest delivery are looked for and passed over. */
  readonly repetitionsFrom: number;
  /** About a batch declared full; by default nobody is closed. */
  readonly missing?: MissingPolicy;
}

export interface ProfileRun {
  readonly runId: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
  readonly configHash?: string;
}

export interface ProfileLoad {
  /** `skipped`: the batch was loaded before. */
  readonly status: 'applied' | 'skipped';
  readonly batchId: string;
  readonly account: LoadAccount;
  readonly unknownColumns: readonly string[];
  /** The head after the load. */
  readonly manifest: Manifest;
}

const nothing: LoadAccount = {
  received: 0,
  repeated: 0,
  quarantined: 0,
  missing: 0,
  implied: 0,
  created: 0,
  corrected: 0,
  closed: 0,
  type1Updated: 0,
  unchanged: 0,
};

/**
 * Loads one batch of customer profiles: bronze, silver, observations, history, bridges and audit events, in one commit. The caller
 * holds the lock. A batch that was loaded before is not loaded again.
 *
 * @throws BatchChanged, LoadTimeNotLater, FileRefused, ProfileInvariantBroken, DamagedFile; then nothing was published
 * @see founding document 002; docs/profile.md
 */
export const loadProfileBatch = async (
  engine: DuckDbEngine,
  lake: Lake,
  lock: LakeLock,
  given: ProfileBatch,
  options: ProfileLoadOptions,
  run: ProfileRun,
): Promise<ProfileLoad> => {
  const parent = lake.head();
  await using session = await engine.session();
  const placed = await placeBatch(session, lake, parent, given, instantOf(run.clock));
  if (placed.known) return { status: 'skipped', batchId: placed.batchId, account: nothing, unknownColumns: [], manifest: parent };
  const { batch } = placed;
  const folder = lake.stage(lock, keyOf(parent, batch), run.clock);
  try {
    const place = { lake, folder, version: parent.version + 1 };
    const { account, states, unknownColumns } = await performLoad({ ...place, engine, session, parent, batch, options, run });
    const manifest = lake.commit(lock, parent, draftOf(parent, states, folder, batch, account, run));
    folder.drop();
    return { status: 'applied', batchId: batch.batchId, account, unknownColumns, manifest };
  } catch (error) {
    // What was refused is refused again; after anything else nothing in the folder is of use but its clock.
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};

const keyOf = (parent: Manifest, { batchId, digest }: PlacedBatch): string => runKeyOf(['profile-load', parent.version, batchId, digest]);

const draftOf = (
  parent: Manifest,
  states: States,
  folder: StageFolder,
  batch: PlacedBatch,
  account: LoadAccount,
  { runId, configHash = '' }: ProfileRun,
): Parameters<Lake['commit']>[2] => {
  const changed = Object.fromEntries(Object.entries(states).flatMap(([name, state]) => (state === undefined ? [] : [[name, state]])));
  return {
    job: 'profile-load',
    runId,
    runKey: keyOf(parent, batch),
    clock: folder.clock,
    codeHash: '',
    configHash,
    tables: { ...parent.tables, ...changed },
    watermarks: { ...parent.watermarks, profile: { batch: batch.batchId, extract_ts: formatInstant(batch.extractTs) } },
    accounts: [
      {
        step: 'scd2-profile/load',
        mode: 'land',
        why: `batch ${batch.batchId}`,
        seconds: 0,
        counts: { ...account },
      },
    ],
  };
};

/** A load at work: what it publishes into, the version it started from, and its session. */
interface Loading extends Publication {
  readonly engine: DuckDbEngine;
  readonly session: Session;
  readonly parent: Manifest;
  readonly batch: PlacedBatch;
  readonly options: ProfileLoadOptions;
  readonly run: ProfileRun;
}

interface Loaded {
  readonly states: States;
  readonly account: LoadAccount;
  readonly unknownColumns: readonly string[];
}

/** The steps of a load, in the order of the flow. */
const performLoad = async (loading: Loading): Promise<Loaded> => {
  const { session, parent, batch, run } = loading;
  const refusal = { runId: run.runId, at: instantOf(run.clock) };
  // Catalogs may be refused: before the delivery is kept.
  const mapping = await bindCodes(loading);
  const states: States = {};
  const { delivered, quarantined, fresh } = await takeBatch(loading, states, refusal);
  const { records, repeated, fingerprinted } = fresh;
  const observed = await observe(session, loading, {
    records,
    name: 'told',
    feed: batch.feed,
    mapping,
    hashVersion: hashVersionOf(parent),
  });
  const { received } = delivered;
  if (received !== observed.records + repeated + quarantined.rows) {
    throw new RowsUnaccounted(batch.label, { received, accepted: observed.records, repeated, quarantined: quarantined.rows });
  }
  states[qualifiedName(quarantine)] = quarantined.state;
  const policy = loading.options.missing;
  const presence = await observeAbsence(session, loading, parent, batch, { told: observed, received, policy, mapping });
  const touched = await bindTouched(session, loading, parent, batch);
  await keepObservations(loading, states, presence.told, { touched, mapping });
  await bindObserved(session, loading, parent, touched);
  await bindBelief(session, loading.lake, parent, batch, { touched, lastSk: parent.tables[qualifiedName(profileIdentities)]?.rows ?? 0 });
  await bindContents(session, loading, parent, touched);
  await keepEvents(loading, states);
  await checkLoadLaws(session);
  const type1Updated = await publishHistory(loading, states, batch);
  await keepState(loading, states, fingerprinted);
  await keepFindings(loading, states, presence);
  const { missing, implied } = presence;
  const account = await accountOfLoad(session, { received, repeated, quarantined: quarantined.rows, missing, implied, type1Updated });
  await session.bindRows('batch_row', profileBatches, [batchRow(batch, account, run.runId)]);
  await keep(loading, states, profileBatches, { added: 'SELECT * FROM batch_row' });
  return { states, account, unknownColumns: delivered.unknownColumns };
};

/** What the monitors find in the records of a batch, and whom a full extract does not hold. */
const keepFindings = async (loading: Loading, states: States, { current, missing }: Presence): Promise<void> => {
  const { session, batch } = loading;
  const found = modelSql(monitorFindingsStage, session.engine, { batch_id: batch.batchId });
  const absent = `SELECT ${textLiteral(batch.batchId)}, TIMESTAMP '${sqlInstant(batch.loadTs)}', 'MISSING_FROM_EXTRACT', '', CAST(${missing} AS BIGINT), CAST(${current} AS BIGINT)`;
  await keep(loading, states, profileMonitor, { added: missing === 0 ? found : `${found} UNION ALL ${absent}` });
};

/** @returns whether spellings become codes */
const bindCodes = async ({ session, options }: Loading): Promise<boolean> => {
  if (options.bindCodes === undefined) await session.bindFiles('codes', catalogCodes, []);
  else await options.bindCodes(session);
  return options.bindCodes !== undefined;
};

const keep = async (loading: Loading, states: States, table: Table, change: TableChange): Promise<void> => {
  const name = qualifiedName(table);
  states[name] = await keepTable(loading.session, loading, table, loading.parent.tables[name], change);
};

/** The records of a batch that say something. `fingerprinted`: whether `raw_fingerprints` is bound. */
interface Said extends Fresh {
  readonly fingerprinted: boolean;
}

/** A batch as it was taken in: in bronze, with what is refused of it in quarantine. */
interface Taken {
  readonly delivered: DeliveredBatch;
  readonly quarantined: Quarantined;
  readonly fresh: Said;
}

/** Takes in what a source delivers, or corrections. Binds `new_corrections`. */
const takeBatch = async (loading: Loading, states: States, refusal: Refusal): Promise<Taken> => {
  const { engine, session, parent, batch } = loading;
  if (batch.feed === 'correction') {
    const taken = await takeCorrections(loading, states, refusal);
    return { ...taken, fresh: { records: correctedRecords, repeated: 0, fingerprinted: false } };
  }
  await session.bindFiles('new_corrections', profileCorrections, []);
  const delivered = await deliverBatch(engine, session, loading, batch, refusal, profileDelivery);
  const fresh = await bindDelivered(loading, delivered);
  const quarantined = await quarantineRecords(session, loading, parent, batch, delivered, refusal);
  const bronze = qualifiedName(customerProfileStandardized);
  if (delivered.file !== null)
    states[bronze] = keepDelivered(loading, customerProfileStandardized, parent.tables[bronze], [delivered.file]);
  return { delivered, quarantined, fresh };
};

/** Binds `delivered`, and finds the records that say something. */
const bindDelivered = async (loading: Loading, { file, received }: DeliveredBatch): Promise<Said> => {
  const { session, lake, parent, batch, options } = loading;
  await session.bindFiles('all_delivered', customerProfileStandardized, file === null ? [] : [lake.dataFile(file)]);
  await session.bindSql('delivered', allDelivered);
  if (batch.isLate || received < options.repetitionsFrom) return { records: allDelivered, repeated: 0, fingerprinted: false };
  return { ...(await leaveOutRepetitions(session, loading, parent, received)), fingerprinted: true };
};

/** Silver and the observation log; binds `standardized` and `new_observations`, late deliveries included. */
const keepObservations = async (
  loading: Loading,
  states: States,
  told: Observed,
  { touched, mapping }: { readonly touched: Touched; readonly mapping: boolean },
): Promise<void> => {
  const { session, parent, batch } = loading;
  const late = await addLateDeliveries(session, loading, parent, batch, touched, mapping);
  const append = async (table: Table, files: readonly FileRef[]): Promise<void> => {
    const name = qualifiedName(table);
    states[name] = await appendSource(session, loading, table, parent.tables[name], { added: files });
  };
  const standardized = [...told.standardized, ...late.standardized];
  const observations = [...told.observations, ...late.observations];
  await append(standardizedProfiles, standardized);
  await append(profileObservations, observations);
  const paths = (files: readonly FileRef[]): readonly string[] => files.map((ref) => loading.lake.path(ref));
  await session.bindFiles('standardized', standardizedProfiles, paths(standardized));
  await session.bindFiles('new_observations', profileObservations, paths(observations));
};

/** The audit events; binds `new_events`. */
const keepEvents = async (loading: Loading, states: States): Promise<void> => {
  const { session, batch, lake, folder } = loading;
  const params = auditEventsStage.params.parse({
    load_ts: formatInstant(batch.loadTs),
    batch_id: batch.batchId,
  });
  const path = folder.file('events.parquet');
  const rows = await session.write(
    `SELECT * FROM (${modelSql(auditEventsStage, session.engine, params)}) e ${clusterOrder(profileAuditEvents)}`,
    path,
  );
  const files = rows === 0 ? [] : [folder.adopt(profileAuditEvents, path, rows)];
  await session.bindFiles(
    'new_events',
    profileAuditEvents,
    files.map((ref) => lake.path(ref)),
  );
  const name = qualifiedName(profileAuditEvents);
  states[name] = await appendSource(session, loading, profileAuditEvents, loading.parent.tables[name], { added: files });
};

/**
 * What the next load must know of each customer touched. The fingerprint of the newest delivery stays valid when an older one comes in
 * late, or a correction; where none was made it is forgotten. A row that is not dated, or is dated after its extract, holds from each extract on that
 * shows it, and never merely repeats.
 */
const keepState = async (loading: Loading, states: States, fingerprinted: boolean): Promise<void> => {
  const fingerprint = fingerprinted
    ? 'CASE WHEN t.is_dated THEN f.raw_fingerprint END'
    : loading.batch.isLate || loading.batch.feed === 'correction'
      ? 's.raw_fingerprint'
      : 'CAST(NULL AS BIGINT)';
  const join = fingerprinted ? 'LEFT JOIN raw_fingerprints f ON f.customer_id = t.customer_id' : '';
  await keep(loading, states, profileState, {
    removed: 'SELECT * FROM states',
    added: `SELECT t.customer_id, ${fingerprint} AS raw_fingerprint,
        GREATEST(t.last_valid_ts, COALESCE(s.last_valid_ts, t.last_valid_ts)) AS last_valid_ts,
        CAST(COALESCE(s.version_count, 0) + COALESCE(e.versions, 0) AS INTEGER) AS version_count
      FROM touched t LEFT JOIN states s ON s.customer_id = t.customer_id ${join}
      LEFT JOIN (SELECT customer_id, COUNT(*) AS versions FROM changes WHERE change = 'entered' GROUP BY customer_id) e
        ON e.customer_id = t.customer_id`,
  });
};
