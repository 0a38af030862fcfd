import { type Decimal, instantOf, isRefusal, qualityProfile, type Row, transformMetrics } from '@audit/contract';
import {
  type DuckDbEngine,
  keepTable,
  type Lake,
  type LakeLock,
  type MadeTables,
  type Manifest,
  openWorkplace,
  runJob,
  runKeyOf,
  type StepAccount,
  type TableState,
  type Workplace,
} from '@audit/warehouse';
import { checkPatterns } from './check-patterns.ts';
import { doubtfulCurrencies, type DoubtfulCurrency } from './default-currencies.ts';
import { keepRefusals, refusedAnew, type Refusals } from './keep-refusals.ts';
import { type JobOptions, mappedJob, type MappedJob, namesOf } from './mapped-job.ts';
import type { MappedStages } from './mapped-stages.ts';
import { profileColumns } from './profile-columns.ts';
import type { ReadMapping } from './read-mapping.ts';
import { type Recorder, rowAccount, type RowAccount } from './row-account.ts';

/** Who transforms, and what. */
export interface TransformRun extends JobOptions {
  readonly runId: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
  readonly configHash?: string;
  /** Told of each step when it is done. */
  readonly onStep?: (account: StepAccount) => void;
}

/** What a run did to a table. */
export interface TransformedTable {
  /** Bronze and silver table, without their layers. */
  readonly source: string;
  readonly target: string;
  /** How it was computed: `skip` where nothing it reads changed. */
  readonly mode: StepAccount['mode'];
  readonly why: string;
  readonly seconds: number;
  /** Counted where the table, or what it reads, changed. */
  readonly account: RowAccount | undefined;
  /** Rows refused by this run that were not before. */
  readonly refusedAnew: number;
  readonly flagged: number;
  readonly doubtful: readonly DoubtfulCurrency[];
  readonly profile: readonly Row<typeof qualityProfile>[];
  /** Records refused as they stand. */
  readonly refused: number;
  readonly rows: number;
}

export interface Transformation {
  readonly manifest: Manifest;
  /** Whether a version was published. */
  readonly isNew: boolean;
  readonly tables: readonly TransformedTable[];
  /** Tables of the mapping that the lake has no bronze of. */
  readonly absent: readonly string[];
  readonly unmapped: MappedJob['unmapped'];
}

type Tables = Readonly<Record<string, TableState>>;
/** All tables before and after the steps of a run. */
interface Versions {
  readonly was: Tables;
  readonly now: Tables;
}

interface Recorded {
  readonly account: RowAccount;
  readonly refusedAnew: number;
  readonly flagged: number;
  readonly doubtful: readonly DoubtfulCurrency[];
  readonly profile: readonly Row<typeof qualityProfile>[];
}

const secondsOf = (accounts: readonly StepAccount[], { silver, refused, missing, parents }: MappedStages): number => {
  const steps = new Set([
    silver.id,
    refused.id,
    ...missing.map(({ stage }) => stage.id),
    ...(parents === undefined ? [] : [parents.stage.id]),
  ]);
  return accounts.filter(({ step }) => steps.has(step)).reduce((sum, { seconds }) => sum + seconds, 0);
};

/**
 * Bronze to silver by a mapping, all tables in one commit: what changed in bronze is computed anew, what changed in silver is profiled, what is
 * refused is written down. Where nothing changed nothing is published. The caller holds the lock.
 *
 * @throws MappingInvalid for columns bronze has not, and patterns that are none; RowsUnaccounted
 */
export const transformBronze = async (
  engine: DuckDbEngine,
  lake: Lake,
  lock: LakeLock,
  read: ReadMapping,
  run: TransformRun,
): Promise<Transformation> => {
  const parent = lake.head();
  const mapped = mappedJob(read, parent, run);
  const codes = mapped.job.steps.map(({ stage }) => stage.code);
  const runKey = runKeyOf(['transform', parent.version, codes]);
  const folder = lake.stage(lock, runKey, run.clock);
  const who = { runId: run.runId, at: instantOf(folder.clock) };
  const recorded = new Map<string, Recorded>();
  const recorder = { who, recorded };
  const accounts: StepAccount[] = [];
  try {
    await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
    await checkPatterns(await place.session(), read);
    const manifest = await runJob(engine, lake, lock, mapped.job, {
      runId: run.runId,
      clock: run.clock,
      parent,
      runKey,
      place,
      ...(run.configHash === undefined ? {} : { configHash: run.configHash }),
      onStep: (account) => {
        accounts.push(account);
        run.onStep?.(account);
      },
      record: async (_, made) => await recordRun(place, mapped.tables, { was: parent.tables, now: made.tables }, made, read, recorder),
    });
    return {
      manifest,
      isNew: manifest.version > parent.version,
      tables: mapped.tables.map((stages) => transformed(stages, manifest, accounts, recorded.get(stages.table.bronze))),
      absent: mapped.absent,
      unmapped: mapped.unmapped,
    };
  } catch (error) {
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};

const transformed = (
  stages: MappedStages,
  { tables }: Manifest,
  accounts: readonly StepAccount[],
  recorded: Recorded | undefined,
): TransformedTable => {
  const names = namesOf(stages);
  const step = accounts.find((account) => account.step === stages.silver.id);
  return {
    source: stages.table.bronze,
    target: stages.silver.writes.name,
    mode: step?.mode ?? 'skip',
    why: step?.why ?? '',
    seconds: secondsOf(accounts, stages),
    account: recorded?.account,
    refusedAnew: recorded?.refusedAnew ?? 0,
    flagged: recorded?.flagged ?? 0,
    doubtful: recorded?.doubtful ?? [],
    profile: recorded?.profile ?? [],
    refused: recorded?.account.quarantined ?? tables[names.refused]?.rows ?? 0,
    rows: tables[names.silver]?.rows ?? 0,
  };
};

const metricsRow = (
  stages: MappedStages,
  { account, refusedAnew, flagged }: Recorded,
  seconds: number,
  who: Recorder,
): Row<typeof transformMetrics> => ({
  run_id: who.runId,
  source_table: `bronze_${stages.table.bronze}`,
  table_name: `silver_${stages.silver.writes.name}`,
  received: BigInt(account.received),
  superseded: BigInt(account.superseded),
  deleted: BigInt(account.deleted),
  filtered: BigInt(account.filtered),
  landed: BigInt(account.landed),
  quarantined: BigInt(account.quarantined),
  refused_anew: BigInt(refusedAnew),
  flagged: BigInt(flagged),
  seconds: seconds.toFixed(3) as Decimal,
  transformed_at: who.at,
});

const flaggedRows = async (place: Workplace, { silver, hasFlags }: MappedStages): Promise<number> => {
  if (!hasFlags) return 0;
  const [row] = await (await place.session()).evidence(`SELECT COUNT("_flags") AS n FROM "account_${silver.writes.name}"`, 1);
  return Number(row?.['n']);
};

/** Accounts, refusals and profiles of the tables a run touched. */
const recordRun = async (
  place: Workplace,
  all: readonly MappedStages[],
  { was, now }: Versions,
  { accounts }: MadeTables,
  { mapping: { drift } }: ReadMapping,
  { who, recorded }: { readonly who: Recorder; readonly recorded: Map<string, Recorded> },
): Promise<Readonly<Record<string, TableState>>> => {
  const session = await place.session();
  const ran = (stages: MappedStages): boolean =>
    accounts.some(({ step, mode }) => (step === stages.silver.id || step === stages.refused.id) && mode !== 'skip');
  const touched = all.filter(ran);
  const metrics: Row<typeof transformMetrics>[] = [];
  const profiles: Row<typeof qualityProfile>[] = [];
  const refusals: Refusals[] = [];
  for (const stages of touched) {
    const account = await rowAccount(session, place.lake, stages, now);
    const flagged = await flaggedRows(place, stages);
    const refused = await refusedAnew(session, place.lake, stages, { was, now, keyless: account.keyless }, who);
    refusals.push(refused);
    const profile = await profileColumns(session, place.lake, stages, { was, now }, drift, who);
    const doubtful = await doubtfulCurrencies(session, stages);
    const one = { account, flagged, doubtful, refusedAnew: refused.rows, profile };
    recorded.set(stages.table.bronze, one);
    profiles.push(...profile);
    metrics.push(metricsRow(stages, one, secondsOf(accounts, stages), who));
  }
  await session.bindRows('new_metrics', transformMetrics, metrics);
  await session.bindRows('new_profiles', qualityProfile, profiles);
  const states = {
    ops_quarantine: await keepRefusals(place, session, refusals, was['ops_quarantine']),
    ops_transform_metrics: await keepTable(session, place, transformMetrics, was['ops_transform_metrics'], {
      added: 'SELECT * FROM new_metrics',
    }),
    ops_quality_profile: await keepTable(session, place, qualityProfile, was['ops_quality_profile'], {
      added: 'SELECT * FROM new_profiles',
    }),
  };
  return Object.fromEntries(Object.entries(states).flatMap(([name, state]) => (state === undefined ? [] : [[name, state]])));
};
