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

/** Why a step is not run; undefined where it is. @throws UsageError for a required one with nothing to do */
const whyNot = async (draft: LakeDraft, { step, options, left }: ChosenStep, place: StepPlace): Promise<string | undefined> => {
  if (left !== undefined || draft.made.finished(step.name) !== undefined) return left;
  const idle = await step.idle(options, place, draft.made.head);
  if (idle === undefined || !options.required) return idle;
  throw new UsageError(`the step ${step.name} has nothing to do: ${idle}`, 'give it what it needs, or take "required" out of the pipeline');
};

/** Runs a step, or takes over what an earlier attempt did. */
const doneStep = async (draft: LakeDraft, one: ChosenStep, place: StepPlace): Promise<RanStep> => {
  const before = draft.made.finished(one.step.name) as RanStep | undefined;
  if (before !== undefined) return { ...before, resumed: true };
  const done = await runStep(draft, one, place);
  draft.made.finish(one.step.name, done);
  return done;
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
    const { name } = one.step;
    const started = performance.now();
    let isTold = false;
    const start = async (): Promise<void> => {
      isTold = true;
      await listener.onStart(name);
    };
    let end: RanStep;
    try {
      const why = await whyNot(draft, one, place);
      if (why === undefined) await start();
      end = why === undefined ? await doneStep(draft, one, place) : skipped(name, why);
    } catch (error) {
      const failed: RanStep = { ...skipped(name, (error as Error).message), outcome: 'failed', seconds: seconds(started) };
      ran.push(failed);
      // Whoever hears of an end heard of the beginning.
      if (!isTold) await start();
      await listener.onEnd(failed);
      throw error;
    }
    ran.push(end);
    if (isTold) await listener.onEnd(end);
  }
};
