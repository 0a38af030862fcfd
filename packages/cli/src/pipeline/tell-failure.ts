import type { CommandContext } from '../context.ts';
import type { Warn } from '../jobs/derive-delta-logs.ts';
import { openTarget } from '../triggers/open-targets.ts';
import { retrying, usualPatience } from '../triggers/retrying.ts';
import { NotTold } from '../triggers/target.ts';
import { giveUpMillis } from '../triggers/tell-target.ts';
import type { ReadPipeline } from './read-pipeline.ts';
import type { WrittenReport } from './report/write-report.ts';
import type { PipelineRun } from './run-pipeline.ts';

/** A run that will be tried again by itself, or was stopped by a person, is no news. */
const noNews = new Set([75, 130]);

/** Tells the targets of a pipeline that a run failed: one JSON object. Whatever goes wrong is warned of. */
export const tellFailure = async (
  context: CommandContext,
  { pipeline, origin }: ReadPipeline,
  { error, ...run }: PipelineRun,
  report: WrittenReport | undefined,
  warn: Warn,
): Promise<void> => {
  const targets = pipeline.outputs.on_failure;
  if (error === undefined || noNews.has(error.exitCode)) return;
  const json = JSON.stringify({
    event: 'PIPELINE_FAILED',
    pipeline: run.pipeline,
    as_of: run.asOf,
    run_id: run.identity.runId,
    step: run.steps.find(({ outcome }) => outcome === 'failed')?.step ?? null,
    error: { code: error.code, exit_code: error.exitCode, message: error.message },
    report: report?.html ?? null,
  });
  for (const settings of targets) {
    try {
      const target = openTarget(context, targets, settings, `${origin}: outputs.on_failure`);
      const limitMillis = giveUpMillis(settings);
      const told = [{ eventId: run.identity.runId, recordedTs: run.identity.clock, json }];
      await retrying((signal) => target.tell(told, signal), { ...usualPatience, limitMillis }, context.interrupted);
    } catch (cause) {
      const reason = cause instanceof NotTold || cause instanceof Error ? cause.message : String(cause);
      warn(`"${settings.name}" was not told of the failure`, { reason });
    }
  }
};
