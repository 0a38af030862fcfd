import { UsageError } from '@audit/contract';
import type { LakeDraft } from '@audit/warehouse';
import type { ChosenStep } from './chosen-steps.ts';
import type { StepPlace } from './pipeline-step.ts';
import { changedTables, type RanStep } from './ran-step.ts';

/** Told of each step. */
export interface StepListener {
  readonly onStart: (step: string) => Promise<void>;
  readonly onEnd: (ran: RanStep) => Promise<void>;
}

const seconds = (from: number): number => Number(((performance.now() - from) / 1000).toFixed(3));

const skipped = (step: string, why: string): RanStep => ({
  step,
  outcome: 'skipped',
  why,
  resumed: false,
  seconds: 0,
  quarantined: 0,
  notes: [],
  tables: [],
  accounts: [],
});

/** The version of the draft on which a step began; a later attempt that finds the step half done counts from there too. */
const beginning = ({ folder, made }: LakeDraft, step: string): number => {
  const known = folder.note<number>(`begin-${step}`);
  // What was made since may be lost with the note that said so.
  if (known !== undefined && known <= made.head.version) return known;
  folder.keepNote(`begin-${step}`, made.head.version);
  return made.head.version;
};

const runStep = async (draft: LakeDraft, { step, options }: ChosenStep, place: StepPlace): Promise<RanStep> => {
  const { made } = draft;
  const started = performance.now();
  const since = beginning(draft, step.name);
  made.begin(step.name);
  const told = await step.run(options, place);
  const accounts = made.accounts.filter(({ part }) => part === step.name).map(({ account }) => account);
  const counted = accounts.reduce((sum, { counts }) => sum + (counts['quarantined'] ?? 0), 0);
  return {
    step: step.name,
    outcome: 'done',
    why: '',
    resumed: false,
    seconds: seconds(started),
    // An attempt that finds its rows there already counts none; the accounts of the one before have them.
    quarantined: Math.max(told.quarantined, counted),
    notes: told.notes,
    tables: changedTables(made.head, since),
    accounts,
  };
};

/** Runs the steps of a pipeline in a draft, those that an earlier attempt finished left out. @param ran filled with what became of each */
export const runSteps = async (
  draft: LakeDraft,
  chosen: readonly ChosenStep[],
  place: StepPlace,
  listener: StepListener,
  ran: RanStep[],
): Promise<void> => {
  for (const one of chosen) {
    const { step, options, left } = one;
    const before = draft.made.finished(step.name) as RanStep | undefined;
    const why = left ?? (before === undefined ? await step.idle(options, place, draft.made.head) : undefined);
    if (why !== undefined) {
      if (left === undefined && options.required)
        throw new UsageError(
          `the step ${step.name} has nothing to do: ${why}`,
          'give it what it needs, or take "required" out of the pipeline',
        );
      ran.push(skipped(step.name, why));
      continue;
    }
    await listener.onStart(step.name);
    const started = performance.now();
    try {
      const done = before === undefined ? await runStep(draft, one, place) : { ...before, resumed: true };
      if (before === undefined) draft.made.finish(step.name, done);
      ran.push(done);
      await listener.onEnd(done);
    } catch (error) {
      const failed: RanStep = { ...skipped(step.name, (error as Error).message), outcome: 'failed', seconds: seconds(started) };
      ran.push(failed);
      await listener.onEnd(failed);
      throw error;
    }
  }
};
