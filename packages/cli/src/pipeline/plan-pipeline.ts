import type { Config } from '@audit/contract';
import type { DuckDbEngine, Lake } from '@audit/warehouse';
import type { CommandContext } from '../context.ts';
import { declaredGold } from '../gold-definitions.ts';
import type { Warn } from '../jobs/derive-delta-logs.ts';
import { chosenSteps, type StepChoice } from './chosen-steps.ts';
import type { FindFiles } from './found-files.ts';
import { refuseWrongGates } from './gates/refuse-wrong-gates.ts';
import type { PlannedPart } from './pipeline-step.ts';
import type { ReadPipeline } from './read-pipeline.ts';

/** What a run would do in a step. */
export interface PlannedStep {
  readonly step: string;
  readonly what: 'run' | 'skip' | 'may';
  readonly why: string;
  readonly parts: readonly PlannedPart[];
}

/** What a plan is made from. */
export interface PlanOrder {
  readonly context: CommandContext;
  readonly config: Config;
  readonly find: FindFiles;
  readonly lake: Lake;
  readonly engine: DuckDbEngine;
  readonly read: ReadPipeline;
  readonly choice: StepChoice;
  readonly asOf: string;
  readonly warn: Warn;
}

const idleModes = new Set(['skip', 'refuse']);

/** Whether a step would do something, as far as its parts tell. */
const whatOf = (parts: readonly PlannedPart[]): PlannedStep['what'] => {
  if (parts.some(({ mode }) => !idleModes.has(mode) && mode !== 'may')) return 'run';
  return parts.some(({ mode }) => mode === 'may') ? 'may' : 'skip';
};

const whyOf = (what: PlannedStep['what'], parts: readonly PlannedPart[]): string => {
  if (what === 'skip') return 'nothing it reads changed';
  const busy = parts.filter(({ mode }) => !idleModes.has(mode));
  return busy.length === 1 ? (busy[0]?.why ?? '') : `${busy.length} of ${parts.length} parts`;
};

/** What a run would do, by the newest version and the sources alone; nothing is written. Below a step that brings something new, "may". */
export const planPipeline = async (order: PlanOrder): Promise<readonly PlannedStep[]> => {
  const { lake, read, choice } = order;
  const head = lake.head();
  refuseWrongGates(read, head, declaredGold(order.context, order.config));
  const planned: PlannedStep[] = [];
  let newsBefore = false;
  for (const { step, options, left } of chosenSteps(read.pipeline, choice)) {
    const idle = left ?? (await step.idle(options, order, head));
    if (idle !== undefined) {
      const may = left === undefined && newsBefore;
      planned.push({ step: step.name, what: may ? 'may' : 'skip', why: may ? `${idle}, so far` : idle, parts: [] });
      continue;
    }
    const parts = await step.plan(options, { ...order, head, newsBefore });
    const what = whatOf(parts);
    planned.push({ step: step.name, what, why: whyOf(what, parts), parts });
    newsBefore ||= what !== 'skip';
  }
  return planned;
};
