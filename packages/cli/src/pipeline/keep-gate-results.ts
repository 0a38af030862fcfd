import { gateResults, instantOf, type IsoDate, qualifiedName, type Row } from '@audit/contract';
import { type Engine, keepTable, type LakeDraft, type TableState } from '@audit/warehouse';
import type { RunIdentity } from '../run-identity.ts';
import type { JudgedGate } from './gates/judge-gates.ts';

/** The run whose gates were judged. */
interface JudgedRun {
  readonly identity: RunIdentity;
  readonly pipeline: string;
  readonly asOf: string;
  /** Whether all steps were asked for: only then the pipeline has come to the day. */
  readonly isWhole: boolean;
}

const rowsOf = (judged: readonly JudgedGate[], { identity, pipeline, asOf }: JudgedRun): readonly Row<typeof gateResults>[] =>
  judged.map(({ gate, table, measure, value, bound, outcome }) => ({
    run_id: identity.runId,
    pipeline,
    as_of: asOf as IsoDate,
    gate,
    table_name: table,
    measure,
    value,
    bound,
    outcome,
    judged_at: instantOf(identity.clock),
  }));

const added = async (
  engine: Engine,
  draft: LakeDraft,
  judged: readonly JudgedGate[],
  run: JudgedRun,
): Promise<Readonly<Record<string, TableState>>> => {
  if (judged.length === 0) return {};
  const { head } = draft.made;
  const name = qualifiedName(gateResults);
  await using session = await engine.session();
  await session.bindRows('new_gate_results', gateResults, rowsOf(judged, run));
  const place = { lake: draft.lake, folder: draft.folder, version: head.version + 1 };
  const state = await keepTable(session, place, gateResults, head.tables[name], { added: 'SELECT * FROM new_gate_results' });
  return state === undefined ? {} : { [name]: state };
};

/** Cursor that says up to which day a pipeline has run. */
const pipelineCursor = (pipeline: string): string => `pipeline.${pipeline}`;

/** The last day a pipeline has run for, by the cursors of a version. */
export const lastDay = (watermarks: Readonly<Record<string, unknown>>, pipeline: string): string | undefined => {
  const kept = watermarks[pipelineCursor(pipeline)] as { readonly as_of?: string } | undefined;
  return kept?.as_of;
};

/**
 * Writes down in a draft how the gates stand and which day the pipeline has come to. A run that neither changed a table nor came to a
 * later day leaves nothing; one of some steps alone comes to no day.
 */
export const keepGateResults = async (engine: Engine, draft: LakeDraft, judged: readonly JudgedGate[], run: JudgedRun): Promise<void> => {
  if (draft.made.finished('gates') !== undefined) return;
  const { head, parent } = draft.made;
  const last = lastDay(head.watermarks, run.pipeline);
  const isLater = run.isWhole && (last === undefined || run.asOf > last);
  if (head.version === parent.version && !isLater) return;
  draft.made.begin('gates');
  const tables = { ...head.tables, ...(await added(engine, draft, judged, run)) };
  const watermarks = isLater ? { ...head.watermarks, [pipelineCursor(run.pipeline)]: { as_of: run.asOf } } : head.watermarks;
  // In one: killed in between, the next attempt would write the rows of this run once more.
  draft.made.commit(head, { ...head, tables, watermarks, accounts: [] }, { gates: true });
};
