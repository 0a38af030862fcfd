import { fingerprint, qualifiedName, type Table } from '@audit/contract';
import type { Engine } from '../engine/engine.ts';
import type { Made, TableState } from '../lake/table-state.ts';
import { changedSince } from './change-sets.ts';
import { hashOf } from './hash-of.ts';
import { madeKey } from './made-key.ts';
import type { Bound } from './model-sql.ts';

export type Mode = 'skip' | 'keys' | 'whole';
export interface Decision {
  readonly mode: Mode;
  readonly why: string;
}

/** A table as a step reads it. */
export interface Source {
  readonly table: Table;
  readonly state: TableState;
}
/** A stage with its parameters and the states of its inputs, by the names it binds them to. */
export interface Step extends Bound {
  readonly from: Readonly<Record<string, Source>>;
}
/** Name and version of what computes: another version may round, sort or hash otherwise, so it counts as other code. */
export type EngineIdentity = Pick<Engine, 'name' | 'version'>;

/** Everything an output depends on. Two steps with the same `key` give the same rows. Neither time nor run id is in it. */
export const madeOf = ({ stage, params, from }: Step, engine: EngineIdentity): Made => {
  const code = hashOf([stage.code, engine.name, engine.version]);
  const texts = JSON.stringify(params);
  const inputs = Object.fromEntries(Object.entries(from).map(([name, { state }]) => [name, state.changedAt]));
  const tables = Object.fromEntries(Object.entries(from).map(([name, { table }]) => [name, qualifiedName(table)]));
  const made = { code, params: texts, inputs, tables };
  return { key: madeKey(made), stage: stage.id, ...made };
};

/** How a step must be computed, as far as the manifest alone tells: no file is opened. */
export const decide = (step: Step, made: Made, was: TableState | undefined): Decision => {
  if (was === undefined) return { mode: 'whole', why: 'first run' };
  const before = was.made;
  if (before === null) return { mode: 'whole', why: 'the table was not made by a stage before' };
  if (before.key === made.key) return { mode: 'skip', why: 'same inputs, code and parameters' };
  if (was.fingerprint !== fingerprint(step.stage.writes)) return { mode: 'whole', why: 'the declaration of the table changed' };
  if (before.code !== made.code) return { mode: 'whole', why: 'code, contract or engine changed' };
  if (before.params !== made.params) return { mode: 'whole', why: 'parameters changed' };
  const changed = Object.keys(step.from).filter(
    (name) => before.inputs[name] !== made.inputs[name] || before.tables[name] !== made.tables[name],
  );
  const why = `${changed.join(' and ')} changed`;
  if (step.stage.key === undefined) return { mode: 'whole', why: `${why}; the stage has no key` };
  for (const name of changed) {
    const since = before.inputs[name];
    if (since === undefined || before.tables[name] !== made.tables[name])
      return { mode: 'whole', why: `${name} is another table than before` };
    if (step.stage.reads[name]?.by === 'whole') return { mode: 'whole', why: `${name} changed and is read whole` };
    if (changedSince(step.from[name]!.state, since) === undefined)
      return { mode: 'whole', why: `the changes of ${name} are not kept row by row` };
  }
  return { mode: 'keys', why };
};
