import type { TableState } from '../lake/table-state.ts';
import { computeKeys } from './compute-keys.ts';
import { computePasses, passesToFit } from './compute-passes.ts';
import { computeWhole, rewriteAbove } from './compute-whole.ts';
import { decide, type Decision, madeOf, type Step } from './decide.ts';
import { lacksRoom } from './lacks-room.ts';
import type { Outcome } from './outcome.ts';
import { forget, type Workplace } from './workplace.ts';

/**
 * Brings the output of a step up to date: skipped, by touched keys, or whole. Files are staged and adopted, nothing is
 * published.
 *
 * @param was the table in the version the run started from
 * @throws {@link CheckFailed}, {@link SchemaMismatch}, {@link DamagedFile}, {@link OutOfMemory}, {@link DiskFull}
 */
export const runInLake = async (place: Workplace, step: Step, was: TableState | undefined): Promise<Outcome> => {
  const made = madeOf(step, place.engine);
  const decision = decide(step, made, was);
  if (was !== undefined && decision.mode === 'skip') return { ...decision, mode: 'skip', state: was, counts: {} };
  const whole = async (reason: Decision, compare: boolean): Promise<Outcome> => {
    // What the run keeps by key serves others than this step, and may be most of a large table.
    await forget(place);
    const compute = async (): Promise<Outcome> => await computeWhole(place, step, made, was, reason, compare);
    if (step.stage.key === undefined) return await compute();
    const passes = await passesToFit(place.engine, step);
    const outcome = passes === 1 ? await ifItFits(compute) : undefined;
    if (outcome !== undefined) return outcome;
    await forget(place);
    return await computePasses(place, step, made, reason, passes);
  };
  if (was === undefined || decision.mode === 'whole') return await whole(decision, true);
  const outcome = await ifItFits(async () => await computeKeys(place, step, made, was, decision));
  if (outcome === undefined) return await whole({ mode: 'whole', why: `${decision.why}; the touched keys do not fit in memory` }, true);
  if ('mode' in outcome) return outcome;
  const why = `${decision.why}; ${outcome.touched} of ${was.keys} keys touched`;
  return await whole({ mode: 'whole', why }, outcome.share <= rewriteAbove);
};

/** @returns `undefined` when the work runs out of memory, or of disk to spill to */
const ifItFits = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    if (lacksRoom(error)) return undefined;
    throw error;
  }
};
