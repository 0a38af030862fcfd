import type { SourceShape, TableDeclaration } from '@audit/contract';

/** How to read a file that is kept as a source delivered it, in columns of its own. Whatever is not said is null. */
export interface Delivered {
  /** The file's column for a column of the table; a list of texts becomes one text, separated by |. */
  readonly columns: Readonly<Record<string, { readonly name: string; readonly list: boolean }>>;
  /** Column of the table that is the position of the row in the file, from 1. */
  readonly position: string;
  /** Columns that have one value in the whole file: its lineage. */
  readonly constants: Readonly<Record<string, string>>;
}

/** A published file. `path` is relative to the lake's root. */
export interface FileRef {
  readonly path: string;
  readonly sha256: string;
  readonly rows: number;
  readonly bytes: number;
  /** Only of files that do not have the columns of the table. */
  readonly delivered?: Delivered;
  /** What all its rows have in common where a load was written apart: a month, a region. */
  readonly partition?: string;
}

/** A verified file as an engine is told of it. */
export type DataFile = string | { readonly path: string; readonly delivered: Delivered };

/** What one commit did to a table. `rewritten`: no row-level record is kept and consumers recompute whole. */
export type Change =
  | { readonly version: number; readonly removed: FileRef | null; readonly added: readonly FileRef[] }
  | { readonly version: number; readonly rewritten: true };

/** What made a table: the step's key and everything it was made of, so that an equal step can be skipped. */
export interface Made {
  /** `madeKey` of the rest: a draft that publishes reckons it anew, from the versions that its numbers become. */
  readonly key: string;
  readonly stage: string;
  readonly code: string;
  readonly params: string;
  /** `changedAt` of each input, by the name the stage binds it to; `tables` says which table that was. */
  readonly inputs: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, string>>;
}

/** A table in one lake version: base rows less masked ones, and the delta. */
export interface TableState {
  readonly fingerprint: string;
  readonly rows: number;
  /** Distinct values of the key of the stage that made it; equals `rows` where there is none. */
  readonly keys: number;
  /** Sorted by the table's cluster columns. */
  readonly base: readonly FileRef[];
  /** Grain keys whose base rows are dead. */
  readonly mask: FileRef | null;
  /** Live rows of masked and new keys; one file, merged at each commit. */
  readonly delta: FileRef | null;
  /** The last 30. */
  readonly changes: readonly Change[];
  /** Last version whose content differs: the "input version" of consumers. */
  readonly changedAt: number;
  /** `null` for a source table that no stage makes. */
  readonly made: Made | null;
  /** Only of a table whose columns no contract has: those of its source. */
  readonly shape?: SourceShape;
  /** Only of a table that no contract has because a configuration declares it. */
  readonly declaration?: TableDeclaration;
}

export const filesOf = (state: TableState): readonly FileRef[] => [
  ...state.base,
  ...(state.mask === null ? [] : [state.mask]),
  ...(state.delta === null ? [] : [state.delta]),
  ...state.changes.flatMap((change) =>
    'rewritten' in change ? [] : [...(change.removed === null ? [] : [change.removed]), ...change.added],
  ),
];
