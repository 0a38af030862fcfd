import type { Engine, Session } from '../engine/engine.ts';
import type { Lake } from '../lake/lake.ts';
import type { StageFolder } from '../lake/stage-folder.ts';
import type { OnlyKeys } from './table-scan.ts';

/** What a landing or a step publishes into: files go to the run's private folder, for the next version of the lake. */
export interface Publication {
  readonly lake: Lake;
  readonly folder: StageFolder;
  /** The lake version that will be published. */
  readonly version: number;
}

/** The live rows of a table, in one of its states, that have one of some keys: read from the files once in a run. */
export interface Excerpt {
  /** Qualified name. */
  readonly table: string;
  readonly columns: readonly string[];
  /** Of the state. */
  readonly changedAt: number;
  readonly only: OnlyKeys;
  /** The relation that holds the rows. */
  readonly rows: string;
}

/** Where the landing and the steps of a run compute. */
export interface Workplace<E extends Engine = Engine> extends Publication, AsyncDisposable {
  readonly engine: E;
  /** One session for the whole run, opened when the first part of it needs it. */
  readonly session: () => Promise<Session>;
  /** Relations of that session which later steps can use too, with their rows, by name. */
  readonly kept: Map<string, number>;
  /** Those of them that are parts of tables, see `excerptOf`. */
  readonly excerpts: Excerpt[];
  /** Tables that lie apart by a key already, for later steps that read them by it. */
  readonly parts: Map<string, Parts>;
}

/** The files of each pass over a table; of a pass without rows none. */
export type Parts = readonly (readonly string[])[];

export const openWorkplace = <E extends Engine>(engine: E, publication: Publication): Workplace<E> => {
  let opened: Promise<Session> | undefined;
  return {
    ...publication,
    engine,
    session: async () => await (opened ??= engine.session()),
    kept: new Map(),
    excerpts: [],
    parts: new Map(),
    [Symbol.asyncDispose]: async () => await (await opened)?.[Symbol.asyncDispose](),
  };
};

/** Computes a relation for the length of the run; returns its rows. */
export const keep = async ({ session, kept }: Workplace, name: string, sql: string): Promise<number> => {
  const rows = await (await session()).materialise(name, sql);
  kept.set(name, rows);
  return rows;
};

/** Gives the memory of all kept relations back. */
export const forget = async ({ session, kept, excerpts }: Workplace): Promise<void> => {
  for (const name of kept.keys()) await (await session()).drop(name);
  kept.clear();
  excerpts.length = 0;
};
