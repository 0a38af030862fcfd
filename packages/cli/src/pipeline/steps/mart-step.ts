import { type MartResult, martJob } from '@audit/datamart';
import { planJob } from '@audit/warehouse';
import { z } from 'zod';
import { loadedBefore, planInput, type PlannedInput, tablesAfter } from '../../commands/build-mart/plan-inputs.ts';
import { buildMartUnder, martOptions } from '../../jobs/build-mart.ts';
import { counted } from '../../output/quantity.ts';
import { watchedSources } from '../../watched-sources.ts';
import { pathsOf } from '../found-files.ts';
import type { PipelineStep, StepTold } from '../pipeline-step.ts';
import { patterns, stepOptions } from '../step-options.ts';

const options = z.strictObject({
  ...stepOptions,
  /** Files of transactions; those that were loaded before are passed by. */
  transactions: patterns,
  /** What a path is that was loaded before with other content; by default it ends the run. */
  when_changed: z.enum(['append', 'replace']).optional(),
  /** By default as the settings say. */
  on_error: z.enum(['fail', 'quarantine']).optional(),
});

type Options = z.output<typeof options>;

/** Settings of a mart, with what the step says otherwise. */
const withOptions = <C extends { readonly on_error: { readonly value: 'fail' | 'quarantine'; readonly origin: string } }>(
  config: C,
  { on_error: onError }: Options,
): C => (onError === undefined ? config : { ...config, on_error: { value: onError, origin: 'pipeline' } });

const told = ({ account: { quarantined, files, withdrawn } }: MartResult): StepTold => ({
  quarantined,
  notes: [
    ...files.filter(({ outcome }) => outcome === 'refused').map(({ source }) => `refused whole: ${source}`),
    ...(withdrawn === 0 ? [] : [`${counted(withdrawn, 'line')} of earlier runs taken out`]),
  ],
});

/** Transactions → orders → customer × period. */
export const martStep: PipelineStep<Options> = {
  name: 'mart',
  options,
  idle: async ({ transactions }, { find }) => {
    if ((await find(transactions)).length > 0) return undefined;
    return transactions.length === 0 ? 'it names no transactions' : `no file matches ${transactions.join(' or ')}`;
  },
  directories: async ({ transactions }, { find }) => pathsOf(await find(transactions)),
  plan: async (given, { config, find, lake, engine, head }) => {
    const known = await loadedBefore(engine, lake, head);
    const inputs: PlannedInput[] = [];
    for (const source of await find(given.transactions)) inputs.push(await planInput(source, known, given.when_changed));
    const order = { config: withOptions(config, given), format: undefined, whenChanged: given.when_changed };
    const steps = planJob(martJob(martOptions(order, head)), tablesAfter(head, inputs), engine);
    return [
      ...inputs.map(({ input, what, why }) => ({ part: input, mode: what, why })),
      ...steps.map(({ id, mode, why }) => ({ part: id, mode, why })),
    ];
  },
  run: async (given, { context, config, find, lake, lock, engine, identity, progress, warn }) =>
    told(
      await buildMartUnder(
        {
          config: withOptions(config, given),
          sources: watchedSources(await find(given.transactions), progress, context.interrupted),
          lake,
          engine,
          identity,
          format: undefined,
          whenChanged: given.when_changed,
          onStep: () => undefined,
          warn,
        },
        lock,
      ),
    ),
};
