import type { Check, Columns, ColumnsOf, Table } from '@audit/contract';
import type { z } from 'zod';

/**
 * How a stage sees an input when only some keys are recomputed.
 * A record: these columns of the input carry the stage's key; rows of other keys are not read, and changed rows name the keys.
 * `whole`: every row may matter to every key (rates, catalogues), so any change means computing the stage whole.
 */
export type By = 'whole' | Readonly<Record<string, string>>;
export interface Read<T extends Table = Table> {
  readonly table: T;
  readonly by: By;
}

/** A step as data: what it reads and writes, the SQL between, and what must hold afterwards. */
export interface Stage<
  R extends Readonly<Record<string, Read>> = Readonly<Record<string, Read>>,
  W extends Table = Table,
  P extends z.ZodObject = z.ZodObject,
> {
  readonly id: string;
  readonly reads: R;
  readonly writes: W;
  readonly params: P;
  /** The claim that the output rows of a key depend only on the input rows of that key; `undefined`: computed whole. */
  readonly key: readonly string[] | undefined;
  /**
   * Memory the model holds for each row of the inputs read by key and that no engine can spill (groups that become lists), in
   * bytes. Where that does not fit, the step is cut into passes from the start; `undefined`: only when it has failed.
   */
  readonly heldRowBytes?: number | undefined;
  readonly model: string;
  readonly constants: Readonly<Record<string, string>>;
  /** Queries that must return no rows, over the names of `reads` and of the output. */
  readonly checks: readonly Check[];
  /** Hash of all that decides the output besides data, parameters and the engine's version. */
  readonly code: string;
}

/** The tables a stage reads, by the name it binds them to. */
export type Inputs<S> = S extends Stage<infer R, Table, z.ZodObject> ? { readonly [N in keyof R]: R[N]['table'] } : never;
/** The parameters a caller of a stage gives. */
export type Params<S> = S extends Stage<Readonly<Record<string, Read>>, Table, infer P> ? z.input<P> : never;

/** A key column maps to a column of the same type in the input. */
export type SameType<C extends Columns, K extends keyof C, I extends Columns> = {
  readonly [X in K & string]: {
    [Y in keyof I]: I[Y]['type']['kind'] extends C[X]['type']['kind'] ? Y : never;
  }[keyof I] &
    string;
};
export type KeyedReads<R extends Readonly<Record<string, Table>>, C extends Columns, K extends keyof C & string> = {
  readonly [N in keyof R]: { readonly table: R[N]; readonly by: 'whole' | SameType<C, K, ColumnsOf<R[N]>> };
};
