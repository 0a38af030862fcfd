import { assert, qualifiedName, type Table } from '@audit/contract';
import { parseParams } from './parse-params.ts';
import type { Inputs, Params, Stage } from './stage.ts';

declare const of: unique symbol;
/** A table as a step sees it; only a source or a step makes one, so a job cannot be circular, out of order or mis-wired. */
export interface Handle<T extends Table> {
  readonly [of]?: T;
  /** Qualified name. */
  readonly name: string;
}
export interface Wire {
  /** A table that landing makes, not a stage. */
  readonly source: <T extends Table>(table: T) => Handle<T>;
  readonly run: <S extends Stage>(
    stage: S,
    inputs: { readonly [N in keyof Inputs<S>]: Handle<Inputs<S>[N]> },
    params: Params<S>,
  ) => Handle<S['writes']>;
}
export interface JobStep {
  readonly stage: Stage;
  readonly params: Readonly<Record<string, unknown>>;
  /** Qualified name of the table of each input. */
  readonly inputs: Readonly<Record<string, string>>;
}
/** Steps in an order in which each finds its inputs. */
export interface Job {
  readonly name: string;
  /** All tables it reads and writes, by qualified name. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly steps: readonly JobStep[];
}

/**
 * Wires stages to a job. The compiler refuses the wrong table for an input, a missing input and an unknown parameter.
 *
 * @throws {@link Assertion} when two steps write one table
 */
export const defineJob = (name: string, wire: (wire: Wire) => void): Job => {
  const tables = new Map<string, Table>();
  const steps: JobStep[] = [];
  wire({
    source: (table) => {
      tables.set(qualifiedName(table), table);
      return { name: qualifiedName(table) };
    },
    run: (stage, inputs, params) => {
      const written = qualifiedName(stage.writes);
      assert(!tables.has(written), `job ${name}: ${written} is written twice`);
      tables.set(written, stage.writes);
      const handles: Readonly<Record<string, { readonly name: string }>> = inputs;
      steps.push({
        stage,
        params: parseParams(stage, params),
        inputs: Object.fromEntries(Object.entries(handles).map(([input, handle]) => [input, handle.name])),
      });
      return { name: written };
    },
  });
  return { name, tables, steps };
};
