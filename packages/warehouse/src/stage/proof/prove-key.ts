import type { Engine } from '../../engine/engine.ts';
import type { Lake } from '../../lake/lake.ts';
import type { TableState } from '../../lake/table-state.ts';
import { countDifferent } from '../count-different.ts';
import type { Step } from '../decide.ts';
import { hashOf } from '../hash-of.ts';
import { modelSql } from '../model-sql.ts';
import type { Outcome } from '../outcome.ts';
import { parseParams } from '../parse-params.ts';
import { runInLake } from '../run-in-lake.ts';
import type { Params, Read, Stage } from '../stage.ts';
import { bindTable } from '../table-scan.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';
import { historyOf, rowsAfter } from './history.ts';

/** Inputs for the proof of a stage's key. */
export interface Trial<S extends Stage> {
  readonly stage: S;
  readonly params: Params<S>;
  /**
   * DuckDB queries for the whole content of each input, with the columns of its contract, from the rows that live now: a
   * relation of `i` (the row) and `v` (another number each time it was touched). Compute columns by `hash(i, v)`; let
   * some rows move between keys, that is, let a key column depend on `v`; and have a hundred keys or more, so that small
   * batches touch few of them.
   */
  readonly inputs: (alive: string) => Readonly<Record<keyof S['reads'] & string, string>>;
  readonly histories: number;
  readonly batches: number;
  readonly seed: number;
}

export interface Proof {
  readonly comparisons: number;
  /** Where the table kept up to date is not the table made anew: history, batch, and how many rows differ. */
  readonly different: readonly { readonly seed: number; readonly batch: number; readonly rows: number; readonly why: string }[];
  /** How often each way of computing was taken. */
  readonly modes: Readonly<Record<string, number>>;
}

/**
 * Tries the claim of a stage's key: over random histories, with a consumer that skips batches, the table kept up to date
 * key by key must equal the one computed whole, row for row. The only thing that shows that a `key` is true.
 */
export const proveKey = async <S extends Stage>(engine: Engine, lake: Lake, trial: Trial<S>): Promise<Proof> => {
  await using lock = await lake.lock({ runId: 'proof', command: 'proof of a key' });
  const different: { seed: number; batch: number; rows: number; why: string }[] = [];
  const modes: Record<string, number> = {};
  let comparisons = 0;
  for (let seed = trial.seed; seed < trial.seed + trial.histories; seed++) {
    const history = historyOf(seed, trial.batches);
    const inputs: Record<string, TableState> = {};
    let output: TableState | undefined;
    for (let batch = 0; batch < trial.batches; batch++) {
      const folder = lake.stage(lock, `proof-${seed}-${batch}`, '2026-01-01T00:00:00.000000Z');
      await using place = openWorkplace(engine, { lake, folder, version: batch + 1 });
      const queries: Readonly<Record<string, string>> = trial.inputs(rowsAfter(history, batch));
      for (const [name, read] of Object.entries(trial.stage.reads))
        inputs[name] = await feed(place, name, read, queries[name]!, inputs[name]);
      if ((seed + batch) % 3 !== 1) {
        const step = stepOver(trial, inputs);
        const outcome = await runInLake(place, step, output);
        output = outcome.state;
        comparisons++;
        const way = wayOf(outcome, output);
        modes[way] = (modes[way] ?? 0) + 1;
        const rows = await rowsThatDiffer(place, step, output);
        if (rows > 0) different.push({ seed, batch, rows, why: outcome.why });
      }
      folder.drop();
    }
  }
  return { comparisons, different, modes };
};

const wayOf = ({ mode, why }: Outcome, { mask, delta, changedAt, changes }: TableState): string => {
  if (why.includes('nothing differs')) return `${mode}, nothing differs`;
  const last = changes.at(-1);
  if (last !== undefined && 'rewritten' in last && last.version === changedAt) return `${mode}, rewritten`;
  return `${mode}, ${mask === null && delta === null ? 'folded' : 'delta'}`;
};

/** An input kept as a table of its own, so that its changes are known row by row. */
const feed = async (place: Workplace, name: string, { table }: Read, model: string, was: TableState | undefined): Promise<TableState> => {
  const stage = { id: `feed/${name}`, reads: {}, writes: table, key: undefined, model, constants: {}, checks: [], code: hashOf(model) };
  const { state } = await runInLake(place, { stage: { ...stage, params: {} as Stage['params'] }, params: {}, from: {} }, was);
  return state;
};

const stepOver = <S extends Stage>({ stage, params }: Trial<S>, states: Readonly<Record<string, TableState>>): Step => ({
  stage,
  params: parseParams(stage, params),
  from: Object.fromEntries(Object.entries(stage.reads).map(([name, { table }]) => [name, { table, state: states[name]! }])),
});

const rowsThatDiffer = async ({ engine, lake }: Workplace, { stage, params, from }: Step, kept: TableState): Promise<number> => {
  await using session = await engine.session();
  for (const [name, { table, state }] of Object.entries(from)) await bindTable(session, name, lake, table, state);
  await session.materialise('anew', modelSql(stage, session.engine, params));
  await bindTable(session, 'kept', lake, stage.writes, kept);
  return await countDifferent(session, 'anew', 'kept', Object.keys(stage.writes.columns));
};
