import { Assertion, AuditError, type Config, GateFailed, instantOf, isRefusal, SourceRefused } from '@audit/contract';
import { type DuckDbEngine, type Lake, type LakeDraft, type LakeLock, type Manifest, publishDraft, runKeyOf } from '@audit/warehouse';
import { configHash } from '../config-hash.ts';
import type { CommandContext } from '../context.ts';
import { deriveDeltaLogs, type Warn } from '../jobs/derive-delta-logs.ts';
import { declaredGold } from '../gold-definitions.ts';
import type { Progress } from '../output/progress.ts';
import type { RunIdentity } from '../run-identity.ts';
import { tableOf } from '../table-lookup.ts';
import { type ChosenStep, chosenSteps, type StepChoice } from './chosen-steps.ts';
import type { FindFiles } from './found-files.ts';
import { foundText, judgeGates, type JudgedGate } from './gates/judge-gates.ts';
import { refuseWrongGates } from './gates/refuse-wrong-gates.ts';
import { keepGateResults } from './keep-gate-results.ts';
import type { RanStep } from './ran-step.ts';
import type { ReadPipeline } from './read-pipeline.ts';
import { runSteps, type StepListener } from './run-steps.ts';

/** A night of a pipeline. */
export interface PipelineOrder {
  readonly context: CommandContext;
  readonly config: Config;
  readonly find: FindFiles;
  readonly lake: Lake;
  readonly lock: LakeLock;
  readonly engine: DuckDbEngine;
  readonly read: ReadPipeline;
  readonly choice: StepChoice;
  /** The day it is for, YYYY-MM-DD. */
  readonly asOf: string;
  readonly identity: RunIdentity;
  /** Private folder, gone after the run. */
  readonly scratch: string;
  readonly progress: Progress;
  readonly warn: Warn;
  /** Told of the run when it begins, with the identity it has, and of each step. */
  readonly listener: StepListener & { readonly onBegin: (run: PipelineRun) => Promise<void> };
}

/** What became of a night: filled as it goes. */
export interface PipelineRun {
  readonly pipeline: string;
  readonly asOf: string;
  readonly parent: Manifest;
  /** Of the first attempt: a run that goes on keeps its name and its clock. */
  identity: RunIdentity;
  /** The tables as the steps have made them so far. */
  readonly made: () => Manifest;
  /** What was published, or stands unpublished where it failed. */
  manifest: Manifest;
  status: 'published' | 'unchanged' | 'failed';
  readonly steps: RanStep[];
  gates: readonly JudgedGate[];
  seconds: number;
  error: { readonly code: string; readonly exitCode: number; readonly message: string } | undefined;
}

/** What the files of the project say of a step; of one that is wrong, why: the step itself will refuse it. */
const declaredOf = ({ context, config, find, identity }: PipelineOrder, { step, left }: ChosenStep): unknown => {
  if (left !== undefined) return left;
  try {
    return step.declared?.({ context, config, find }, identity.clock) ?? null;
  } catch (error) {
    return String(error);
  }
};

/** The same work on the same version has the same key: a run that was killed is gone on with, unless what it goes by was changed meanwhile. */
const keyOf = (order: PipelineOrder, chosen: readonly ChosenStep[], parent: Manifest): string => {
  const { engine, config, read, asOf } = order;
  const declared = chosen.map((one) => [one.step.name, declaredOf(order, one)]);
  return runKeyOf(['pipeline', parent.version, read.name, read.digest, asOf, engine.version, configHash(config), declared]);
};

const errorOf = (error: unknown): NonNullable<PipelineRun['error']> =>
  error instanceof AuditError
    ? { code: error.code, exitCode: error.exitCode, message: error.message }
    : { code: 'UNEXPECTED', exitCode: 1, message: error instanceof Error ? error.message : String(error) };

/** The identity of the first attempt, kept with what it made. */
const keptIdentity = ({ folder }: LakeDraft, given: RunIdentity): RunIdentity => {
  const kept = folder.note<RunIdentity>('identity');
  if (kept !== undefined) return kept;
  const first = { ...given, clock: folder.clock };
  folder.keepNote('identity', first);
  return first;
};

/** Rows in quarantine, of all steps. */
export const quarantinedOf = ({ steps }: Pick<PipelineRun, 'steps'>): number =>
  steps.reduce((sum, { quarantined }) => sum + quarantined, 0);

/**
 * Runs a night: its steps in a draft of the lake, its gates over what they made, and one version at the end. The caller holds the lock. A
 * run that was killed, or could not reach a source, goes on behind its last finished step; one that was refused begins anew.
 *
 * @returns what became of it; where it failed, with the error
 */
export const runPipeline = async (order: PipelineOrder): Promise<{ readonly run: PipelineRun; readonly failure: Error | undefined }> => {
  const started = performance.now();
  const { lake, lock, engine, read, asOf } = order;
  const parent = lake.head();
  const chosen = chosenSteps(read.pipeline, order.choice);
  const runKey = keyOf(order, chosen, parent);
  const draft = lake.draft(lock, runKey, order.identity.clock);
  const identity = keptIdentity(draft, order.identity);
  const run: PipelineRun = {
    pipeline: read.name,
    asOf,
    parent,
    identity,
    made: () => draft.made.head,
    manifest: parent,
    status: 'unchanged',
    steps: [],
    gates: [],
    seconds: 0,
    error: undefined,
  };
  let failure: Error | undefined;
  try {
    await order.listener.onBegin(run);
    run.manifest = await publishNight(order, draft, chosen, run, runKey);
    run.status = run.manifest.version > parent.version ? 'published' : 'unchanged';
    // Also where nothing changed: a run that was killed may have published before it came to this.
    if (lake.isDurable) await deriveDeltaLogs(lake, lock, engine, order.warn);
  } catch (error) {
    failure = error instanceof Error ? error : new Assertion(`a step threw ${String(error)}`);
    run.status = 'failed';
    run.error = errorOf(error);
    run.manifest = draft.made.head;
    // What is refused is refused again, until its inputs change: then all of it is looked at anew.
    if (isRefusal(error) && !(error instanceof SourceRefused)) draft.folder.drop();
  }
  run.seconds = Number(((performance.now() - started) / 1000).toFixed(3));
  return { run, failure };
};

const publishNight = async (
  order: PipelineOrder,
  draft: LakeDraft,
  chosen: readonly ChosenStep[],
  run: PipelineRun,
  runKey: string,
): Promise<Manifest> => {
  const { context, config, find, lock, engine, read, asOf, scratch, progress, warn, listener } = order;
  const { identity } = run;
  const hash = configHash(config);
  const place = { context, config, find, lake: draft.lake, lock, engine, identity, asOf, scratch, configHash: hash, progress, warn };
  refuseWrongGates(read, run.parent, declaredGold(context, config));
  await runSteps(draft, chosen, place, listener, run.steps);
  progress.advance({ label: 'gates …' });
  const { head } = draft.made;
  run.gates = await judgeGates(engine, draft.lake, head, read.pipeline.gates, { origin: read.origin, micros: instantOf(identity.clock) });
  const broken = run.gates.filter(({ outcome }) => outcome === 'failed');
  if (broken.length > 0)
    throw new GateFailed(
      read.name,
      broken.map((gate) => ({ gate: gate.gate, found: foundText(gate) })),
    );
  const isWhole = chosen.every(({ isAsked }) => isAsked);
  await keepGateResults(engine, draft, run.gates, { identity, pipeline: read.name, asOf, isWhole });
  progress.advance({ label: 'publishing …' });
  return await publishDraft(engine, draft, { job: read.name, runId: identity.runId, runKey, configHash: hash, tableOf });
};
