import type { Lake, Manifest } from '@audit/warehouse';
import type { DeclaredSources } from '../../commands/lineage/declared-sources.ts';
import type { PipelineRun } from '../run-pipeline.ts';
import type { StepListener } from '../run-steps.ts';
import type { Emit } from './emit-events.ts';
import { type EventOf, lineageEvent } from './lineage-event.ts';
import { lakeNamespace, stepDatasets } from './step-datasets.ts';

/** Who tells, of which lake, and by which clock. */
export interface LineageTelling {
  readonly emit: Emit;
  readonly namespace: string;
  readonly lake: Lake;
  readonly now: () => string;
  /** What files of the project say of columns of a version. */
  readonly declared: (manifest: Manifest) => DeclaredSources;
}

/** Tells of a run and its steps as they begin and end. */
export interface LineageListener extends StepListener {
  readonly onBegin: (run: PipelineRun) => Promise<void>;
  readonly onFinish: (run: PipelineRun) => Promise<void>;
}

/** Tells of runs as OpenLineage does. */
export const lineageListener = ({ emit, namespace, lake, now, declared }: LineageTelling): LineageListener => {
  let run: PipelineRun | undefined;
  const about = (step: string | undefined): EventOf => ({
    namespace,
    pipeline: run?.pipeline ?? '',
    runId: run?.identity.runId ?? '',
    asOf: run?.asOf ?? '',
    step,
    at: now(),
  });
  return {
    onBegin: async (begun) => {
      run = begun;
      await emit(lineageEvent('START', about(undefined)));
    },
    onStart: async (step) => await emit(lineageEvent('START', about(step))),
    onEnd: async (ran) => {
      if (ran.outcome === 'failed') return await emit(lineageEvent('FAIL', { ...about(ran.step), error: ran.why }));
      const made = run?.made() ?? lake.head();
      const { inputs, outputs } = stepDatasets(made, ran, lakeNamespace(lake.root), declared(made));
      await emit(lineageEvent('COMPLETE', about(ran.step), inputs, outputs));
    },
    onFinish: async (finished) => {
      const { error } = finished;
      await emit(
        lineageEvent(error === undefined ? 'COMPLETE' : 'FAIL', {
          ...about(undefined),
          ...(error === undefined ? {} : { error: error.message }),
        }),
      );
    },
  };
};
