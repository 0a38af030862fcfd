import { counted, duration, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import { foundText } from '../../pipeline/gates/judge-gates.ts';
import type { PlannedStep } from '../../pipeline/plan-pipeline.ts';
import type { RanStep } from '../../pipeline/ran-step.ts';
import type { WrittenReport } from '../../pipeline/report/write-report.ts';
import { type PipelineRun, quarantinedOf } from '../../pipeline/run-pipeline.ts';

/** The summary of a run for programs. */
export const runJson = (run: PipelineRun, report: WrittenReport | undefined): object => ({
  pipeline: run.pipeline,
  as_of: run.asOf,
  run_id: run.identity.runId,
  status: run.status,
  version: run.manifest.version,
  published: run.status === 'published',
  quarantined: quarantinedOf(run),
  seconds: run.seconds,
  steps: run.steps.map(({ accounts: _, ...step }) => step),
  gates: run.gates,
  report: report ?? null,
});

const whatOf = ({ why, notes, tables }: RanStep): string => {
  if (why !== '') return why;
  const changed = tables.filter(({ table }) => !table.startsWith('ops_')).map(({ table, rows }) => `${table} ${grouped(rows)}`);
  return [...notes, ...(changed.length === 0 ? ['nothing changed'] : [changed.join(', ')])].join('; ');
};

/** The summary of a run for people. */
export const runText = (run: PipelineRun, report: WrittenReport | undefined): string => {
  const steps = textTable(
    [
      { title: 'step' },
      { title: 'outcome' },
      { title: 'time', align: 'right' },
      { title: 'quarantined', align: 'right' },
      { title: 'what', maxWidth: 140 },
    ],
    run.steps.map((step) => [
      step.step,
      step.resumed ? 'done before' : step.outcome,
      step.outcome === 'skipped' ? '' : duration(step.seconds),
      grouped(step.quarantined),
      whatOf(step),
    ]),
  );
  const open = run.gates.filter(({ outcome }) => outcome === 'passed').length;
  const warned = run.gates.filter(({ outcome }) => outcome === 'warned').map((gate) => `gate "${gate.gate}" warns: ${foundText(gate)}\n`);
  const gates = run.gates.length === 0 ? '' : `${open} of ${counted(run.gates.length, 'gate')} passed\n${warned.join('')}`;
  const quarantined = quarantinedOf(run);
  const aside = quarantined === 0 ? '' : `${counted(quarantined, 'row')} in quarantine: audit quality\n`;
  const end =
    run.status === 'published' ? `Published as version ${run.manifest.version}` : `Nothing changed: version ${run.parent.version} stays`;
  const written = report === undefined ? '' : `Report: ${report.html}\n`;
  return `${run.pipeline}, ${run.asOf}\n${steps}${gates}${aside}${end}, ${duration(run.seconds)}.\n${written}`;
};

/** The plan of a pipeline for people. */
export const planText = (pipeline: string, nights: readonly string[], version: number, planned: readonly PlannedStep[]): string => {
  const rows = planned.flatMap(({ step, what, why, parts }) => [
    [step, what, why],
    ...parts.map(({ part, mode, why: because }) => [`  ${part}`, mode, because]),
  ]);
  const table = textTable([{ title: 'step', maxWidth: 70 }, { title: 'plan' }, { title: 'why', maxWidth: 110 }], rows);
  const days =
    nights.length === 0 ? 'no day is missing' : nights.length === 1 ? nights[0] : `${nights.length} days, ${nights[0]} to ${nights.at(-1)}`;
  return `${pipeline}, ${days}\n${table}Nothing was done (--dry-run). The lake stands at version ${version}.\n`;
};
