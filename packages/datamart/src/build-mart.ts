import { statSync } from 'node:fs';
import { type Granularity, isRefusal, transactionLines } from '@audit/contract';
import {
  defineJob,
  type FileRef,
  filesOf,
  type InputSource,
  type Job,
  type Lake,
  type LakeLock,
  type Manifest,
  openWorkplace,
  runJob,
  runKeyOf,
  type StepAccount,
} from '@audit/warehouse';
import type { DuckDbEngine } from '@audit/warehouse';
import { landTransactions } from './1-lines/land-transactions.ts';
import type { LandingAccount, LandingOptions } from './1-lines/landing.ts';
import { overflowOf } from './2-orders/order-overflow.ts';
import { ordersStage } from './2-orders/orders.stage.ts';
import { customerPeriodStages } from './3-customer-period/customer-period.stage.ts';

export interface MartOptions extends LandingOptions {
  readonly granularities: readonly Granularity[];
  /** Business zone: its midnights cut the periods. */
  readonly zone: string;
  /** Lines of these statuses stay in the lake but out of the marts. */
  readonly excludeStatus: readonly string[];
}
/** The run that builds a mart. */
export interface MartRun {
  readonly runId: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
  readonly configHash?: string;
  /** Told of each step when it is done; the landing is the first. */
  readonly onStep?: (account: StepAccount) => void;
}
export interface MartResult {
  /** The lake's head after the run: a new version, or the old one if nothing changed. */
  readonly manifest: Manifest;
  readonly committed: boolean;
  readonly account: LandingAccount;
  readonly steps: readonly StepAccount[];
}

/** Lines → orders → customer × period, one table a granularity. */
export const martJob = ({ granularities, zone, excludeStatus }: Pick<MartOptions, 'granularities' | 'zone' | 'excludeStatus'>): Job =>
  defineJob('build-mart', ({ source, run }) => {
    const lines = source(transactionLines);
    const placed = run(ordersStage, { lines }, { exclude_status: excludeStatus.toSorted() });
    for (const granularity of granularities) run(customerPeriodStages[granularity], { orders: placed }, { zone });
  });

/**
 * Lands transaction files and brings orders and customer periods up to date, in one commit. The caller holds the lock, so that
 * what is landed is based on the version it is published on.
 *
 * @throws what {@link landTransactions} throws; {@link InputRefused} for an order too large for its sums; {@link CheckFailed}; {@link DamagedFile}; then nothing was published.
 * {@link Interrupted}, {@link OutOfMemory}, {@link WriteFailed}: the same call again takes over the steps that were finished
 */
export const buildMart = async (
  engine: DuckDbEngine,
  lake: Lake,
  lock: LakeLock,
  sources: readonly InputSource[],
  options: MartOptions,
  run: MartRun,
): Promise<MartResult> => {
  const parent = lake.head();
  const runKey = keyOf(parent, sources, options);
  const folder = lake.stage(lock, runKey, run.clock);
  await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
  const steps: StepAccount[] = [];
  const onStep = (step: StepAccount): void => {
    steps.push(step);
    run.onStep?.(step);
  };
  try {
    const started = performance.now();
    const job = martJob(options);
    const onNews = (): void => lake.expect(filesRead(parent, job));
    const { sources: landed, account } = await landTransactions({ ...place, parent, runId: run.runId, onNews }, sources, options);
    const landing = landingStep(account, (performance.now() - started) / 1000);
    onStep(landing);
    const { runId, clock, configHash } = run;
    const manifest = await runJob(engine, lake, lock, job, {
      runId,
      clock,
      parent,
      sources: landed,
      runKey,
      place,
      accounts: [landing],
      onStep,
      ...(configHash === undefined ? {} : { configHash }),
    }).catch(async (error: unknown) => {
      throw await overflowOf(error, { engine, lake }, landed, options.excludeStatus);
    });
    return { manifest, committed: manifest.version !== parent.version, account, steps };
  } catch (error) {
    // What was refused is refused again. After anything else a rerun goes on behind the last finished step.
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};

/** Files of the tables of a job, in the order in which a run with new lines comes to them. */
const filesRead = ({ tables }: Manifest, job: Job): readonly FileRef[] =>
  [...job.tables.keys()].flatMap((name) => {
    const state = tables[name];
    return state === undefined ? [] : filesOf({ ...state, changes: [] });
  });

const landingStep = (account: LandingAccount, seconds: number): StepAccount => {
  const { received, accepted, quarantined, duplicates, duplicatesDropped, withdrawn } = account;
  const unchanged = account.files.filter(({ outcome }) => outcome === 'unchanged').length;
  const files = account.files.length === 1 ? '1 file' : `${account.files.length} files`;
  const why = unchanged === 0 ? files : `${files}, ${unchanged} of them loaded before`;
  return {
    step: 'datamart/landing',
    mode: 'land',
    why,
    seconds,
    counts: { received, accepted, quarantined, duplicates, duplicatesDropped, withdrawn },
  };
};

/** Same inputs on the same version with the same options: a rerun of the same run. */
const keyOf = (parent: Manifest, sources: readonly InputSource[], { onProgress: _, ...options }: MartOptions): string => {
  const inputs = sources.map(({ label, path }) => {
    const stat = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
    return [label, stat?.size ?? null, stat?.mtimeMs ?? null];
  });
  return runKeyOf(['build-mart', parent.version, inputs, options]);
};
