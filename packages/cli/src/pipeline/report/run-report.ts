import type { Session, Lake } from '@audit/warehouse';
import { type LineageGraph, lineageGraph } from '../../lineage/lineage-graph.ts';
import { type QualityReport, qualityReport } from '../../quality/quality-report.ts';
import type { JudgedGate } from '../gates/judge-gates.ts';
import type { RanStep } from '../ran-step.ts';
import { type PipelineRun, quarantinedOf } from '../run-pipeline.ts';

/** The report of a run, for programs; the page for people is made from it. */
export interface RunReport {
  readonly pipeline: string;
  readonly as_of: string;
  readonly run_id: string;
  /** The run’s clock. */
  readonly clock: string;
  readonly status: PipelineRun['status'];
  /** Version published; null where none was. */
  readonly version: number | null;
  readonly parent: number;
  readonly seconds: number;
  readonly quarantined: number;
  readonly error: { readonly code: string; readonly exit_code: number; readonly message: string } | null;
  readonly steps: readonly RanStep[];
  readonly gates: readonly JudgedGate[];
  readonly quality: QualityReport;
  readonly lineage: LineageGraph;
}

/** What a run did and what it left, looked up in the tables it published or would have. @param lake where the tables of the run are, a draft too */
export const runReport = async (session: Session, lake: Lake, run: PipelineRun): Promise<RunReport> => ({
  pipeline: run.pipeline,
  as_of: run.asOf,
  run_id: run.identity.runId,
  clock: run.identity.clock,
  status: run.status,
  version: run.status === 'published' ? run.manifest.version : null,
  parent: run.parent.version,
  seconds: run.seconds,
  quarantined: quarantinedOf(run),
  error: run.error === undefined ? null : { code: run.error.code, exit_code: run.error.exitCode, message: run.error.message },
  steps: run.steps,
  gates: run.gates,
  quality: await qualityReport(session, lake, run.status === 'failed' ? run.parent : run.manifest),
  lineage: lineageGraph(run.manifest, run.parent.version),
});
