import { HeadMoved, qualifiedName } from '@audit/contract';
import type { Engine } from '../engine/engine.ts';
import type { Lake } from '../lake/lake.ts';
import type { LakeLock } from '../lake/lake-lock.ts';
import type { Manifest, StepAccount } from '../lake/manifest.ts';
import type { TableState } from '../lake/table-state.ts';
import type { Step } from './decide.ts';
import { hashOf, runKeyOf, sameJson } from './hash-of.ts';
import type { Job } from './job.ts';
import type { Outcome } from './outcome.ts';
import { stepOf } from './plan-job.ts';
import { runInLake } from './run-in-lake.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

export interface JobRun {
  readonly runId: string;
  /** The run's fixed clock, ISO with microseconds and Z. */
  readonly clock: string;
  /** The head on which new source states were made; by default the head now. */
  readonly parent?: Manifest;
  /** New states of source tables, made by landing under the same lock and parent. */
  readonly sources?: Readonly<Record<string, TableState>>;
  /** Of a landing that went before; by default it follows from the job and the head. */
  readonly runKey?: string;
  /** Where that landing worked, with what it kept; whoever opened it closes it. */
  readonly place?: Workplace;
  readonly watermarks?: Readonly<Record<string, unknown>>;
  readonly configHash?: string;
  /** Accounts of the landing. */
  readonly accounts?: readonly StepAccount[];
  /** Told of each step when it is done. */
  readonly onStep?: (account: StepAccount) => void;
  /** Makes what no stage makes of what the steps made: records about them. Asked only where a step had something to do; published in the same commit. */
  readonly record?: (place: Workplace, made: MadeTables) => Promise<Readonly<Record<string, TableState>>>;
}

/** What the steps of a run made. */
export interface MadeTables {
  /** All tables as they will be published. */
  readonly tables: Readonly<Record<string, TableState>>;
  readonly accounts: readonly StepAccount[];
}

/**
 * Runs the steps of a job and publishes all their tables, the new source states and the accounts in one commit. When
 * nothing changed, nothing is committed and the head is returned. A run that was killed goes on behind its last
 * finished step.
 *
 * @throws {@link HeadMoved} when the lake was written since `parent` was read
 */
export const runJob = async (engine: Engine, lake: Lake, lock: LakeLock, job: Job, run: JobRun): Promise<Manifest> => {
  const head = lake.head();
  const parent = run.parent ?? head;
  if (parent.version !== head.version) throw new HeadMoved(lake.root, parent.version, head.version);
  const runKey =
    run.runKey ?? runKeyOf([job.name, head.version, run.sources ?? {}, job.steps.map(({ stage, params }) => [stage.code, params])]);
  if (run.place !== undefined) return await runSteps(run.place, lock, job, run, parent, runKey);
  await using place = openWorkplace(engine, { lake, folder: lake.stage(lock, runKey, run.clock), version: parent.version + 1 });
  return await runSteps(place, lock, job, run, parent, runKey);
};

const runSteps = async (place: Workplace, lock: LakeLock, job: Job, run: JobRun, parent: Manifest, runKey: string): Promise<Manifest> => {
  const { engine, lake, folder } = place;
  const tables: Record<string, TableState> = { ...parent.tables, ...run.sources };
  const accounts: StepAccount[] = [...(run.accounts ?? [])];
  for (const jobStep of job.steps) {
    const written = qualifiedName(jobStep.stage.writes);
    const { outcome, account } = await runStep(place, stepOf(job, jobStep, tables), tables[written]);
    tables[written] = outcome.state;
    accounts.push(account);
    run.onStep?.(account);
  }
  if (sameJson(tables, parent.tables) && sameJson(run.watermarks ?? parent.watermarks, parent.watermarks)) {
    folder.drop();
    return parent;
  }
  if (accounts.some(({ mode }) => mode === 'keys' || mode === 'whole'))
    Object.assign(tables, await run.record?.(place, { tables, accounts }));
  const next = lake.commit(lock, parent, {
    job: job.name,
    runId: run.runId,
    runKey,
    clock: folder.clock,
    codeHash: hashOf([engine.name, engine.version, job.steps.map(({ stage }) => stage.code)]),
    configHash: run.configHash ?? '',
    tables,
    watermarks: run.watermarks ?? parent.watermarks,
    accounts,
  });
  folder.drop();
  return next;
};

/** Runs a step, or takes its outcome from an earlier attempt that had exactly the same inputs and whose files are whole. */
const runStep = async (
  place: Workplace,
  step: Step,
  was: TableState | undefined,
): Promise<{ readonly outcome: Outcome; readonly account: StepAccount }> => {
  const started = performance.now();
  const note = noteName(place, step, was);
  const before = place.folder.note<Outcome>(note);
  const resumed = before !== undefined;
  const outcome = before ?? (await runInLake(place, step, was));
  if (!resumed && outcome.mode !== 'skip') place.folder.keepNote(note, outcome);
  const { mode, why, counts } = outcome;
  const seconds = (performance.now() - started) / 1000;
  return { outcome, account: { step: step.stage.id, mode, why, ...(resumed ? { resumed } : {}), seconds, counts } };
};

const noteName = ({ engine }: Workplace, { stage, params, from }: Step, was: TableState | undefined): string => {
  const states = Object.entries(from).map(([name, { state }]) => [name, state]);
  return `${stage.id.replaceAll('/', '.')}-${hashOf([stage.code, engine.name, engine.version, params, states, was ?? null]).slice(0, 16)}`;
};
