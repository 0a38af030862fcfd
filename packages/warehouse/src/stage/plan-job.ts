import { assert, qualifiedName } from '@audit/contract';
import type { TableState } from '../lake/table-state.ts';
import { decide, type EngineIdentity, madeOf, type Step } from './decide.ts';
import type { Job, JobStep } from './job.ts';

/** What a run would do to one table. `may`: it depends on whether a table before it changes. */
export interface Planned {
  readonly id: string;
  readonly mode: 'skip' | 'keys' | 'whole' | 'may';
  readonly why: string;
}

/** A step of a job with the states of its inputs. @throws {@link Assertion} when one is missing */
export const stepOf = (job: Job, { stage, params, inputs }: JobStep, tables: Readonly<Record<string, TableState>>): Step => {
  const from = Object.entries(inputs).map(([input, name]) => {
    // A stage may read fewer columns of a table than it has.
    const read = stage.reads[input]?.table;
    const table = read !== undefined && qualifiedName(read) === name ? read : job.tables.get(name);
    const state = tables[name];
    assert(table !== undefined && state !== undefined, `job ${job.name}: ${stage.id} reads ${name}, which is not there`);
    return [input, { table, state }] as const;
  });
  return { stage, params, from: Object.fromEntries(from) };
};

/**
 * What a run would do, decided from table states alone: nothing is opened or computed.
 *
 * @param tables the head's tables, with the new states of sources where they are known
 */
export const planJob = (job: Job, tables: Readonly<Record<string, TableState>>, engine: EngineIdentity): readonly Planned[] => {
  const running = new Set<string>();
  return job.steps.map((step) => {
    const { stage } = step;
    const written = qualifiedName(stage.writes);
    const known = Object.values(step.inputs).every((name) => tables[name] !== undefined);
    const bound = known ? stepOf(job, step, tables) : undefined;
    const decision =
      bound === undefined ? ({ mode: 'whole', why: 'first run' } as const) : decide(bound, madeOf(bound, engine), tables[written]);
    const before = Object.values(step.inputs).filter((name) => running.has(name));
    if (decision.mode !== 'skip' || before.length > 0) running.add(written);
    // Below a step that runs, equal output may still stop the cascade.
    if (decision.mode === 'skip' && before.length > 0) return { id: stage.id, mode: 'may', why: `if ${before.join(' or ')} changes` };
    return { id: stage.id, ...decision };
  });
};
