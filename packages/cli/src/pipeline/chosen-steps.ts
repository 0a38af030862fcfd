import { remedyFor, UsageError } from '@audit/contract';
import type { Pipeline } from './pipeline-schema.ts';
import type { PipelineStep, StepOptions } from './pipeline-step.ts';
import { steps } from './steps.ts';

/** A step that a run comes to, with its options; `left` says why it is left out. */
export interface ChosenStep {
  readonly step: PipelineStep;
  readonly options: StepOptions;
  readonly left: string | undefined;
  /** Whether `--only` and `--from-step` let it in. */
  readonly isAsked: boolean;
}

/** Which steps of a pipeline are asked for. */
export interface StepChoice {
  readonly only?: readonly string[] | undefined;
  readonly fromStep?: string | undefined;
}

const refuseUnknown = (given: readonly string[], flag: string, declared: readonly string[]): void => {
  const names = steps.map(({ name }) => name);
  const has = declared.length === 0 ? 'it has none' : `it has ${declared.join(', ')}`;
  for (const name of given) {
    if (!names.some((known) => known === name))
      throw new UsageError(`${flag}: there is no step "${name}"`, remedyFor(name, names, `the steps are ${names.join(', ')}`));
    if (!declared.includes(name)) throw new UsageError(`${flag}: the pipeline has no step ${name}`, has);
  }
};

/** The steps of a pipeline in the order of the flow. @throws UsageError for a step there is none of, or that the pipeline does not declare */
export const chosenSteps = ({ steps: given }: Pipeline, { only, fromStep }: StepChoice): readonly ChosenStep[] => {
  const declared = steps.map(({ name }) => name).filter((name) => given[name] !== undefined);
  refuseUnknown(only ?? [], '--only', declared);
  refuseUnknown(fromStep === undefined ? [] : [fromStep], '--from-step', declared);
  const all = steps as readonly unknown[] as readonly PipelineStep[];
  const first = fromStep === undefined ? 0 : all.findIndex(({ name }) => name === fromStep);
  return all.flatMap((step, at) => {
    const options = (given as Readonly<Record<string, StepOptions | undefined>>)[step.name];
    if (options === undefined) return [];
    const isAsked = at >= first && (only === undefined || only.includes(step.name));
    const left = !options.enabled ? 'switched off in the pipeline' : isAsked ? undefined : 'not asked for';
    return [{ step, options, left, isAsked }];
  });
};
