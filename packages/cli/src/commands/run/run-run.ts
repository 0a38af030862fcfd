import { existsSync } from 'node:fs';
import { type Config, isRefusal } from '@audit/contract';
import type { DuckDbEngine, Lake, LakeLock, Manifest } from '@audit/warehouse';
import { todayOf } from '../../as-of-day.ts';
import type { CommandContext } from '../../context.ts';
import type { Warn } from '../../jobs/derive-delta-logs.ts';
import { openEngine } from '../../open-engine.ts';
import { lakeToFill } from '../../open-lake.ts';
import { jsonDocument, jsonLine } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { type Progress, progressOn } from '../../output/progress.ts';
import { chosenSteps, type StepChoice } from '../../pipeline/chosen-steps.ts';
import { type Emit, eventsTo } from '../../pipeline/openlineage/emit-events.ts';
import { lineageListener } from '../../pipeline/openlineage/lineage-listener.ts';
import { type FindFiles, findOnce } from '../../pipeline/found-files.ts';
import { lastDay } from '../../pipeline/keep-gate-results.ts';
import type { StepSettings } from '../../pipeline/pipeline-step.ts';
import { planPipeline } from '../../pipeline/plan-pipeline.ts';
import { type ReadPipeline, readPipeline } from '../../pipeline/read-pipeline.ts';
import { runReport } from '../../pipeline/report/run-report.ts';
import { type WrittenReport, writeReport } from '../../pipeline/report/write-report.ts';
import { type PipelineOrder, type PipelineRun, quarantinedOf, runPipeline } from '../../pipeline/run-pipeline.ts';
import { tellFailure } from '../../pipeline/tell-failure.ts';
import { runIdentity } from '../../run-identity.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { lakeFolder, readConfig, refuseOtherEngines } from '../../settings.ts';
import { openTarget, openTargets } from '../../triggers/open-targets.ts';
import { tellChanges } from '../../triggers/tell-changes.ts';
import { declaredSources } from '../lineage/declared-sources.ts';
import { type NightFlags, nightsOf } from './nights.ts';
import { planText, runJson, runText } from './run-text.ts';

interface RunFlags extends NightFlags, StepChoice {
  readonly report?: string;
  readonly dryRun?: true;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** What every night of a call shares. */
interface Call {
  readonly context: CommandContext;
  readonly config: Config;
  readonly find: FindFiles;
  readonly lake: Lake;
  readonly read: ReadPipeline;
  readonly flags: RunFlags;
  readonly nights: readonly string[];
  readonly scratch: string;
  readonly engine: DuckDbEngine;
  readonly progress: Progress;
  readonly warn: Warn;
}

/** Files and folders the steps read, besides the lake. What is refused here is refused by the step too, and there the run is told of, with its report. */
const directoriesOf = async (settings: StepSettings, read: ReadPipeline, choice: StepChoice): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const { step, options, left } of chosenSteps(read.pipeline, choice))
    try {
      if (left === undefined) found.push(...(await step.directories(options, settings)));
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  return found;
};

/** `audit run`. */
export const runRun = async (context: CommandContext, word: string, flags: RunFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  const read = readPipeline(context, word);
  const lake = lakeToFill(lakeFolder(context, config));
  const nights = nightsOf(flags, todayOf(runIdentity(context, 'audit run').clock, config), lake, read.name);
  // A secret that is not there is said before the night, not after it.
  const targets = openTargets(context, config);
  const { on_failure: told } = read.pipeline.outputs;
  for (const settings of told) openTarget(context, told, settings, `${read.origin}: outputs.on_failure`);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const progress = progressOn(context.stderr, { quiet: flags.quiet === true });
  const warn: Warn = (message, facts) => {
    progress.finish();
    log.warn(facts, message);
  };
  using scratch = scratchFolder(context, config);
  const find = findOnce(context);
  const directories = await directoriesOf({ context, config, find }, read, flags);
  await using engine = openEngine(context, config, [lake.root, scratch.path, ...directories]);
  const call = { context, config, find, lake, read, flags, nights, scratch: scratch.path, engine, progress, warn };
  try {
    if (flags.dryRun === true) return await plan(call);
    const last = await runNights(call);
    if (last === undefined) return;
    await tellChanges({ targets, lake, engine, identity: last.identity, interrupted: context.interrupted });
  } finally {
    progress.finish();
  }
};

const plan = async ({ context, config, find, lake, read, flags, nights, engine, warn }: Call): Promise<void> => {
  const asOf = nights[0] ?? '';
  const steps = await planPipeline({ context, config, find, lake, engine, read, choice: flags, asOf, warn });
  const { version } = lake.head();
  const json = { dry_run: true, pipeline: read.name, days: nights, lake: lake.root, version, steps };
  await context.stdout.write(flags.json ? jsonDocument(json) : planText(read.name, nights, version, steps));
};

/** Runs the nights one after the other under one lock, to the first that fails. */
const runNights = async (call: Call): Promise<PipelineRun | undefined> => {
  const { context, lake, nights, flags, read } = call;
  if (nights.length === 0) {
    if (flags.json !== true && flags.quiet !== true) await context.stdout.write(`${read.name}: no day is missing.\n`);
    return undefined;
  }
  const isNew = !existsSync(lake.root);
  const emit = eventsTo(context, read.pipeline.outputs.openlineage, call.warn);
  await using lock = await lake.lock(runIdentity(context, 'audit run'));
  try {
    let last: PipelineRun | undefined;
    for (const asOf of nights) last = await runNight(call, lock, asOf, emit);
    if (last?.status === 'published') warnOfPast(call, last);
    return last;
  } catch (error) {
    // A first run that is refused writes nothing: not even an empty lake.
    if (isNew) lake.abandon(lock);
    throw error;
  }
};

/** Gold is that of one day: whoever fills in days gone by has the last of them served. */
const warnOfPast = ({ read, warn }: Call, { asOf, manifest, steps }: PipelineRun): void => {
  const come = lastDay(manifest.watermarks, read.name);
  const isAggregated = steps.some(({ step, tables }) => step === 'aggregate' && tables.length > 0);
  if (come !== undefined && asOf < come && isAggregated)
    warn('the customer 360 is that of an earlier day now; run the pipeline again for today', { as_of: asOf, came_to: come });
};

const silent: PipelineOrder['listener'] = { onBegin: async () => {}, onStart: async () => {}, onEnd: async () => {} };

const runNight = async (call: Call, lock: LakeLock, asOf: string, emit: Emit | undefined): Promise<PipelineRun> => {
  const { context, config, find, lake, read, flags, scratch, engine, progress, warn } = call;
  const identity = runIdentity(context, 'audit run');
  const namespace = read.pipeline.outputs.openlineage?.namespace ?? 'audit';
  const declared = (made: Manifest) => declaredSources(context, config, made);
  const lineage = emit === undefined ? undefined : lineageListener({ emit, namespace, lake, now: context.now, declared });
  const listener = lineage ?? silent;
  const order = { context, config, find, lake, lock, engine, read, choice: flags, asOf, identity, scratch, progress, warn, listener };
  const { run, failure } = await runPipeline(order);
  await lineage?.onFinish(run);
  progress.finish();
  const report = await reportOf(call, run);
  if (failure !== undefined) {
    await tellFailure(context, read, run, report, warn);
    throw failure;
  }
  if (quarantinedOf(run) > 0) context.finish(4);
  if (flags.json) await context.stdout.write((call.nights.length > 1 ? jsonLine : jsonDocument)(runJson(run, report)));
  else if (!flags.quiet) await context.stdout.write(runText(run, report));
  return run;
};

/** Writes the report where one is wanted; of a run that was stopped there is none. */
const reportOf = async ({ context, lake, read, flags, engine, warn }: Call, run: PipelineRun): Promise<WrittenReport | undefined> => {
  const folder = flags.report ?? read.pipeline.outputs.report;
  if (folder === undefined || run.error?.exitCode === 130) return undefined;
  try {
    await using session = await engine.session();
    return await writeReport(context, folder, await runReport(session, lake, run));
  } catch (error) {
    if (run.error === undefined) throw error;
    warn('the report of the run that failed could not be written', { reason: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
};
